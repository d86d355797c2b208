import { randomBytes } from 'node:crypto';
import { guidOf } from './company/deterministic.ts';

export type IdentityName = 'reader' | 'writer';

/** An application that signs in by itself. */
export interface Application {
  readonly clientId: string;
  /** Of its service principal. */
  readonly objectId: string;
  readonly displayName: string;
  /** For the client credentials grant, which managed identities do not need. */
  readonly clientSecret: string;
}

/** A managed identity of one function app, and what it may do in Microsoft Graph. */
export interface AppIdentity extends Application {
  readonly name: IdentityName;
  /** Application permissions, as they stand in the `roles` claim. */
  readonly roles: readonly string[];
  /** What the platform hands to this one app as IDENTITY_HEADER; it opens no other identity. */
  readonly identityHeader: string;
}

const readRoles = [
  'Policy.Read.All',
  'Policy.Read.ConditionalAccess',
  'User.Read.All',
  'GroupMember.Read.All',
  'RoleManagement.Read.Directory',
  'LicenseAssignment.Read.All',
  'AuditLog.Read.All',
  'Application.Read.All',
];

/** The reader may change nothing; the writer may also change Conditional Access. Secrets are new at each start. */
export function makeIdentities(seed: string): Readonly<Record<IdentityName, AppIdentity>> {
  return {
    reader: identity(seed, 'reader', readRoles),
    writer: identity(seed, 'writer', [...readRoles, 'Policy.ReadWrite.ConditionalAccess']),
  };
}

function identity(seed: string, name: IdentityName, roles: readonly string[]): AppIdentity {
  return {
    ...registerApplication(seed, `gateproof-${name}`),
    name,
    roles,
    identityHeader: randomBytes(16).toString('hex'),
  };
}

/** The ids depend on the seed and the name, the secret on neither. */
export function registerApplication(seed: string, displayName: string): Application {
  return {
    clientId: guidOf(seed, `application/${displayName}`),
    objectId: guidOf(seed, `servicePrincipal/${displayName}`),
    displayName,
    clientSecret: randomBytes(24).toString('base64url'),
  };
}
