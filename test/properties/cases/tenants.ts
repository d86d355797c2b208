import { wirePolicy } from '../wire-policy.ts';
import { type Case, inTenant } from './tenant-case.ts';

/** The policies as a whole: states, malformed ones, what was not read, security defaults. */
export const tenants: readonly Case[] = [
  inTenant('no policy', 'fail', []),
  inTenant('a malformed policy is unknown', 'inconclusive', [wirePolicy({ users: { includeUsers: 'All' } })]),
  inTenant('a policy that is no object is unknown', 'inconclusive', ['policy']),
  inTenant('a policy without a state protects nobody', 'fail', [wirePolicy({ state: null })]),
  inTenant('a state that Graph does not name is unknown', 'inconclusive', [wirePolicy({ state: 'staged' })]),
  inTenant('policies that were not read', 'inconclusive', [], { unread: [{ kind: 'policies' }] }),
  inTenant('security defaults that are on', 'inconclusive', [], { securityDefaults: { isEnabled: true } }),
  inTenant('security defaults that were not read', 'inconclusive', [], {
    unread: [{ kind: 'securityDefaults' }],
  }),
  inTenant('a sure block beside unknown policies', 'pass', [wirePolicy(), 5], {
    unread: [{ kind: 'policies' }],
  }),
];
