import type { AppIdentity } from '../identities.ts';
import type { SandboxState } from '../sandbox-state.ts';
import type { SignInLog } from '../sign-in-log.ts';
import type { TokenIssuer } from '../tokens.ts';
import type { DeviceCodes } from './device-codes.ts';

/** What the login endpoints share. */
export interface LoginContext {
  readonly state: SandboxState;
  readonly signIns: SignInLog;
  readonly tokens: TokenIssuer;
  readonly deviceCodes: DeviceCodes;
  readonly identities: readonly AppIdentity[];
}
