import { describe, expect, test } from 'vitest';
import { trustedLocationsDefined } from '../../../shared/core/controls/trusted-locations-defined.ts';
import { judgeTenant } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { countryLocation, graphPolicy, ipLocation } from '../example-tenant.ts';

function decide(namedLocations: readonly unknown[], rest: Partial<TenantSnapshot> = {}) {
  const { controls } = judgeTenant(
    { policies: [], namedLocations, ...rest },
    { controls: [trustedLocationsDefined.key], at: '2026-11-22T00:00:00Z' },
  );
  const [result] = controls;
  if (result === undefined) throw new Error('The control was not decided.');
  return result;
}

const office = ipLocation('office', ['203.0.113.0/24']);
const naming = (id: string) =>
  graphPolicy({ conditions: { locations: { includeLocations: ['All'], excludeLocations: [id] } } });

test('a trusted public range passes, and speaks of no user, sign-in or policy', () => {
  expect(decide([office])).toEqual({
    control: 'trusted-locations-defined',
    id: '2.2.1',
    title: trustedLocationsDefined.title,
    verdict: 'pass',
    reasons: ['Trusted with a public IP range, none too wide: "Location office".'],
    benchmark: { verdict: 'pass', nearMisses: [] },
    usersInGap: null,
    gaps: [],
    gapsOmitted: 0,
    excepted: [],
    witness: null,
    whatIf: null,
    unknowns: [],
    findings: [],
  });
});

describe('A fail says why:', () => {
  test.each<[string, readonly unknown[], readonly string[]]>([
    ['nothing is there', [], ['No trusted named location holds a public IP range.']],
    [
      'what may be meant is not trusted',
      [ipLocation('branch', ['198.51.100.0/24'], false), countryLocation('home', ['CH'])],
      [
        'No trusted named location holds a public IP range.',
        'Not marked as trusted, though it may be meant: "Location branch".',
      ],
    ],
    [
      'ranges are too wide',
      [ipLocation('world', ['0.0.0.0/0', '::/0', '203.0.113.0/24'])],
      [
        '"Location world" trusts 0.0.0.0/0, which is wider than /8 (IPv6: /32).',
        '"Location world" trusts ::/0, which is wider than /8 (IPv6: /32).',
      ],
    ],
    [
      'a range without a prefix is too wide',
      [
        {
          ...ipLocation('range', []),
          ipRanges: [{ lowerAddress: '11.0.0.0', upperAddress: '13.255.255.255' }],
        },
      ],
      ['"Location range" trusts 11.0.0.0-13.255.255.255, which is wider than /8 (IPv6: /32).'],
    ],
  ])('%s', (_, namedLocations, reasons) => {
    expect(decide(namedLocations)).toMatchObject({ verdict: 'fail', reasons, unknowns: [] });
  });
});

describe('What was not read is named, with what to do:', () => {
  const strange = { ...ipLocation('strange', []), ipRanges: [{ cidrAddress: 'office' }] };

  test.each<[string, readonly unknown[], Partial<TenantSnapshot>, string, RegExp]>([
    [
      'a location that a policy names',
      [office],
      { policies: [naming('lost')] },
      'lost',
      /^The named location was not read$/,
    ],
    [
      'the MFA trusted IPs',
      [office],
      { policies: [naming('00000000-0000-0000-0000-000000000000')] },
      '00000000-0000-0000-0000-000000000000',
      /cannot be read through Graph/,
    ],
    [
      'a location that was refused',
      [office],
      { unread: [{ kind: 'namedLocations', id: 'x', why: '403' }] },
      'x',
      /403/,
    ],
    ['a location that was not understood', [office, strange], {}, 'strange', /^Location strange: ipRanges/],
    [
      'the rest of the list',
      [office],
      { unread: [{ kind: 'namedLocations', why: 'the list was cut' }] },
      'named locations that were not read',
      /^the list was cut$/,
    ],
  ])('%s', (_, namedLocations, rest, id, why) => {
    const { verdict, unknowns, reasons } = decide(namedLocations, rest);

    expect(verdict).toBe('inconclusive');
    expect(unknowns).toMatchObject([
      { id, why: expect.stringMatching(why), whatToDo: expect.stringMatching(/\.$/) },
    ]);
    expect(reasons).toEqual([expect.stringContaining(id)]);
  });

  test('an export without named locations', () => {
    const { controls } = judgeTenant(
      { policies: [] },
      { controls: ['trusted-locations-defined'], at: '2026-11-22' },
    );

    expect(controls).toMatchObject([{ verdict: 'inconclusive', benchmark: { verdict: 'inconclusive' } }]);
  });

  test('but a range that is too wide fails beside it, even in a location that was not understood whole', () => {
    const wide = {
      ...ipLocation('wide', []),
      ipRanges: [{ cidrAddress: '0.0.0.0/0' }, { cidrAddress: 'office' }],
    };

    expect(decide([wide], { unread: [{ kind: 'namedLocations' }] })).toMatchObject({
      verdict: 'fail',
      benchmark: { verdict: 'pass' },
      unknowns: [],
    });
  });
});

describe('The letter asks for a trusted location alone,', () => {
  test('and a finding says where that is not worth the trust', () => {
    const { verdict, benchmark, findings } = decide([ipLocation('home', ['192.168.0.0/16', 'fd00::/8'])]);

    expect({ verdict, benchmark }).toMatchObject({ verdict: 'fail', benchmark: { verdict: 'pass' } });
    expect(findings).toMatchObject([
      { key: 'literal-and-effective-differ', severity: 'high' },
      {
        key: 'private-range-trusted',
        subject: 'home',
        text: expect.stringContaining('192.168.0.0/16, fd00::/8'),
      },
    ]);
  });

  test('and a trusted location that covers nothing is a finding', () => {
    expect(decide([office, ipLocation('empty', [])])).toMatchObject({
      verdict: 'pass',
      findings: [{ key: 'trusted-location-without-ranges', subject: 'empty' }],
    });
  });
});
