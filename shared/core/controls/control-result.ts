/** The stable JSON form of what was decided of one control: stored, served and printed as it stands here. */

export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'notApplicable';

export interface ControlResult {
  /** The key of our own, e.g. `device-code-flow-blocked`. */
  readonly control: string;
  /** The id in CIS Microsoft Azure Foundations v3.0.0, e.g. `2.2.3`. */
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** One sentence each, the most important first. */
  readonly reasons: readonly string[];
  readonly benchmark: BenchmarkReading;
  /**
   * Enabled, unexcepted users with an object who are surely in a gap; null where no directory was given, or where the
   * control speaks of no user.
   */
  readonly usersInGap: number | null;
  /** Sorted by size, 100 at most. */
  readonly gaps: readonly Gap[];
  /** How many more were found; there may be others where users have a hundred gaps or more each. */
  readonly gapsOmitted: number;
  readonly excepted: readonly ExceptedGap[];
  readonly witness: Witness | null;
  /** The body of Graph's `POST /identity/conditionalAccess/evaluate` that replays the witness. */
  readonly whatIf: WhatIfRequest | null;
  readonly unknowns: readonly Unknown[];
  readonly findings: readonly Finding[];
  /** 2.2.2 only: the places outside all trusted locations where everybody is blocked, and the others, by name. */
  readonly locations?: { readonly blocked: readonly string[]; readonly open: readonly string[] };
}

/** The literal criteria of the benchmark, policy by policy. */
export interface BenchmarkReading {
  readonly verdict: Verdict;
  readonly nearMisses: readonly NearMiss[];
}

export interface NearMiss {
  readonly policy: PolicyReference;
  readonly unmet: readonly UnmetCriterion[];
}

interface UnmetCriterion {
  readonly criterion: string;
  readonly has: string;
  readonly needs: string;
}

export interface PolicyReference {
  readonly id: string;
  readonly displayName: string;
}

/** A region of the scope where the requirement is not met. */
export interface Gap {
  readonly who: Who;
  readonly where: Where;
  readonly because: readonly Cause[];
}

export interface ExceptedGap extends Gap {
  readonly exception: ExceptionReference;
}

/** `emergencyAccess` is the settings' break-glass list; the others are entries of the exceptions file. */
export interface ExceptionReference {
  readonly kind: 'emergencyAccess' | 'user' | 'group';
  readonly principalId: string;
  readonly reason?: string;
  readonly owner?: string;
  readonly ticket?: string;
  readonly expiresOn?: string;
}

export interface Who {
  readonly description: string;
  /** Enabled, unexcepted users with an object; null where no directory was given. */
  readonly count: number | null;
  /** Ten at most. */
  readonly sample: readonly { readonly id: string; readonly displayName: string }[];
}

/**
 * The conditions of the gap. A dimension that is absent is unrestricted; `null` inside a list is the point that
 * has no name (an app that no policy names, a platform that Graph does not name, no country).
 */
export interface Where {
  readonly description: string;
  readonly resources?: readonly (string | null)[];
  readonly authenticationFlows?: readonly string[];
  /** One text for each attribute of the device, with its values. */
  readonly devices?: readonly string[];
  readonly clientAppTypes?: readonly string[];
  readonly platforms?: readonly (string | null)[];
  /** Any of these; in a text that names several ways of being located, all of them. */
  readonly locations?: readonly string[];
  readonly signInRiskLevels?: readonly string[];
  readonly userRiskLevels?: readonly string[];
  readonly insiderRiskLevels?: readonly string[];
  /** What must hold besides, of the unknowns: their ids, `!` before one that must not hold. */
  readonly unknowns?: readonly string[];
}

/** Why a policy does not close the gap: the member of the policy, in Graph's names, and its value. */
export interface Cause {
  readonly policy: PolicyReference;
  readonly member: string;
  readonly value: string;
}

/** One point of the sign-in space. */
export interface Witness {
  readonly user: {
    /** Null: an assumed user; its groups and roles say which. */
    readonly id: string | null;
    readonly roles: readonly string[];
    readonly groups: readonly string[];
    readonly guestType: string | null;
  };
  /** App id, suite or `baselineScopes`; null: an app that no policy names. */
  readonly resource: string | null;
  readonly flow: 'none' | 'deviceCodeFlow' | 'authenticationTransfer';
  readonly clientApp: 'browser' | 'mobileAppsAndDesktopClients' | 'exchangeActiveSync' | 'other';
  /** Null: none of these. */
  readonly platform: 'android' | 'iOS' | 'windows' | 'windowsPhone' | 'macOS' | 'linux' | null;
  readonly location: {
    /** Ids of the named locations that the point lies in. */
    readonly namedLocations: readonly string[];
    readonly ipAddress: string | null;
    readonly countryOrRegion: string | null;
  };
  /** Null: an unregistered device. */
  readonly device: Readonly<Record<string, unknown>> | null;
  readonly signInRisk: 'none' | 'low' | 'medium' | 'high';
  readonly userRisk: 'none' | 'low' | 'medium' | 'high';
  readonly insiderRisk: 'none' | 'minor' | 'moderate' | 'elevated';
}

export type WhatIfRequest = Readonly<Record<string, unknown>>;

/** A Boolean that could not be read or understood, and that decides. */
export interface Unknown {
  readonly kind: string;
  readonly id: string;
  readonly why: string;
  readonly whatToDo: string;
}

/** Something worth a person's time that changes no verdict. */
export interface Finding {
  readonly key: string;
  readonly severity: 'high' | 'medium' | 'low' | 'info';
  readonly text: string;
  readonly subject: string;
}
