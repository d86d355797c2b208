import * as z from 'zod/mini';
import type { EmailSettings } from '../adapters/notifiers/email-notifier.ts';
import type { WebhookUrls } from '../adapters/notifiers/teams-notifier.ts';
import type { WebhookSettings } from '../adapters/notifiers/webhook-notifier.ts';
import { inputProblems } from '../application/input-problems.ts';
import { notificationLevels } from '../application/notification.ts';
import { channels, type NotificationPlan } from '../application/notifications/channel.ts';
import type { InputProblem } from '../core/errors.ts';
import { missingOr } from './setting-problems.ts';

/** Who is notified, of what and how; a channel that NOTIFIER does not name is absent. */
export interface NotificationSettings extends NotificationPlan {
  /** Without a slash at the end. */
  readonly siteUrl: string;
  readonly teams?: WebhookUrls | undefined;
  readonly slack?: WebhookUrls | undefined;
  readonly email?: EmailSettings | undefined;
  readonly webhook?: WebhookSettings | undefined;
}

type Given = Readonly<Record<string, string | undefined>>;

const planSchema = z.object({
  /** Comma-separated channels; absent: nobody is notified. */
  NOTIFIER: z._default(
    list(z.array(z.enum(channels, `names what is none of ${channels.join(', ')}`)), (text) =>
      text.toLowerCase(),
    ),
    [],
  ),
  NOTIFICATION_LEVEL: z._default(
    z.enum(notificationLevels, `must be one of ${notificationLevels.join(', ')}`),
    'info',
  ),
});

/** Absent: the host name that Azure gave the app, or a host on this machine, which has no certificate. */
const siteSchema = z.pipe(
  z.object({ SITE_URL: httpsUrl() }),
  z.transform(({ SITE_URL }) => SITE_URL.replace(/\/+$/, '')),
);
const hostSchema = z.pipe(
  z.object({ WEBSITE_HOSTNAME: z.string() }),
  z.transform(({ WEBSITE_HOSTNAME: host }) =>
    /^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? `http://${host}` : `https://${host}`,
  ),
);

const teamsSchema = z.pipe(
  z.object({ TEAMS_WEBHOOK_URL: httpsUrl(), TEAMS_APPROVERS_WEBHOOK_URL: z.optional(httpsUrl()) }),
  z.transform(({ TEAMS_WEBHOOK_URL: everyone, TEAMS_APPROVERS_WEBHOOK_URL: approvers = everyone }) => ({
    everyone,
    approvers,
  })),
);

const slackSchema = z.pipe(
  z.object({ SLACK_WEBHOOK_URL: httpsUrl(), SLACK_APPROVERS_WEBHOOK_URL: z.optional(httpsUrl()) }),
  z.transform(({ SLACK_WEBHOOK_URL: everyone, SLACK_APPROVERS_WEBHOOK_URL: approvers = everyone }) => ({
    everyone,
    approvers,
  })),
);

const emailSchema = z.pipe(
  z.object({
    /** Of the Azure Communication Services resource. */
    EMAIL_ENDPOINT: httpsUrl(),
    EMAIL_FROM: emailAddress(),
    EMAIL_TO: emailAddresses(),
    /** Who is asked to decide, apart from who is told. */
    APPROVERS: z.optional(emailAddresses()),
  }),
  z.transform(({ EMAIL_ENDPOINT: endpoint, EMAIL_FROM: from, EMAIL_TO: everyone, APPROVERS }) => ({
    endpoint,
    from,
    to: { everyone, approvers: APPROVERS ?? everyone },
  })),
);

const webhookSchema = z.pipe(
  z.object({
    WEBHOOK_URL: httpsUrl(),
    WEBHOOK_SECRET: z
      .string({ error: missingOr('must be a text') })
      .check(
        z.refine(isSigningSecret, { error: missingOr('must be whsec_ and the base64 of 24 to 64 bytes') }),
      ),
  }),
  z.transform(({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret }) => ({ url, secret })),
);

/** The settings, or everything that is wrong with them. What a channel needs is looked at where NOTIFIER names it. */
export function parseNotificationSettings(
  given: Given,
): { readonly data: NotificationSettings } | { readonly problems: readonly InputProblem[] } {
  const plan = planSchema.safeParse(given);
  // Also beside a wrong name: all that is wrong is named at once.
  const named = plan.data?.NOTIFIER ?? channels.filter((channel) => given['NOTIFIER']?.includes(channel));
  const site = named.length > 0 ? siteUrlIn(given) : undefined;
  const teams = named.includes('teams') ? teamsSchema.safeParse(given) : undefined;
  const slack = named.includes('slack') ? slackSchema.safeParse(given) : undefined;
  const email = named.includes('email') ? emailSchema.safeParse(given) : undefined;
  const webhook = named.includes('webhook') ? webhookSchema.safeParse(given) : undefined;
  const problems = [plan, site, teams, slack, email, webhook].flatMap((parsed) =>
    parsed?.error === undefined ? [] : inputProblems(parsed.error),
  );
  if (named.length > 0 && email === undefined && given['APPROVERS'] !== undefined) {
    problems.push({ member: 'APPROVERS', message: 'is for e-mail: name email in NOTIFIER, or leave it out' });
  }
  if (!plan.success || problems.length > 0) return { problems };
  const addresses = { teams: teams?.data, slack: slack?.data, email: email?.data, webhook: webhook?.data };
  const { NOTIFICATION_LEVEL: level } = plan.data;
  return { data: { channels: named, level, siteUrl: site?.data ?? '', ...addresses } };
}

function siteUrlIn(given: Given) {
  const isGiven = given['SITE_URL'] !== undefined || given['WEBSITE_HOSTNAME'] === undefined;
  return (isGiven ? siteSchema : hostSchema).safeParse(given);
}

function httpsUrl() {
  return z.url({ protocol: /^https$/, error: missingOr('must be an https URL') });
}

function emailAddress() {
  return z.email({ error: missingOr('must be an e-mail address') });
}

function emailAddresses() {
  return list(z.array(emailAddress()).check(z.minLength(1, 'must name at least one e-mail address')));
}

/** Comma-separated, each named once. */
function list<Schema extends z.ZodMiniType<unknown, string[]>>(
  schema: Schema,
  normalized = (text: string) => text,
) {
  const parts = z.transform((text: string) => [
    ...new Set(
      normalized(text)
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ]);
  return z.pipe(z.pipe(z.string({ error: missingOr('must be a list') }), parts), schema);
}

/** As Standard Webhooks has it. */
function isSigningSecret(text: string): boolean {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 && bytes.length >= 24 && bytes.length <= 64;
}
