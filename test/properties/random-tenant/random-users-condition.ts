import fc from 'fast-check';
import { rarely, some, type Wire } from './parts.ts';
import { GROUPS, ROLES, TENANTS, USERS } from './pool.ts';

const GUEST_TYPES = [
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'b2bDirectConnectUser',
  'otherExternalUser',
  'serviceProvider',
];

/** A list of tenants beside internal guests is never sent: these have no home tenant. */
const guests: fc.Arbitrary<Wire> = fc.oneof(
  some(GUEST_TYPES).map((types) => ({ guestOrExternalUserTypes: types.join(','), externalTenants: null })),
  fc.constant({
    guestOrExternalUserTypes: GUEST_TYPES.join(','),
    externalTenants: {
      '@odata.type': '#microsoft.graph.conditionalAccessAllExternalTenants',
      membershipKind: 'all',
    },
  }),
  fc.record({ types: some(GUEST_TYPES.slice(1)), members: some(TENANTS) }).map(({ types, members }) => ({
    guestOrExternalUserTypes: types.join(','),
    externalTenants: {
      '@odata.type': '#microsoft.graph.conditionalAccessEnumeratedExternalTenants',
      membershipKind: 'enumerated',
      members,
    },
  })),
);

const principals = (side: 'include' | 'exclude'): fc.Arbitrary<Wire> =>
  fc.oneof(
    some(USERS).map((ids) => ({ [`${side}Users`]: ids })),
    some(GROUPS).map((ids) => ({ [`${side}Groups`]: ids })),
    some(ROLES).map((ids) => ({ [`${side}Roles`]: ids })),
    guests.map((condition) => ({ [`${side}GuestsOrExternalUsers`]: condition })),
    fc.constant({ [`${side}Users`]: ['GuestsOrExternalUsers'] }),
  );

export const users: fc.Arbitrary<Wire> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant({ includeUsers: ['All'] }) },
      { weight: 3, arbitrary: principals('include') },
      { weight: 1, arbitrary: fc.constantFrom({ includeUsers: ['None'] }, {}) },
    ),
    fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 3, arbitrary: principals('exclude') }),
    rarely({ mood: 'good' }),
  )
  .map(([include, exclude, unknown]) => ({ ...include, ...exclude, ...unknown }));
