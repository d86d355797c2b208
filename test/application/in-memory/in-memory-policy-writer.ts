import type { TenantId } from '../../../shared/application/identifiers.ts';
import type { PolicyWriter } from '../../../shared/application/ports/policy-writer.ts';
import { isRecord } from '../../../shared/core/conditional-access/wire.ts';
import { ConflictError } from '../../../shared/core/errors.ts';
import type { WirePolicy } from '../../../shared/core/remediation/plan.ts';
import type { LittleTenant } from './little-tenant.ts';

type Body = Readonly<Record<string, unknown>>;

/** Holds the contract of the policy writer over a little tenant; remembers what was sent. */
export class InMemoryPolicyWriter implements PolicyWriter {
  readonly sent: { readonly method: 'POST' | 'PATCH'; readonly policyId: string; readonly body: Body }[] = [];
  readonly #tenant: LittleTenant;
  readonly #now: () => Date;

  constructor(tenant: LittleTenant, now: () => Date) {
    this.#tenant = tenant;
    this.#now = now;
  }

  async read(_: TenantId, policyId: string): Promise<WirePolicy | undefined> {
    return this.#tenant.readable().find(({ id }) => id === policyId);
  }

  async named(_: TenantId, text: string): Promise<readonly WirePolicy[]> {
    const wanted = text.toLowerCase();
    return this.#tenant
      .readable()
      .filter(({ displayName }) => String(displayName).toLowerCase().includes(wanted));
  }

  async create(_: TenantId, body: Body): Promise<WirePolicy> {
    const policyId = `c0000000-0000-4000-8000-${String(this.sent.length + 1).padStart(12, '0')}`;
    const created = {
      ...merged(emptyPolicy, withoutUnsent(body)),
      id: policyId,
      createdDateTime: this.#now().toISOString(),
    };
    this.#check(created);
    this.#tenant.policies = [...this.#tenant.policies, created];
    this.sent.push({ method: 'POST', policyId, body });
    return created;
  }

  async change(_: TenantId, policyId: string, body: Body): Promise<void> {
    const before = this.#tenant.policies.find(({ id }) => id === policyId);
    if (before === undefined) throw new ConflictError(`Microsoft Graph refused it: no policy ${policyId}.`);
    const changed = merged(before, withoutUnsent(body));
    this.#check(changed);
    this.#tenant.replace(policyId, { ...changed, modifiedDateTime: this.#now().toISOString() });
    this.sent.push({ method: 'PATCH', policyId, body });
  }

  #check({ state }: Body): void {
    if (!states.has(state)) throw new ConflictError(`Microsoft Graph refused it: state ${String(state)}.`);
    if (state === 'enabled' && this.#tenant.snapshot.securityDefaults?.isEnabled === true) {
      throw new ConflictError('Microsoft Graph refused it: security defaults are on.');
    }
  }
}

const states: ReadonlySet<unknown> = new Set(['enabled', 'disabled', 'enabledForReportingButNotEnforced']);

/** What Graph answers of a policy beside what was sent. */
const emptyPolicy: Body = {
  templateId: null,
  modifiedDateTime: null,
  deletedDateTime: null,
  conditions: {
    userRiskLevels: [],
    signInRiskLevels: [],
    clientAppTypes: ['all'],
    platforms: null,
    locations: null,
    devices: null,
    clientApplications: null,
  },
  grantControls: { customAuthenticationFactors: [], termsOfUse: [], authenticationStrength: null },
  sessionControls: null,
};

const unsent: ReadonlySet<string> = new Set(['id', 'createdDateTime', 'modifiedDateTime']);

function withoutUnsent(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !unsent.has(name) && !/[@#]/.test(name)));
}

/** As Graph takes a PATCH: objects are merged, lists and nulls replace. */
function merged(before: Body, change: Body): Body {
  const members = Object.entries(change).map(([name, value]) => {
    const old = before[name];
    return [name, isRecord(value) && isRecord(old) ? merged(old, value) : value] as const;
  });
  return { ...before, ...Object.fromEntries(members) };
}
