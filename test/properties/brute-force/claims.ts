/** Every control, in the order of the benchmark. */
export const CONTROL_KEYS = [
  'trusted-locations-defined',
  'exclusionary-geographic-policy',
  'device-code-flow-blocked',
  'mfa-for-administrators',
  'mfa-for-all-users',
  'mfa-for-risky-sign-ins',
  'mfa-for-azure-management',
  'mfa-for-admin-portals',
] as const;

export type ControlKey = (typeof CONTROL_KEYS)[number];

/** All but the one that is a predicate over named locations and says nothing of sign-ins. */
export type ClaimKey = Exclude<ControlKey, 'trusted-locations-defined'>;

export const FLOWS = ['none', 'deviceCodeFlow', 'authenticationTransfer'] as const;
export type Flow = (typeof FLOWS)[number];

export const RISKS = ['none', 'low', 'medium', 'high'] as const;

/** "Multifactor" is MFA or stronger, or blocked. */
export type Requirement = 'blocked' | 'multifactor';

/** What a control demands of which sign-ins. */
export interface Claim {
  /** Under which exceptions name the control. */
  readonly ids: readonly string[];
  readonly who: 'everyone' | 'administrators';
  readonly flows: readonly Flow[];
  /** Null: every resource. */
  readonly resource: string | null;
  readonly signInRisks: readonly string[];
  readonly requirement: Requirement;
  /** Must it hold at every place, or is one untrusted place enough? */
  readonly where: 'everywhere' | 'somewhereUntrusted';
  /** Are security defaults that are on, or unread, an unknown policy? */
  readonly securityDefaultsCount: boolean;
  /** The service plan without which the scope is empty. */
  readonly servicePlan: string | null;
}

const everySignIn = {
  who: 'everyone',
  flows: FLOWS,
  resource: null,
  signInRisks: RISKS,
  where: 'everywhere',
  securityDefaultsCount: false,
  servicePlan: null,
} as const;

const CLAIMS: Readonly<Record<ClaimKey, Claim>> = {
  'exclusionary-geographic-policy': {
    ...everySignIn,
    ids: ['exclusionary-geographic-policy', '2.2.2'],
    requirement: 'blocked',
    where: 'somewhereUntrusted',
  },
  'device-code-flow-blocked': {
    ...everySignIn,
    ids: ['device-code-flow-blocked', '2.2.3', '6.2.3', '5.2.3', '5.2.2.12', 'MS.AAD.3.9v1', '21808'],
    flows: ['deviceCodeFlow'],
    requirement: 'blocked',
    securityDefaultsCount: true,
  },
  'mfa-for-administrators': {
    ...everySignIn,
    ids: ['mfa-for-administrators', '2.2.4'],
    who: 'administrators',
    requirement: 'multifactor',
    securityDefaultsCount: true,
  },
  'mfa-for-all-users': {
    ...everySignIn,
    ids: ['mfa-for-all-users', '2.2.5'],
    requirement: 'multifactor',
  },
  'mfa-for-risky-sign-ins': {
    ...everySignIn,
    ids: ['mfa-for-risky-sign-ins', '2.2.6'],
    signInRisks: ['medium', 'high'],
    requirement: 'multifactor',
    servicePlan: 'AAD_PREMIUM_P2',
  },
  'mfa-for-azure-management': {
    ...everySignIn,
    ids: ['mfa-for-azure-management', '2.2.7'],
    resource: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    requirement: 'multifactor',
    securityDefaultsCount: true,
  },
  'mfa-for-admin-portals': {
    ...everySignIn,
    ids: ['mfa-for-admin-portals', '2.2.8'],
    resource: 'MicrosoftAdminPortals',
    requirement: 'multifactor',
    securityDefaultsCount: true,
  },
};

export function claimOf(key: ClaimKey): Claim {
  return CLAIMS[key];
}
