import type { Cause } from './control-result.ts';
import { allBut, notUnderstood } from './member-text.ts';
import { platformName } from './where/sign-in-phrases.ts';

/** Why a policy does not reach a gap, after its name: `is in report-only`, `covers only android`. */
export function missingText({ member, value }: Cause): string {
  if (member === 'state') return states.get(value) ?? `has the unknown state ${value}`;
  if (value === notUnderstood) return `has a condition that is not understood (${member})`;
  if (member === 'grantControls') return grantText(value);
  const none = nothings.get(`${member} ${value}`);
  if (none !== undefined) return none;
  const [only, leavesOut] = conditions.get(member) ?? [`has a condition ${member}:`, ''];
  const text = values.get(member)?.(value) ?? value;
  return text.startsWith(allBut) ? `${leavesOut} ${text.slice(allBut.length)}` : `${only} ${text}`;
}

/** Where Graph's own names stand in a text, and what these are called in a sentence. */
const values = new Map<string, (value: string) => string>([
  ['conditions.platforms', (value) => value.replace(/\w+/g, platformName)],
  ['conditions.clientAppTypes', (value) => value.replace(/\w+/g, (word) => clientApps.get(word) ?? word)],
]);

const clientApps = new Map([
  ['browser', 'browsers'],
  ['mobileAppsAndDesktopClients', 'mobile apps and desktop clients'],
  ['exchangeActiveSync', 'Exchange ActiveSync'],
  ['other', 'other legacy clients'],
]);

const states = new Map([
  ['enabledForReportingButNotEnforced', 'is in report-only'],
  ['disabled', 'is disabled'],
  ['absent', 'has no state'],
]);

/** A policy for agents or for user actions includes no user or no app. */
const nothings = new Map([
  ['conditions.users nobody', 'is for nobody'],
  ['conditions.applications nothing', 'covers no app'],
]);

type Verbs = readonly [only: string, leavesOut: string];

const conditions = new Map<string, Verbs>([
  ['conditions.users', ['is only for', 'excludes']],
  ['conditions.applications', ['covers only', 'excludes']],
  ['conditions.clientAppTypes', ['covers only', 'leaves out']],
  ['conditions.platforms', ['covers only', 'leaves out']],
  ['conditions.locations', ['applies only in', 'does not apply in']],
  ['conditions.devices', ['covers only devices that match', 'leaves out devices that match']],
  ['conditions.signInRiskLevels', ['applies only at sign-in risk', 'leaves out sign-in risk']],
  ['conditions.userRiskLevels', ['applies only at user risk', 'leaves out user risk']],
  ['conditions.insiderRiskLevels', ['applies only at insider risk', 'leaves out insider risk']],
  ['conditions.authenticationFlows', ['covers only', 'leaves out']],
]);

function grantText(value: string): string {
  if (value === '') return 'asks for nothing';
  if (value === 'block') return 'blocks elsewhere only';
  return `asks only for ${askedText(value)}`;
}

/** What the text of grant controls asks for: `MFA or a compliant device`. */
export function askedText(grantControls: string): string {
  return grantControls.replaceAll(' OR ', ' or ').replaceAll(' AND ', ' and ');
}
