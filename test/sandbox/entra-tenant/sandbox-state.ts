import type { DirectoryReference, Group } from './graph-types.ts';
import type { ConditionalAccessPolicy } from './policy-types.ts';
import type { Tenant } from './tenant.ts';

interface TenantSince {
  readonly since: Date;
  readonly tenant: Tenant;
}

/** The tenant as it is now and as it was, and what in it is hard to read. Every change replaces the tenant as a whole. */
export class SandboxState {
  readonly #clock: () => Date;
  #aheadMilliseconds = 0;
  /** What the tenant was from when on; the last one is how it is now. */
  #history: readonly [TenantSince, ...TenantSince[]];
  readonly #unreadableGroups = new Set<string>();

  constructor(tenant: Tenant, clock: () => Date) {
    this.#history = [{ since: new Date(0), tenant }];
    this.#clock = clock;
  }

  get tenant(): Tenant {
    return this.#tenant;
  }

  /** The tenant as it was at that time, or as it is where that time has not come yet. */
  tenantAt(at: Date): Tenant {
    return (this.#history.findLast(({ since }) => since <= at) ?? this.#history[0]).tenant;
  }

  get #tenant(): Tenant {
    return (this.#history.at(-1) ?? this.#history[0]).tenant;
  }

  set #tenant(tenant: Tenant) {
    this.#history = [...this.#history, { since: this.now(), tenant }];
  }

  now(): Date {
    return new Date(this.#clock().getTime() + this.#aheadMilliseconds);
  }

  /** From now on the sandbox lives so much ahead of its clock; only access tokens stay dated by this machine's. */
  setClockAhead(milliseconds: number): void {
    this.#aheadMilliseconds = milliseconds;
  }

  isUnreadable(groupId: string): boolean {
    return this.#unreadableGroups.has(groupId);
  }

  /** From now on Graph answers 403 for the group and its members. Conditional Access itself still knows them. */
  setGroupReadable(groupId: string, readable: boolean): void {
    this.#group(groupId);
    if (readable) this.#unreadableGroups.delete(groupId);
    else this.#unreadableGroups.add(groupId);
  }

  setGroupVisibility(groupId: string, visibility: Group['visibility']): void {
    this.#replaceGroup({ ...this.#group(groupId), visibility });
  }

  setGroupMembers(groupId: string, members: readonly DirectoryReference[]): void {
    this.#replaceGroup({ ...this.#group(groupId), members });
  }

  /** The group is gone everywhere but in the policies that name it. */
  deleteGroup(groupId: string): void {
    this.#group(groupId);
    const groups = this.#tenant.groups
      .filter(({ id }) => id !== groupId)
      .map((group) => ({ ...group, members: group.members.filter(({ id }) => id !== groupId) }));
    this.#tenant = { ...this.#tenant, groups };
  }

  setSecurityDefaults(securityDefaultsEnabled: boolean): void {
    this.#tenant = { ...this.#tenant, securityDefaultsEnabled };
  }

  setSubscribedSkus(subscribedSkus: Tenant['subscribedSkus']): void {
    this.#tenant = { ...this.#tenant, subscribedSkus };
  }

  setAccountEnabled(userId: string, accountEnabled: boolean): void {
    if (!this.#tenant.users.some(({ id }) => id === userId)) throw new UnknownObject('user', userId);
    const users = this.#tenant.users.map((user) => (user.id === userId ? { ...user, accountEnabled } : user));
    this.#tenant = { ...this.#tenant, users };
  }

  policy(policyId: string): ConditionalAccessPolicy {
    const policy = this.#tenant.policies.find(({ id }) => id === policyId);
    if (policy === undefined) throw new UnknownObject('policy', policyId);
    return policy;
  }

  addPolicy(policy: ConditionalAccessPolicy): ConditionalAccessPolicy {
    const added = this.#withWholeStrength(policy);
    this.#tenant = { ...this.#tenant, policies: [...this.#tenant.policies, added] };
    return added;
  }

  replacePolicy(changed: ConditionalAccessPolicy): void {
    this.policy(changed.id);
    const modified = { ...this.#withWholeStrength(changed), modifiedDateTime: this.now().toISOString() };
    const policies = this.#tenant.policies.map((policy) => (policy.id === changed.id ? modified : policy));
    this.#tenant = { ...this.#tenant, policies };
  }

  removePolicy(policyId: string): void {
    this.policy(policyId);
    const policies = this.#tenant.policies.filter(({ id }) => id !== policyId);
    this.#tenant = { ...this.#tenant, policies };
  }

  /** A policy may name a strength by its id alone; Graph then shows the whole of it. */
  #withWholeStrength(policy: ConditionalAccessPolicy): ConditionalAccessPolicy {
    const { grantControls } = policy;
    const named = grantControls?.authenticationStrength?.id;
    const authenticationStrength = this.#tenant.authenticationStrengths.find(({ id }) => id === named);
    if (grantControls === null || authenticationStrength === undefined) return policy;
    return { ...policy, grantControls: { ...grantControls, authenticationStrength } };
  }

  #group(groupId: string): Group {
    const group = this.#tenant.groups.find(({ id }) => id === groupId);
    if (group === undefined) throw new UnknownObject('group', groupId);
    return group;
  }

  #replaceGroup(changed: Group): void {
    const groups = this.#tenant.groups.map((group) => (group.id === changed.id ? changed : group));
    this.#tenant = { ...this.#tenant, groups };
  }
}

/** The sandbox tenant holds no such thing. */
export class UnknownObject extends Error {
  constructor(kind: 'user' | 'group' | 'policy', id: string) {
    super(`The sandbox tenant has no ${kind} ${id}.`);
    this.name = 'UnknownObject';
  }
}
