import type { UseKind } from './device-code-use.ts';
import type { SignInParties } from './sign-in.ts';

/** What a stretch of the sign-in log says, as numbers. Lists are sorted, so equal counts are equal values. */
export interface SignInCounts {
  /** The sign-ins that were counted: all interactive ones, and of the others those by the device code flow. */
  readonly signIns: number;
  /** Of these, how many did not show which policies applied. */
  readonly withoutPolicies: number;
  readonly uses: readonly DeviceCodeUse[];
  readonly policyResults: readonly PolicyResult[];
}

/** Sign-ins of one kind of the same parties; first and last in ISO 8601. */
export interface DeviceCodeUse extends SignInParties {
  readonly kind: UseKind;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** Sign-ins of a user by an app on which a policy had the same result, as Graph names it. */
export interface PolicyResult
  extends Pick<SignInParties, 'userId' | 'userPrincipalName' | 'appId' | 'appDisplayName'> {
  readonly policyId: string;
  readonly policyDisplayName: string;
  readonly result: string;
  readonly count: number;
  /** Of `failure`: how many by the AADSTS error that the sign-in ended with; absent where none was kept. */
  readonly errorCodes?: Readonly<Record<string, number>>;
}

/** The counts of stretches that share no sign-in, taken together; in whatever order they come. */
export function mergeCounts(parts: Iterable<SignInCounts>): SignInCounts {
  const uses = new Map<string, DeviceCodeUse>();
  const policyResults = new Map<string, PolicyResult>();
  let signIns = 0;
  let withoutPolicies = 0;
  for (const part of parts) {
    signIns += part.signIns;
    withoutPolicies += part.withoutPolicies;
    for (const use of part.uses) addUse(uses, use);
    for (const result of part.policyResults) addPolicyResult(policyResults, result);
  }
  return { signIns, withoutPolicies, uses: sorted(uses), policyResults: sorted(policyResults) };
}

export function addUse(uses: Map<string, DeviceCodeUse>, use: DeviceCodeUse): void {
  const key = keyOfUse(use);
  const known = uses.get(key);
  uses.set(key, known === undefined ? use : mergedUses(known, use));
}

export function addPolicyResult(results: Map<string, PolicyResult>, result: PolicyResult): void {
  const key = keyOfPolicyResult(result);
  const known = results.get(key);
  results.set(key, known === undefined ? result : mergedResults(known, result));
}

/** By key. */
export function sorted<Counted>(counted: ReadonlyMap<string, Counted>): readonly Counted[] {
  return [...counted].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
}

/** What tells uses apart: the parties and the kind. Names do not, as they change. */
export function keyOfUse({ userId, appId, resourceId, resourceTenantId, kind }: DeviceCodeUse): string {
  return JSON.stringify([userId, appId, resourceId, resourceTenantId, kind]);
}

export function keyOfPolicyResult({ policyId, result, userId, appId }: PolicyResult): string {
  return JSON.stringify([policyId, result, userId, appId]);
}

function mergedUses(one: DeviceCodeUse, other: DeviceCodeUse): DeviceCodeUse {
  return {
    ...namesOf(one, other),
    count: one.count + other.count,
    firstAt: inOrder(one.firstAt, other.firstAt)[0],
    lastAt: later(one.lastAt, other.lastAt),
  };
}

/** The use with the names that were seen last: they change. */
function namesOf(one: DeviceCodeUse, other: DeviceCodeUse): DeviceCodeUse {
  if (one.lastAt !== other.lastAt) return one.lastAt > other.lastAt ? one : other;
  return {
    ...one,
    userPrincipalName: later(one.userPrincipalName, other.userPrincipalName),
    appDisplayName: later(one.appDisplayName, other.appDisplayName),
    resourceDisplayName: later(one.resourceDisplayName, other.resourceDisplayName),
  };
}

function mergedResults(one: PolicyResult, other: PolicyResult): PolicyResult {
  return {
    ...one,
    userPrincipalName: later(one.userPrincipalName, other.userPrincipalName),
    appDisplayName: later(one.appDisplayName, other.appDisplayName),
    policyDisplayName: later(one.policyDisplayName, other.policyDisplayName),
    count: one.count + other.count,
    ...errorCodesOf(one, other),
  };
}

function errorCodesOf(...results: readonly PolicyResult[]): Pick<PolicyResult, 'errorCodes'> {
  const counts = new Map<string, number>();
  for (const [code, count] of results.flatMap(({ errorCodes = {} }) => Object.entries(errorCodes)))
    counts.set(code, (counts.get(code) ?? 0) + count);
  return counts.size === 0 ? {} : { errorCodes: Object.fromEntries(counts) };
}

/** The later time, or of two names the one further on in the order, whichever came first. */
function later(one: string, other: string): string {
  return inOrder(one, other)[1];
}

function inOrder(one: string, other: string): readonly [string, string] {
  return one < other ? [one, other] : [other, one];
}
