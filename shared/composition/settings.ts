import { z } from 'zod';
import { tenantIdSchema } from '../application/identifiers.ts';
import { inputProblems } from '../application/input-problems.ts';
import { InputError } from '../core/errors.ts';
import { ncrontabProblem } from './ncrontab.ts';
import { storageSettings } from './storage-settings.ts';

/** All that the app is told from outside. Every member is an app setting; nothing else reads the environment. */
const settingsSchema = z.object({
  /** Comma-separated tenant ids. */
  TENANT_IDS: guidList().pipe(z.array(tenantIdSchema).min(1, 'must name at least one tenant')),
  /** NCRONTAB, UTC; the host reads it as well, for the timer. */
  SCAN_SCHEDULE: z.string({ error: nameMissing }).superRefine((schedule, context) => {
    const problem = ncrontabProblem(schedule);
    if (problem !== undefined) context.addIssue(problem);
  }),
  /** Client id of the user-assigned identity that reads tenants; absent: the app's system-assigned one. */
  READER_CLIENT_ID: z.guid('must be the client id (a GUID) of a user-assigned identity').optional(),
  GRAPH_BASE_URL: httpsUrl().default('https://graph.microsoft.com'),
  /** Absent: `.default` under GRAPH_BASE_URL. */
  GRAPH_SCOPE: z.string().optional(),
  /** Comma-separated object ids of break-glass accounts or groups. */
  EMERGENCY_ACCESS_IDS: guidList().default([]),
  /** When `health` calls results stale: a little more than the time between two scans of the schedule. */
  MAX_RESULT_AGE_HOURS: z.coerce
    .number('must be a number of hours')
    .positive('must be more than 0')
    .default(26),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .regex(/InstrumentationKey=/i, 'must be a connection string of Application Insights')
    .optional(),
});

export type Settings = z.infer<typeof settingsSchema> & { readonly storage: StorageSettings };
export type StorageSettings = z.infer<typeof storageSettings>;

/** Throws InputError that names every missing and every wrong setting. An empty setting counts as absent. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const settings = settingsSchema.safeParse(given);
  const storage = storageSettings.safeParse(given);
  if (settings.success && storage.success) return { ...settings.data, storage: storage.data };
  throw new InputError([settings, storage].flatMap(({ error }) => (error ? inputProblems(error) : [])));
}

function guidList() {
  const guid = z.guid({ error: ({ input }) => `${JSON.stringify(input)} is not a GUID` });
  return z
    .string({ error: nameMissing })
    .transform((text) =>
      text
        .toLowerCase()
        .split(',')
        .map((part) => part.trim()),
    )
    .transform((parts) => [...new Set(parts.filter((part) => part !== ''))])
    .pipe(z.array(guid));
}

function nameMissing({ input }: { readonly input?: unknown }): string | undefined {
  return input === undefined ? 'is missing' : undefined;
}

function httpsUrl() {
  return z.url({ protocol: /^https$/, error: 'must be an https URL' });
}
