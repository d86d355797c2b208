import fc from 'fast-check';
import type { ControlKey } from '../brute-force/claims.ts';
import { CUSTOM_ROLE, GROUPS, LOCATIONS, ROLES, SERVICE_PRINCIPAL, USERS } from './pool.ts';

type Wire = Readonly<Record<string, unknown>>;

export const user = (id: string): fc.Arbitrary<Wire> =>
  fc
    .record({
      userType: fc.constantFrom('Member', 'Member', 'Guest', null),
      external: fc.boolean(),
      accountEnabled: fc.constantFrom(true, true, undefined, false),
    })
    .map(({ userType, external, accountEnabled }) => ({
      id,
      displayName: `User ${id}`,
      userPrincipalName: external ? `${id}_partner.example#EXT#@tenant.example` : `${id}@tenant.example`,
      userType,
      ...(accountEnabled === undefined ? {} : { accountEnabled }),
    }));

export const users: fc.Arbitrary<readonly Wire[]> = fc
  .subarray(USERS, { minLength: 2 })
  .chain((ids) => fc.tuple(...ids.map(user)));

const group = (id: string): fc.Arbitrary<Wire> =>
  fc
    .record({
      users: fc.subarray(USERS),
      groups: fc.oneof(fc.constant<string[]>([]), fc.subarray([...GROUPS, 'group-nested'])),
      cut: fc.constantFrom(false, false, false, false, true),
    })
    .map(({ users: members, groups: nested, cut }) => ({
      id,
      displayName: `Group ${id}`,
      members: [
        ...members.map((member) => ({ '@odata.type': '#microsoft.graph.user', id: member })),
        ...nested.map((member) => ({ '@odata.type': '#microsoft.graph.group', id: member })),
      ],
      ...(cut
        ? { 'members@odata.nextLink': `https://graph.microsoft.com/v1.0/groups/${id}/members?page=2` }
        : {}),
    }));

export const groups: fc.Arbitrary<readonly Wire[]> = fc.oneof(
  fc.tuple(...GROUPS.map(group)),
  fc.subarray(GROUPS).chain((ids) => fc.tuple(...ids.map(group))),
);

export const roleAssignment: fc.Arbitrary<Wire> = fc.record({
  principalId: fc.constantFrom(...USERS, ...GROUPS, SERVICE_PRINCIPAL),
  roleDefinitionId: fc.constantFrom(...ROLES, CUSTOM_ROLE),
  directoryScopeId: fc.constantFrom('/', '/', '/', '/administrativeUnits/unit-1'),
});

/** Nobody holds a role now and then; for a control on administrators more often somebody does. */
export function roleAssignmentsFor(control: ControlKey): fc.Arbitrary<readonly Wire[]> {
  const isOnRoles = control === 'mfa-for-administrators';
  return fc.oneof(
    { weight: isOnRoles ? 1 : 2, arbitrary: fc.array(roleAssignment, { maxLength: 1 }) },
    { weight: 3, arbitrary: fc.array(roleAssignment, { minLength: 2, maxLength: 4 }) },
  );
}

/** The ranges overlap, one lies inside another, one has host bits set, one is private, and two are IPv6. */
const CIDR_ADDRESSES = [
  '192.0.2.0/24',
  '192.0.2.77/25',
  '198.51.100.0/24',
  '0.0.0.0/1',
  '10.20.0.0/16',
  '2001:db8::/32',
  '::/0',
];

const ipRange = fc.constantFrom(...CIDR_ADDRESSES).map((cidrAddress) => ({
  '@odata.type': `#microsoft.graph.${cidrAddress.includes(':') ? 'iPv6CidrRange' : 'iPv4CidrRange'}`,
  cidrAddress,
}));

const namedLocation = (id: string): fc.Arbitrary<Wire> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        '@odata.type': fc.constant('#microsoft.graph.ipNamedLocation'),
        id: fc.constant(id),
        isTrusted: fc.constantFrom(true, false),
        ipRanges: fc.oneof(
          { weight: 12, arbitrary: fc.array(ipRange, { minLength: 1, maxLength: 2 }) },
          {
            weight: 1,
            arbitrary: fc.constantFrom<unknown[]>([], [{ cidrAddress: '192.0.2.0' }], null, undefined),
          },
        ),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        '@odata.type': fc.constant('#microsoft.graph.countryNamedLocation'),
        id: fc.constant(id),
        countriesAndRegions: fc.subarray(['CH', 'NZ'], { minLength: 1 }),
        includeUnknownCountriesAndRegions: fc.boolean(),
        countryLookupMethod: fc.constantFrom(
          'clientIpAddress',
          'clientIpAddress',
          'authenticatorAppGps',
          'somethingNew',
        ),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        '@odata.type': fc.constantFrom(
          '#microsoft.graph.compliantNetworkNamedLocation',
          '#microsoft.graph.somethingNewNamedLocation',
        ),
        id: fc.constant(id),
        isTrusted: fc.boolean(),
      }),
    },
  );

export const namedLocations: fc.Arbitrary<readonly Wire[]> = fc
  .subarray(LOCATIONS, { minLength: 1 })
  .chain((ids) => fc.tuple(...ids.map(namedLocation)));
