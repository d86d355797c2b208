import type { AppRole } from './app-roles.ts';

/** Who asks, as a checked token says. */
export interface Caller {
  readonly kind: 'person' | 'application';
  /** The tenant that issued the token: a GUID in lower case. */
  readonly tenantId: string;
  /** Of the user or the service principal, in that tenant: a GUID in lower case. */
  readonly objectId: string;
  /** For people to read; proves nothing. */
  readonly name: string;
  readonly roles: readonly AppRole[];
}
