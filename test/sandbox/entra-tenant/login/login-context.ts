import type { ApiRegistration } from '../api/api-registration.ts';
import type { ApiTokens } from '../api/api-tokens.ts';
import type { Application } from '../identities.ts';
import type { SandboxState } from '../sandbox-state.ts';
import type { SignInLog } from '../sign-in-log.ts';
import type { SigningKeys } from '../signing-keys.ts';
import type { TokenIssuer } from '../tokens.ts';
import type { AuthorizationCodes } from './authorization-codes.ts';
import type { DeviceCodes } from './device-codes.ts';
import type { RefreshTokens } from './refresh-tokens.ts';

/** What the login endpoints share. */
export interface LoginContext {
  readonly state: SandboxState;
  readonly signIns: SignInLog;
  readonly keys: SigningKeys;
  readonly tokens: TokenIssuer;
  readonly api: ApiRegistration;
  readonly apiTokens: ApiTokens;
  readonly deviceCodes: DeviceCodes;
  readonly authorizationCodes: AuthorizationCodes;
  readonly refreshTokens: RefreshTokens;
  /** Those that may sign in by themselves. */
  readonly applications: readonly (Application & { readonly roles?: readonly string[] })[];
}
