import * as z from 'zod/mini';
import { findApplication } from '../../core/controls/application-name.ts';
import { findClient } from '../../core/why/advice/client-advice.ts';
import type { AskedLocation, SignInQuestion } from '../../core/why/sign-in-question.ts';

/**
 * The members of a question as text, named as in a witness: `none` is what a witness says by null. The user may be
 * given by user principal name, a resource or a client by name.
 */
export const questionMembers = {
  user: z.string('is missing: give an object id or a user principal name').check(z.minLength(1, 'is empty')),
  resource: z.pipe(
    z.string('is missing: give an app id or a name'),
    z.transform((text: string, context) => applicationOf(text, context.issues)),
  ),
  flow: oneOf('none', 'deviceCodeFlow', 'authenticationTransfer'),
  clientApp: oneOf('browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'),
  platform: oneOf('android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux', 'none'),
  ipAddress: z.optional(z.union([z.ipv4(), z.ipv6()], 'must be an IP address')),
  countryOrRegion: z.optional(
    z.string().check(z.regex(/^([a-z]{2}|none)$/i, 'must be two letters, or none for an unknown country')),
  ),
  namedLocations: z.optional(z.string()),
  device: z.optional(
    z.pipe(
      z.string(),
      z.transform((text: string, context) => deviceOf(text, context.issues)),
    ),
  ),
  signInRisk: oneOf('none', 'low', 'medium', 'high'),
  userRisk: oneOf('none', 'low', 'medium', 'high'),
  insiderRisk: oneOf('none', 'minor', 'moderate', 'elevated'),
  sessionRefresh: z.optional(z.enum(['true', 'false'], 'must be true or false')),
  /** Who signs in by what: key, name or app id. */
  client: z.optional(
    z.pipe(
      z.string(),
      z.transform((text: string, context) => clientOf(text, context.issues)),
    ),
  ),
  /** A group of the user's, to be left out of the policies in the user's place. */
  excludeGroup: z.optional(z.string().check(z.minLength(1, 'is empty'))),
};

export const questionSchema = z.strictObject(questionMembers);
export type QuestionText = z.output<typeof questionSchema>;
/** What was read of the text, the user not looked up yet. */
export type AskedByName = Omit<SignInQuestion, 'userId'>;

export function askedByName(text: QuestionText): AskedByName {
  const { resource, flow, clientApp, platform, device, signInRisk, userRisk, insiderRisk, client } = text;
  return {
    resource,
    ...(flow !== undefined && { flow }),
    ...(clientApp !== undefined && { clientApp }),
    ...(platform !== undefined && { platform: platform === 'none' ? null : platform }),
    location: locationOf(text),
    ...(device !== undefined && { device }),
    ...(signInRisk !== undefined && { signInRisk }),
    ...(userRisk !== undefined && { userRisk }),
    ...(insiderRisk !== undefined && { insiderRisk }),
    ...(client?.appId !== undefined && { clientId: client.appId }),
    ...(text.sessionRefresh === 'true' && { isSessionRefresh: true }),
  };
}

function locationOf({ ipAddress, countryOrRegion, namedLocations }: QuestionText): AskedLocation {
  const isNone = (given: string) => given.toLowerCase() === 'none';
  return {
    ...(ipAddress !== undefined && { ipAddress }),
    ...(countryOrRegion !== undefined && {
      countryOrRegion: isNone(countryOrRegion) ? null : countryOrRegion.toUpperCase(),
    }),
    ...(namedLocations !== undefined && {
      namedLocations: isNone(namedLocations) ? [] : listOf(namedLocations),
    }),
  };
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function oneOf<const Words extends readonly string[]>(...words: Words) {
  return z.optional(z.enum(words, `must be one of ${words.join(', ')}`));
}

type Issues = z.core.ParsePayload['issues'];

function refuse(input: unknown, message: string, issues: Issues): never {
  issues.push({ code: 'custom', message, input });
  return z.NEVER;
}

function applicationOf(text: string, issues: Issues): string | null {
  const found = findApplication(text);
  return found === undefined
    ? refuse(text, `names no app that is known here: give its app id`, issues)
    : found;
}

/** `key` where there is advice for it; `appId` where it is known. */
function clientOf(text: string, issues: Issues): { readonly key?: string; readonly appId?: string } {
  const advice = findClient(text);
  const [appId = guid.test(text.trim()) ? text.trim().toLowerCase() : undefined] = advice?.appIds ?? [];
  if (advice === undefined && appId === undefined)
    return refuse(text, 'names no client that is known here: give its app id', issues);
  return { ...(advice && { key: advice.key }), ...(appId !== undefined && { appId }) };
}

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** JSON, `isCompliant=true,trustType=AzureAD`, or `none`: unregistered. */
function deviceOf(text: string, issues: Issues): SignInQuestion['device'] {
  if (text.trim().toLowerCase() === 'none') return null;
  if (text.trim().startsWith('{')) return jsonDevice(text, issues);
  const pairs = text.split(',').map((pair) => /^\s*(\w+)\s*=(.*)$/.exec(pair));
  if (pairs.includes(null)) return refuse(text, 'must be JSON, attribute=value, or none', issues);
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', attributeValue(pair?.[2]?.trim() ?? '')]));
}

function jsonDevice(text: string, issues: Issues): SignInQuestion['device'] {
  try {
    const parsed = z.safeParse(attributes, JSON.parse(text));
    return parsed.success
      ? parsed.data
      : refuse(text, 'must be an object of attributes that are text, true, false or null', issues);
  } catch {
    return refuse(text, 'is no valid JSON', issues);
  }
}

const attributes = z.record(z.string(), z.nullable(z.union([z.string(), z.boolean()])));

function attributeValue(text: string): string | boolean {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}
