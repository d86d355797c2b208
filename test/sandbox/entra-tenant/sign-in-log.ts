import { randomUUID } from 'node:crypto';
import type { Evaluation, SignIn } from './evaluation/sign-in.ts';
import { describeError } from './login/errors.ts';
import { type PlannedSignIn, PlannedSignIns } from './planned-sign-ins.ts';
import { baselineScopes, displayNameOf, windowsAzureActiveDirectory } from './resources.ts';
import type { SandboxState } from './sandbox-state.ts';
import type { Tenant } from './tenant.ts';

/** One sign-in and what became of it. */
export interface SignInEntry {
  readonly id: string;
  readonly at: Date;
  /** From when on the log shows it: minutes to hours late. */
  readonly visibleAt: Date;
  /** `nonInteractiveUser`: a token that a session gets without anybody's doing. */
  readonly eventType: 'interactiveUser' | 'nonInteractiveUser';
  readonly clientId: string;
  readonly signIn: SignIn;
  readonly evaluation: Evaluation;
}

type NewEntry = Pick<SignInEntry, 'at' | 'clientId' | 'signIn' | 'evaluation'> & Partial<SignInEntry>;

/** Every sign-in that has happened, oldest first as a rule. Kept in memory only. */
export class SignInLog {
  readonly #entries: SignInEntry[] = [];
  readonly #planned: PlannedSignIns;

  constructor(state: SandboxState) {
    this.#planned = new PlannedSignIns(state);
  }

  /** Those that were planned are among them when their time has come. */
  get entries(): readonly SignInEntry[] {
    for (const happened of this.#planned.takeHappened()) this.#enter(happened);
    return this.#entries;
  }

  plan(planned: readonly PlannedSignIn[]): void {
    this.#planned.add(planned);
  }

  /** Shown at once, and interactive, unless told otherwise. */
  record(entry: NewEntry): SignInEntry {
    for (const happened of this.#planned.takeHappened()) this.#enter(happened);
    return this.#enter(entry);
  }

  #enter(entry: NewEntry): SignInEntry {
    const defaults = { id: randomUUID(), visibleAt: entry.at, eventType: 'interactiveUser' } as const;
    const recorded = { ...defaults, ...entry };
    this.#entries.push(recorded);
    return recorded;
  }
}

const clientNames = {
  browser: 'Browser',
  mobileAppsAndDesktopClients: 'Mobile Apps and Desktop clients',
  exchangeActiveSync: 'Exchange ActiveSync',
  other: 'Other clients',
} as const;

/** The entry as Graph lists it. Which protocol and which flow it was is shown by beta alone. */
export function signInRecord(entry: SignInEntry, tenant: Tenant, version: 'v1.0' | 'beta') {
  const { id, at, clientId, signIn, evaluation } = entry;
  const user = tenant.users.find((candidate) => candidate.id === signIn.userId);
  const { errorCode, appliedPolicies } = evaluation;
  return {
    id,
    createdDateTime: at.toISOString(),
    userId: signIn.userId ?? '',
    userDisplayName: user?.displayName ?? '',
    userPrincipalName: user?.userPrincipalName ?? '',
    appId: clientId,
    appDisplayName: displayNameOf(clientId),
    resourceId: resourceIdOf(signIn),
    resourceDisplayName: displayNameOf(signIn.resource),
    ipAddress: signIn.ipAddress,
    clientAppUsed: clientNames[signIn.clientApp],
    correlationId: id,
    conditionalAccessStatus: conditionalAccessStatusOf(evaluation),
    isInteractive: entry.eventType === 'interactiveUser',
    riskDetail: 'none',
    riskLevelAggregated: signIn.userRisk,
    riskLevelDuringSignIn: signIn.signInRisk,
    riskState: 'none',
    status: {
      errorCode,
      failureReason: errorCode === 0 ? 'Other.' : describeError(errorCode),
      additionalDetails: null,
    },
    deviceDetail: {
      deviceId: '',
      displayName: '',
      operatingSystem: signIn.platform ?? '',
      browser: '',
      isCompliant: signIn.device?.['isCompliant'] ?? null,
      isManaged: signIn.device?.['isManaged'] ?? null,
      trustType: signIn.device?.['trustType'] ?? null,
    },
    location: { city: '', state: '', countryOrRegion: signIn.country ?? '', geoCoordinates: null },
    appliedConditionalAccessPolicies: appliedPolicies.map(({ state, ...applied }) => ({
      ...applied,
      enforcedSessionControls: [],
    })),
    ...(version === 'beta' ? betaMembers(entry, tenant) : {}),
  };
}

export function resourceIdOf({ resource }: SignIn): string {
  return resource === baselineScopes ? windowsAzureActiveDirectory : resource;
}

/** The logs name the protocol on success only: a blocked tenant and one that never uses the flow look alike. */
export function authenticationProtocolOf({ eventType, signIn, evaluation }: SignInEntry) {
  const entered = eventType === 'interactiveUser' && signIn.flow === 'deviceCodeFlow';
  return entered && evaluation.outcome === 'token' ? 'deviceCode' : 'none';
}

function betaMembers(entry: SignInEntry, { tenantId }: Tenant) {
  return {
    signInEventTypes: [entry.eventType],
    authenticationProtocol: authenticationProtocolOf(entry),
    originalTransferMethod: entry.signIn.flow,
    homeTenantId: tenantId,
    resourceTenantId: tenantId,
  };
}

/** Report-only results change nothing here. */
function conditionalAccessStatusOf({ appliedPolicies }: Evaluation): 'success' | 'failure' | 'notApplied' {
  if (appliedPolicies.some(({ result }) => result === 'failure')) return 'failure';
  return appliedPolicies.some(({ result }) => result === 'success') ? 'success' : 'notApplied';
}
