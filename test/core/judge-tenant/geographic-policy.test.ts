import { describe, expect, test } from 'vitest';
import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import {
  countryLocation,
  everyUser,
  graphGuests,
  graphPolicy,
  graphUser,
  ipLocation,
  type PolicyParts,
} from '../example-tenant.ts';
import { judge, usersShown } from './judgement.ts';

const control: Partial<JudgeOptions> = { controls: ['exclusionary-geographic-policy'] };
const namedLocations = [
  ipLocation('office', ['203.0.113.0/24']),
  ipLocation('branch', ['198.51.100.0/24'], false),
  countryLocation('home', ['CH', 'LI']),
  countryLocation('embargoed', ['KP', 'IR'], { includeUnknownCountriesAndRegions: true }),
];

const blockAt = (locations: object | null, parts: PolicyParts = {}) =>
  graphPolicy({
    id: 'by-place',
    displayName: 'Block by place',
    ...parts,
    conditions: { authenticationFlows: null, locations, ...parts.conditions },
  });
const blockEmbargoed = (parts: PolicyParts = {}) => blockAt({ includeLocations: ['embargoed'] }, parts);
const allBut = (excluded: object) => ({ ...everyUser, ...excluded });

const decide = (
  policies: readonly unknown[],
  rest: Partial<TenantSnapshot> = {},
  options: Partial<JudgeOptions> = {},
) => judge(policies, { namedLocations, ...rest }, { ...control, ...options });

