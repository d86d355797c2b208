import { describe, expect, test } from 'vitest';
import { exclusionaryGeographicPolicy } from '../../../shared/core/controls/exclusionary-geographic-policy.ts';
import { graphGrant, graphPolicy } from '../example-tenant.ts';
import { lackOf, toTheLetter } from './letter.ts';

const blockAt = (locations: object | null, parts = {}) =>
  graphPolicy({ ...parts, conditions: { authenticationFlows: null, locations } });
const everywhereBut = (...excludeLocations: readonly string[]) => ({
  includeLocations: ['All'],
  excludeLocations,
});

test.each([
  ['in named places', { includeLocations: ['far-away'] }],
  ['everywhere but in trusted locations', everywhereBut('AllTrusted')],
  ['everywhere but in a named place', everywhereBut('home')],
  ['where an empty include means everywhere', { includeLocations: [], excludeLocations: ['home'] }],
])('a block %s meets the letter', (_, locations) => {
  expect(toTheLetter(exclusionaryGeographicPolicy, blockAt(locations))).toEqual({
    verdict: 'pass',
    nearMisses: [],
  });
});

describe('A block by place is told what it lacks:', () => {
  const criterion = 'conditions.locations names places to block';
  test.each([
    ['an exclusion', blockAt(everywhereBut()), [`${criterion}: All`]],
    [
      'untrusted places',
      blockAt({ includeLocations: ['AllTrusted'], excludeLocations: [] }),
      [`${criterion}: AllTrusted`],
    ],
    ['being in force', blockAt(everywhereBut('home'), { state: 'disabled' }), ['state is enabled: disabled']],
  ])('%s', (_, policy, lacks) => {
    expect(lackOf(exclusionaryGeographicPolicy, policy)).toEqual(lacks);
  });
});

test.each([
  ['a block whatever the place', blockAt(null)],
  ['MFA by place', blockAt(everywhereBut('home'), { grantControls: graphGrant(['mfa']) })],
])('%s is not told of', (_, policy) => {
  expect(toTheLetter(exclusionaryGeographicPolicy, policy)).toEqual({ verdict: 'fail', nearMisses: [] });
});

test('locations that were not understood may meet the letter', () => {
  const policy = blockAt({ includeNewThings: ['x'] });

  expect(toTheLetter(exclusionaryGeographicPolicy, policy).verdict).toBe('inconclusive');
});
