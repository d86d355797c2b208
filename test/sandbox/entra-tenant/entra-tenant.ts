import type { ApiRegistration } from './api/api-registration.ts';
import type { CertificateFiles } from './certificate.ts';
import type { Evaluation, SignIn } from './evaluation/sign-in.ts';
import type { FaultOrder } from './http/faults.ts';
import type { Intervention } from './http/interventions.ts';
import type { AppIdentity, IdentityName } from './identities.ts';
import type { Administrator } from './policies/administrator.ts';
import type { DirectoryAuditLog } from './policies/directory-audit-log.ts';
import type { Policies } from './policies/policies.ts';
import type { ConditionalAccessPolicy } from './policy-types.ts';
import type { SandboxState } from './sandbox-state.ts';
import type { SignInLog } from './sign-in-log.ts';
import type { SigningKeys } from './signing-keys.ts';
import type { SimulatedPeriod } from './simulate-sign-ins.ts';
import type { Tenant } from './tenant.ts';
import type { tenantExport } from './tenant-export.ts';

export interface EntraTenantOptions {
  /** Default: the made-up company. */
  readonly tenant?: Tenant;
  /** Of Graph and login, over HTTPS; 0, the default, takes a free port. */
  readonly port?: number;
  /** Of the managed identity endpoint, over plain HTTP as App Service has it; 0, the default, takes a free port. */
  readonly managedIdentityPort?: number;
  /** Default: one made for this start, and removed with it. */
  readonly certificate?: CertificateFiles;
  /** Default: made at random. */
  readonly adminKey?: string;
  /** Page size of Graph's collections where a request names none; Graph's own is 100. */
  readonly pageSize?: number;
  /** Whether Graph holds Conditional Access to one request a second; default true, as the real one does. */
  readonly throttling?: boolean;
  readonly clock?: () => Date;
}

/** A running sandbox tenant. Its knobs are also there over HTTP, under `/sandbox/`, for other processes. */
export interface EntraTenant {
  readonly tenantId: string;
  /** Addresses without a slash at the end; Graph's versions follow after `graphUrl`. */
  readonly loginUrl: string;
  readonly graphUrl: string;
  /** What the platform would set as IDENTITY_ENDPOINT; the IDENTITY_HEADER is that of an identity. */
  readonly identityEndpoint: string;
  readonly identities: Readonly<Record<IdentityName, AppIdentity>>;
  /** The registration of the API, with the personas who may use it. */
  readonly api: ApiRegistration;
  readonly keys: Pick<SigningKeys, 'rotate' | 'withdrawOlder'>;
  readonly adminKey: string;
  readonly certificate: CertificateFiles;
  readonly state: SandboxState;
  readonly signIns: SignInLog;
  /** How readers of Graph see the policies, and which were deleted. */
  readonly policies: Pick<Policies, 'setReadLag' | 'deleted'>;
  /** Who changed which policy how; the log may be told to be late. */
  readonly audits: Pick<DirectoryAuditLog, 'entries' | 'setDelay'>;
  /** Acts as that user, by object id or user principal name, by the service's rules and on record. Throws UnknownObject. */
  asAdministrator(idOrName: string): Administrator;
  /** Microsoft makes its own policy against the device code flow, in report-only; the answer is that policy. */
  introduceManagedPolicy(): ConditionalAccessPolicy;
  addFault(order: FaultOrder): void;
  clearFaults(): void;
  /** Runs something in this process right before or after a request to the tenant takes effect, for races. */
  intervene(intervention: Intervention): void;
  clearInterventions(): void;
  /** Plays one sign-in and logs it. */
  evaluate(signIn: SignIn): Evaluation;
  /** Of the workspace that holds the sign-in logs; it is asked below `graphUrl`. */
  readonly workspaceId: string;
  /** Has people sign in over a period; what the sandbox knows of it stands in `signIns`. */
  simulateSignIns(period: SimulatedPeriod): void;
  /** Ids of the enabled users who get a device code token somewhere. */
  usersWhoCanUseDeviceCode(): string[];
  /** The tenant in the form that the command line reads. */
  export(): ReturnType<typeof tenantExport>;
  stop(): Promise<void>;
}
