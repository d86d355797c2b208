/**
 * The domain model of a Conditional Access policy. It keeps what it does not understand: every such thing is an
 * `Unintelligible` with a key, and the same key in two policies is the same unknown.
 */
export type Policy = UnderstoodPolicy | MalformedPolicy;

interface PolicyIdentity {
  /** Graph's id, or `policies[n]` where it has none. */
  readonly id: string;
  readonly displayName: string;
  readonly state: PolicyState;
  /** Non-null for policies made from a template, Microsoft-managed ones among them. */
  readonly templateId: string | undefined;
}

export type PolicyState =
  | { readonly kind: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced' | 'absent' }
  | { readonly kind: 'unknown'; readonly value: string };

/** Not an object, or with members of wrong types: nobody can say what it does. */
export interface MalformedPolicy extends PolicyIdentity {
  readonly kind: 'malformed';
  readonly why: string;
  /** Equal where two policies say the same. */
  readonly key: string;
}

export interface UnderstoodPolicy extends PolicyIdentity {
  readonly kind: 'understood';
  readonly users: UsersCondition | Unintelligible;
  readonly applications: ApplicationsCondition | Unintelligible;
  readonly clientAppTypes: readonly string[];
  readonly platforms: IncludeExclude | Unintelligible;
  readonly locations: IncludeExclude | Unintelligible;
  readonly deviceFilter: DeviceFilterCondition | Unintelligible | undefined;
  readonly signInRiskLevels: readonly string[];
  readonly userRiskLevels: readonly string[];
  readonly insiderRiskLevels: readonly string[];
  /** In lower case; empty: every flow. */
  readonly transferMethods: readonly string[];
  /** Conditions of which nothing is known but that they may narrow the policy. */
  readonly unknownConditions: readonly Unintelligible[];
  readonly grant: Grant;
}

/** `member` is Graph's path, e.g. `conditions.times`; `key` is equal where two policies say the same. */
export interface Unintelligible {
  readonly kind: 'unintelligible';
  readonly key: string;
  readonly member: string;
}

export interface IncludeExclude {
  readonly kind: 'understood';
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface UsersCondition {
  readonly kind: 'understood';
  readonly include: Principals;
  readonly exclude: Principals;
}

export interface Principals {
  /** `All`, `None`, `GuestsOrExternalUsers`, user ids. */
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** Template ids of built-in roles. */
  readonly roles: readonly string[];
  readonly guests: GuestsOrExternalUsers | undefined;
}

export interface GuestsOrExternalUsers {
  /** Flags, in lower case. */
  readonly types: readonly string[];
  /** Undefined: of every tenant. */
  readonly tenants: readonly string[] | undefined;
}

export interface ApplicationsCondition {
  readonly kind: 'understood';
  /** `All`, `None`, `Office365`, `MicrosoftAdminPortals`, app ids. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly filter: { readonly mode: string; readonly rule: string } | undefined;
}

export interface DeviceFilterCondition {
  readonly kind: 'understood';
  readonly mode: 'include' | 'exclude';
  readonly rule: string;
}

export interface Grant {
  readonly operator: 'AND' | 'OR' | 'unknown';
  readonly controls: readonly GrantControl[];
}

/** What a sign-in can be asked for. `asksNothing` is a control that neither is MFA nor blocks, e.g. terms of use. */
export type GrantControl =
  | { readonly kind: 'block' | 'mfa' | 'compliantDevice' | 'domainJoinedDevice' }
  | AuthenticationStrength
  | { readonly kind: 'asksNothing'; readonly name: string }
  /** `unknownAs`: what it is called where it matters whether it is the same; a member that is not known, with all it says. */
  | { readonly kind: 'unknown'; readonly name: string; readonly unknownAs: string };

/** `singleFactor`: one of the combinations that it allows is. `id`: of the strength, else of the policy. */
export interface AuthenticationStrength {
  readonly kind: 'authenticationStrength';
  readonly id: string;
  /** The id where the policy tells of no name. */
  readonly displayName: string;
  readonly worth: 'multifactor' | 'singleFactor' | 'unknown';
  /** What it is called where that is unknown: with other combinations that nobody knows it is another question. */
  readonly unknownAs: string;
}

export function protects(policy: Policy): boolean {
  return policy.state.kind === 'enabled' || policy.state.kind === 'unknown';
}
