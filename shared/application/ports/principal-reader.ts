import type { TenantId } from '../identifiers.ts';

/**
 * Looks up who an exception is for and who owns it. Undefined where no such object exists. Throws TransientError where
 * only time or a grant can mend that it cannot be read.
 */
export interface PrincipalReader {
  user(tenantId: TenantId, id: string): Promise<UserPrincipal | undefined>;
  group(tenantId: TenantId, id: string): Promise<GroupPrincipal | undefined>;
}

export interface UserPrincipal {
  readonly displayName: string;
  readonly accountEnabled: boolean;
}

export interface GroupPrincipal {
  readonly displayName: string;
  /** Every user in it, those of nested groups too, each once, by id; ids in lower case. */
  readonly members: readonly { readonly id: string; readonly displayName: string }[];
}
