import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import type { Claim } from './claims.ts';
import { Memberships } from './memberships.ts';
import { policyNames } from './policy-names.ts';
import { type BruteForceData, readTenant, type Tenant } from './tenant.ts';
import { isObject } from './wire.ts';

/** A tenant before and after a change. */
export interface TenantPair {
  readonly before: Tenant;
  readonly after: Tenant;
}

/**
 * Reads both. The same people live in them: whom either names may be there, in whatever either names, and an id that
 * either calls a user's or a group's is that in both.
 */
export function readPair(
  before: TenantSnapshot,
  after: TenantSnapshot,
  options: JudgeOptions,
  data: BruteForceData,
  claim: Claim,
): TenantPair {
  const now = readTenant(after, options, data, claim);
  // A policy says the same as before though a location that it names does not.
  const then = readTenant(withOtherLocations(before, after), options, data, claim, policyNames(before));
  return { before: besides(then, now), after: besides(now, then) };
}

function besides(tenant: Tenant, other: Tenant): Tenant {
  const either = (ids: 'userIds' | 'groupIds') =>
    new Set([...tenant.directory[ids], ...other.directory[ids]]);
  const directory = { ...tenant.directory, userIds: either('userIds'), groupIds: either('groupIds') };
  return {
    ...tenant,
    everyPolicy: [...tenant.everyPolicy, ...other.everyPolicy],
    directory,
    memberships: new Memberships(directory),
  };
}

/** The tenant with other ids for the locations that are not the same after the change. */
function withOtherLocations(before: TenantSnapshot, after: TenantSnapshot): TenantSnapshot {
  const definition = ({ namedLocations = [] }: TenantSnapshot, id: string) =>
    JSON.stringify(namedLocations.filter((location) => isObject(location) && location['id'] === id));
  const ids = (before.namedLocations ?? []).filter(isObject).map(({ id }) => String(id));
  const isUnread = (id: string) =>
    (after.unread ?? []).some((entry) => entry.kind === 'namedLocations' && entry.id === id);
  const differing = new Set(
    ids.filter((id) => !isUnread(id) && definition(before, id) !== definition(after, id)),
  );
  const rename = (_key: string, value: unknown): unknown =>
    typeof value === 'string' && differing.has(value) ? `${value} before` : value;
  return JSON.parse(JSON.stringify(before, rename));
}