describe('The places of the answer', () => {
  test.each([
    [
      'a country list',
      { includeLocations: ['embargoed'] },
      ['Location embargoed'],
      ['other or unknown countries', 'Location home'],
    ],
    [
      'all but a country list',
      { includeLocations: ['All'], excludeLocations: ['AllTrusted', 'home'] },
      ['Location embargoed', 'other or unknown countries'],
      ['Location home'],
    ],
    [
      'an untrusted range',
      { includeLocations: ['branch'] },
      ['Location branch'],
      ['outside all named IP ranges'],
    ],
    [
      'all but the trusted locations',
      { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
      ['anywhere outside the trusted locations'],
      [],
    ],
    [
      'a country list outside of a range',
      { includeLocations: ['embargoed'], excludeLocations: ['branch'] },
      ['outside all named IP ranges, Location embargoed'],
      ['Location branch', 'other or unknown countries', 'Location home'],
    ],
  ])('are named: %s', (_name, locations, blocked, open) => {
    const result = decide([blockAt(locations)]);

    expect(result.verdict).toBe('pass');
    expect(result.locations).toEqual({ blocked, open });
  });

  test('are those where everybody is blocked', () => {
    const { locations } = decide([blockEmbargoed({ users: allBut({ excludeUsers: ['ann'] }) })]);

    expect(locations).toEqual({ blocked: [], open: ['anywhere outside the trusted locations'] });
  });

  test('are anywhere where no location is trusted', () => {
    expect(decide([], { namedLocations: [] }).locations).toEqual({ blocked: [], open: ['anywhere'] });
  });

  test('are none where every place is trusted', () => {
    const everywhere = ipLocation('everywhere', ['0.0.0.0/0', '::/0']);

    const result = decide([blockAt(null)], { namedLocations: [everywhere] });

    expect(result).toMatchObject({ verdict: 'fail', usersInGap: 0, witness: null });
    expect(result.locations).toEqual({ blocked: [], open: [] });
    expect(result.reasons).toEqual(['Every place is trusted, so that there is none to block sign-ins from.']);
  });
});

describe('A pass', () => {
  test('tells of a place and the policies that it takes, and of nothing that is open elsewhere', () => {
    const legacy = graphPolicy({
      id: 'legacy',
      displayName: 'Block legacy authentication',
      conditions: { authenticationFlows: null, clientAppTypes: ['exchangeActiveSync', 'other'] },
    });

    const result = decide([legacy, blockEmbargoed()]);

    expect(result).toMatchObject({
      verdict: 'pass',
      reasons: ['Nobody can sign in from Location embargoed: "Block by place" sees to it.'],
      usersInGap: 0,
      gaps: [],
      witness: null,
      whatIf: null,
      unknowns: [],
    });
  });

  test('may take several policies, each for some users and some clients', () => {
    const crew = { includeGroups: ['crew'] };
    const modern = ['browser', 'mobileAppsAndDesktopClients'];
    const policies = [
      blockEmbargoed({ users: allBut({ excludeGroups: ['crew'] }) }),
      blockEmbargoed({
        id: 'modern',
        displayName: 'Modern',
        users: crew,
        conditions: { clientAppTypes: modern },
      }),
      graphPolicy({
        id: 'legacy',
        displayName: 'Legacy',
        conditions: { authenticationFlows: null, clientAppTypes: ['exchangeActiveSync', 'other'] },
      }),
    ];

    const { verdict, reasons } = decide(policies);

    expect(verdict).toBe('pass');
    expect(reasons).toHaveLength(1);
    for (const name of ['Block by place', 'Modern', 'Legacy']) expect(reasons[0]).toContain(`"${name}"`);
  });

  test('lists what an exception keeps open at the closed place', () => {
    const policies = [blockEmbargoed({ users: allBut({ excludeUsers: ['ann'] }) })];

    const { verdict, reasons, excepted } = decide(policies, {}, { emergencyAccess: ['ann'] });

    expect(verdict).toBe('pass');
    expect(reasons).toEqual([
      'Nobody can sign in from Location embargoed but by an exception: "Block by place" sees to it.',
    ]);
    expect(excepted.map(({ where }) => where.locations)).toEqual([['Location embargoed']]);
  });

  test('speaks of disabled accounts only if they would be in a gap at the closed place', () => {
    const keys = (policies: readonly unknown[]) => decide(policies).findings.map(({ key }) => key);

    expect(keys([blockEmbargoed()])).not.toContain('disabled-accounts-in-gap');
    expect(keys([blockEmbargoed({ users: allBut({ excludeUsers: ['gone'] }) })])).toContain(
      'disabled-accounts-in-gap',
    );
  });
});

describe('A fail', () => {
  test('says first what keeps the place open that is the nearest to being closed', () => {
    const policies = [
      blockAt(
        { includeLocations: ['home'] },
        { id: 'home', displayName: 'Home', users: { includeGroups: ['crew'] } },
      ),
      blockEmbargoed({ users: allBut({ excludeUsers: ['ann'] }) }),
    ];

    const { verdict, reasons } = decide(policies);

    expect(verdict).toBe('fail');
    expect(reasons[0]).toBe('No place outside the trusted locations is closed to everybody.');
    expect(reasons[1]).toMatch(
      /^User ann can sign in .* from Location embargoed, because .*"Block by place" excludes/,
    );
  });

  test('says so where no policy blocks by place', () => {
    expect(decide([graphPolicy()]).reasons).toEqual([
      'No place outside the trusted locations is closed to everybody: no policy blocks by place.',
    ]);
  });

  test('counts and shows who gets through, and a sign-in of theirs from an untrusted place', () => {
    const result = decide([blockEmbargoed({ users: allBut({ excludeGroups: ['crew'] }) })]);

    expect(result.usersInGap).toBe(4);
    expect(usersShown(result)).toEqual(['ann', 'bob', 'cem', 'guest']);
    expect(result.witness?.location.namedLocations).not.toContain('office');
    expect(result.whatIf).toMatchObject({
      signInConditions: { ipAddress: result.witness?.location.ipAddress },
    });
  });

  test('is none of the two blocks by which each user is stopped at another place', () => {
    const policies = [
      blockEmbargoed({ users: allBut({ excludeGroups: ['crew'] }) }),
      blockAt({ includeLocations: ['home'] }, { id: 'home', users: { includeGroups: ['crew'] } }),
    ];

    expect(decide(policies)).toMatchObject({ verdict: 'fail', usersInGap: 4, locations: { blocked: [] } });
  });

  test('is found where one of many users is missed, each of whom a policy of their own blocks', () => {
    const ids = Array.from({ length: 60 }, (_, number) => `user-${number}`);
    const users = ids.map((id) => graphUser(id));
    const guests = { includeGuestsOrExternalUsers: graphGuests('b2bDirectConnectUser,serviceProvider') };
    const policies = [
      blockEmbargoed({ id: 'guests', users: guests }),
      ...ids.map((id) => blockEmbargoed({ id, users: { includeUsers: [id] } })),
    ];

    expect(decide(policies, { users }).verdict).toBe('pass');
    const { verdict, reasons } = decide(policies.slice(0, -1), { users });
    expect(verdict).toBe('fail');
    expect(reasons[1]).toMatch(/^User user-59 can sign in .* from Location embargoed, because /);
  });
});

describe('Where it is not known', () => {
  const lost = blockEmbargoed({ users: allBut({ excludeGroups: ['lost'] }) });

  test('whether everybody is blocked, the place and what decides are named, and nobody is counted', () => {
    const result = decide([lost]);

    expect(result).toMatchObject({ verdict: 'inconclusive', usersInGap: 0 });
    expect(result.reasons).toEqual([
      'Whether everybody is blocked from Location embargoed is not known.',
      expect.stringMatching(/^It depends on the group lost in "Block by place": /),
    ]);
    expect(result.unknowns.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['group lost']);
    expect(result.witness?.location.namedLocations).toEqual(['embargoed']);
  });

  test('whether the blocked place is trusted, it is no pass, and what was not read is named', () => {
    const result = decide([blockEmbargoed()], {
      unread: [{ kind: 'namedLocations', id: 'other', why: '403' }],
    });

    expect(result.verdict).toBe('inconclusive');
    expect(result.reasons[0]).toBe(
      'Everybody is blocked from Location embargoed, but that place may be trusted.',
    );
    expect(result.unknowns).toMatchObject([{ kind: 'namedLocation', id: 'other' }]);
    expect(result.locations?.blocked).toEqual(['Location embargoed']);
  });

  test('but surely nothing is blocked anywhere, it fails', () => {
    const result = decide([], { unread: [{ kind: 'namedLocations', why: '403' }] });

    expect(result).toMatchObject({ verdict: 'fail', unknowns: [] });
  });

  test('within the bound of steps, it says so and calls no place blocked', () => {
    const result = decide([lost, blockEmbargoed({ id: 'other' })], {}, { budget: 2 });

    expect(result.verdict).toBe('inconclusive');
    expect(result.reasons[0]).toMatch(
      /too entangled to decide for every user within the set bound of 2 steps/,
    );
    expect(result.locations?.blocked).toEqual([]);
  });
});

test('A location that is given twice, and not the same, is unknown: it vouches for nothing', () => {
  const twice = [ipLocation('x', ['1.0.0.0/16']), ipLocation('X', ['2.0.0.0/16'], false)];
  const everywhereBut = [blockAt({ includeLocations: ['All'], excludeLocations: ['x'] })];

  const verdicts = ['trusted-locations-defined', 'exclusionary-geographic-policy'].map(
    (key) => judge(everywhereBut, { namedLocations: twice }, { controls: [key] }).verdict,
  );

  expect(verdicts).toEqual(['inconclusive', 'inconclusive']);
});

test('A location that is given twice, and the same but for its name, is one', () => {
  const twice = [
    ipLocation('x', ['1.0.0.0/16']),
    { ...ipLocation('x', ['1.0.0.0/16']), displayName: 'Again' },
  ];

  expect(judge([], { namedLocations: twice }, { controls: ['trusted-locations-defined'] }).verdict).toBe(
    'pass',
  );
});

test('A gap at every place outside the trusted locations does not speak of anywhere', () => {
  const { gaps, reasons } = decide([blockEmbargoed({ state: 'disabled' })], { users: [graphUser('ann')] });

  expect(gaps.map(({ where }) => where)).toContainEqual({ description: 'for any app' });
  expect([...reasons, ...gaps.map(({ where }) => where.description)].join()).not.toMatch(/anywhere/);
});
