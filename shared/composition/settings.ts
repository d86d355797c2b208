import * as z from 'zod/mini';
import { tenantIdSchema } from '../application/identifiers.ts';
import { inputProblems } from '../application/input-problems.ts';
import { InputError, type InputProblem } from '../core/errors.ts';
import { defaultStepLimit } from '../core/step-limit.ts';
import { ncrontabProblem } from './ncrontab.ts';
import { type NotificationSettings, parseNotificationSettings } from './notification-settings.ts';
import { remediationSettings } from './remediation-settings.ts';
import { missingOr, nameMissing } from './setting-problems.ts';
import { parseStorageSettings, type StorageSettings } from './storage-settings.ts';

/** All that the app is told from outside. Every member is an app setting; nothing else reads the environment. */
const settingsSchema = z.object({
  /** Comma-separated tenant ids. */
  TENANT_IDS: z.pipe(
    guidList(),
    z.array(tenantIdSchema).check(z.minLength(1, 'must name at least one tenant')),
  ),
  /** NCRONTAB, UTC; the host reads it as well, for the timer. */
  SCAN_SCHEDULE: z.string({ error: nameMissing }).check(({ value, issues }) => {
    const message = ncrontabProblem(value);
    if (message !== undefined) issues.push({ code: 'custom', message, input: value });
  }),
  /** Client id of the user-assigned identity that reads tenants; absent: the app's system-assigned one. */
  READER_CLIENT_ID: z.optional(z.guid('must be the client id (a GUID) of a user-assigned identity')),
  GRAPH_BASE_URL: z._default(
    z.url({ protocol: /^https$/, error: 'must be an https URL' }),
    'https://graph.microsoft.com',
  ),
  /** Absent: `.default` under GRAPH_BASE_URL. */
  GRAPH_SCOPE: z.optional(z.string()),
  /** Where people and applications sign in; another one in sovereign clouds. */
  AUTHORITY_HOST: z._default(
    z.pipe(
      z.url({ protocol: /^https$/, error: 'must be an https URL' }),
      // Issuers are compared letter by letter: no slash at the end.
      z.transform((address: string) => new URL(address).origin),
    ),
    'https://login.microsoftonline.com',
  ),
  /** The tenant that the API is registered in: who calls it signs in there. */
  API_TENANT_ID: z
    .guid({ error: missingOr('must be the directory (tenant) id of the API’s app registration') })
    .check(z.toLowerCase()),
  /** Client id of the API's app registration, whose access tokens are of version 2.0. */
  API_CLIENT_ID: z
    .guid({ error: missingOr('must be the client id of the API’s app registration') })
    .check(z.toLowerCase()),
  /** Comma-separated object ids of break-glass accounts or groups. */
  EMERGENCY_ACCESS_IDS: z._default(guidList(), []),
  /** Comma-separated ids of role definitions, custom ones as a rule, that count as administrative too. */
  ADMINISTRATIVE_ROLE_IDS: z._default(guidList(), []),
  /** Steps that the proof of one control may take; what is not decided within them is inconclusive. */
  PROOF_STEP_LIMIT: z._default(
    z.coerce
      .number('must be a whole number of steps')
      .check(z.int('must be a whole number of steps'), z.positive('must be 1 or more')),
    defaultStepLimit,
  ),
  /**
   * When `health` calls results stale, and people no longer decide by what was measured: a little more than the time
   * between two scans of the schedule.
   */
  MAX_RESULT_AGE_HOURS: z._default(
    z.coerce.number('must be a number of hours').check(z.positive('must be more than 0')),
    26,
  ),
  /** How far back sign-ins are read; 0: not at all. Further than times are read again, which is a week at most. */
  SIGN_IN_HISTORY_DAYS: z._default(
    z.coerce.number('must be a number of days').check(
      z.int('must be a whole number of days'),
      z.refine((days) => days === 0 || (days >= 8 && days <= 730), 'must be 0, or from 8 to 730'),
    ),
    30,
  ),
  /** How long the log may take to show a sign-in; until then its times are read again. */
  SIGN_IN_LATENESS_HOURS: z._default(
    z.coerce
      .number('must be a number of hours')
      .check(z.gte(1, 'must be 1 or more'), z.lte(168, 'must be 168 or less')),
    24,
  ),
  /** Sign-ins of one day above which they are not read from Graph, and Log Analytics is required. */
  SIGN_IN_VOLUME_LIMIT: z._default(
    z.coerce
      .number('must be a number of sign-ins')
      .check(z.int('must be a whole number of sign-ins'), z.positive('must be 1 or more')),
    100_000,
  ),
  /** The workspace that Entra ID's sign-in logs are sent to; absent: they are read from Graph. */
  LOG_ANALYTICS_WORKSPACE_ID: z.optional(z.guid('must be the workspace id (a GUID)')),
  LOG_ANALYTICS_BASE_URL: z._default(
    z.url({ protocol: /^https$/, error: 'must be an https URL' }),
    'https://api.loganalytics.io',
  ),
  /** Absent: `.default` under LOG_ANALYTICS_BASE_URL. */
  LOG_ANALYTICS_SCOPE: z.optional(z.string()),
  ...remediationSettings,
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.optional(
    z.string().check(z.regex(/InstrumentationKey=/i, 'must be a connection string of Application Insights')),
  ),
});

export type Settings = z.infer<typeof settingsSchema> & {
  readonly storage: StorageSettings;
  readonly notifications: NotificationSettings;
};

/** A workspace does not say of each record whose log it stands in: those of several tenants would be counted for each. */
function workspaceProblems({
  LOG_ANALYTICS_WORKSPACE_ID,
  TENANT_IDS,
}: z.infer<typeof settingsSchema>): InputProblem[] {
  if (LOG_ANALYTICS_WORKSPACE_ID === undefined || TENANT_IDS.length < 2) return [];
  const message =
    'goes with one tenant in TENANT_IDS only: read the sign-ins of several from Microsoft Graph';
  return [{ member: 'LOG_ANALYTICS_WORKSPACE_ID', message }];
}

/** Throws InputError that names every missing and every wrong setting. An empty setting counts as absent. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const settings = settingsSchema.safeParse(given);
  const workspace = settings.success ? workspaceProblems(settings.data) : [];
  const storage = parseStorageSettings(given);
  const notifications = parseNotificationSettings(given);
  if (settings.success && storage.success && 'data' in notifications && workspace.length === 0) {
    return { ...settings.data, storage: storage.data, notifications: notifications.data };
  }
  throw new InputError([
    ...[settings, storage].flatMap(({ error }) => (error ? inputProblems(error) : [])),
    ...('problems' in notifications ? notifications.problems : []),
    ...workspace,
  ]);
}

function guidList() {
  const guid = z.guid({ error: ({ input }) => `${JSON.stringify(input)} is not a GUID` });
  const parts = z.transform((text: string) => [
    ...new Set(
      text
        .toLowerCase()
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ]);
  return z.pipe(z.pipe(z.string({ error: nameMissing }), parts), z.array(guid));
}
