import type { PolicyState } from '../policy-types.ts';

export type AuthenticationFlow = 'none' | 'deviceCodeFlow' | 'authenticationTransfer';
export type ClientApp = 'browser' | 'mobileAppsAndDesktopClients' | 'exchangeActiveSync' | 'other';
export type Platform = 'android' | 'iOS' | 'windows' | 'windowsPhone' | 'macOS' | 'linux';
export type RiskLevel = 'none' | 'low' | 'medium' | 'high';
export type InsiderRiskLevel = 'none' | 'minor' | 'moderate' | 'elevated';

/** Attributes that device filters read, named as Graph names them. */
export type DeviceAttributes = Readonly<Record<string, string | boolean | null>>;

/** One sign-in. */
export interface SignIn {
  /** Object id of a user of the tenant; null for a guest who has no object there. */
  readonly userId: string | null;
  /** What a guest without an object is. */
  readonly externalUser?: {
    readonly type: 'b2bDirectConnectUser' | 'serviceProvider';
    readonly tenantId: string;
  };
  /** Application id of the resource, the name of a suite, or `baselineScopes`. */
  readonly resource: string;
  readonly flow: AuthenticationFlow;
  readonly clientApp: ClientApp;
  /** null: none of the platforms that Graph names. */
  readonly platform: Platform | null;
  readonly ipAddress: string;
  /** Two letters; null: the address belongs to no known country. */
  readonly country: string | null;
  /** null: not registered with the tenant. The device code flow never shows one. */
  readonly device: DeviceAttributes | null;
  readonly signInRisk: RiskLevel;
  readonly userRisk: RiskLevel;
  readonly insiderRisk: InsiderRiskLevel;
  /** The combination that the user authenticates with, such as `password`, `fido2`, `password,softwareOath`. */
  readonly authenticationMethod: string;
  /** Whether the user does what a page asks for: terms of use, a new password, a custom control. */
  readonly followsPrompts: boolean;
  /** Authentication contexts that the client asks for beside the resource. */
  readonly authenticationContexts?: readonly string[];
  /** Not a sign-in, but a session that began with the flow and is to go on. */
  readonly isSessionRefresh?: boolean;
}

/** A victim who does whatever the genuine sign-in page asks, from an ordinary browser at home. */
export const willingSignIn: Omit<SignIn, 'userId' | 'resource' | 'flow'> = {
  clientApp: 'mobileAppsAndDesktopClients',
  platform: null,
  ipAddress: '192.0.2.10',
  country: 'NO',
  device: null,
  signInRisk: 'none',
  userRisk: 'none',
  insiderRisk: 'none',
  authenticationMethod: 'fido2',
  followsPrompts: true,
};

export type AppliedPolicyResult =
  | 'success'
  | 'failure'
  | 'notApplied'
  | 'notEnabled'
  | 'reportOnlySuccess'
  | 'reportOnlyFailure'
  | 'reportOnlyInterrupted'
  | 'reportOnlyNotApplied';

export interface AppliedPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly state: PolicyState;
  readonly enforcedGrantControls: readonly string[];
  readonly result: AppliedPolicyResult;
}

/** `errorCode` is the number of the AADSTS error, 0 where a token is issued. */
export interface Evaluation {
  readonly outcome: 'token' | 'blocked' | 'interrupted';
  readonly errorCode: number;
  readonly appliedPolicies: readonly AppliedPolicy[];
}
