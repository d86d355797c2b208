import { wirePolicy } from '../wire-policy.ts';
import { type Case, inTenant, withCondition } from './tenant-case.ts';

const everywhereBut = (ids: readonly string[]) => ({
  locations: { includeLocations: ['All'], excludeLocations: ids },
});

/** Named locations, read and unread. */
export const locations: readonly Case[] = [
  withCondition('an empty include beside an excluded location is all', 'fail', {
    locations: { includeLocations: [], excludeLocations: ['office'] },
  }),
  withCondition('a location that was not read is unknown', 'inconclusive', everywhereBut(['lost'])),
  withCondition('a location whose ranges are not given is unknown', 'inconclusive', everywhereBut(['bare']), {
    namedLocations: [{ '@odata.type': '#microsoft.graph.ipNamedLocation', id: 'bare', isTrusted: true }],
  }),
  withCondition(
    'trusted locations that were not read are unknown',
    'inconclusive',
    everywhereBut(['AllTrusted']),
    {
      namedLocations: [],
      unread: [{ kind: 'namedLocations' }],
    },
  ),
  withCondition('no trusted location is no gap', 'pass', everywhereBut(['AllTrusted']), {
    namedLocations: [],
  }),
  inTenant('all but a location, and the location', 'pass', [
    wirePolicy({ conditions: everywhereBut(['lost', 'office']) }),
    wirePolicy({ id: 'policy-2', conditions: { locations: { includeLocations: ['AllTrusted', 'lost'] } } }),
  ]),
  inTenant('an address may lie in an office and in any country at once', 'fail', [
    wirePolicy({ conditions: everywhereBut(['office']) }),
    wirePolicy({ id: 'policy-2', conditions: { locations: { includeLocations: ['home-country'] } } }),
  ]),
  withCondition(
    'a location that was not read may be trusted',
    'inconclusive',
    everywhereBut(['AllTrusted']),
    {
      namedLocations: [],
      unread: [{ kind: 'namedLocations', id: 'lost' }],
    },
  ),
  withCondition('the compliant network is a place to sign in from', 'fail', everywhereBut(['network']), {
    namedLocations: [{ '@odata.type': '#microsoft.graph.compliantNetworkNamedLocation', id: 'network' }],
  }),
  withCondition('a location of a kind that nobody knows is unknown', 'inconclusive', everywhereBut(['new']), {
    namedLocations: [{ '@odata.type': '#microsoft.graph.somethingNewNamedLocation', id: 'new' }],
  }),
  inTenant(
    'a location that policies name and the list lacks may be trusted',
    'inconclusive',
    [
      wirePolicy({ conditions: everywhereBut(['AllTrusted']) }),
      wirePolicy({ id: 'policy-2', state: 'disabled', conditions: everywhereBut(['lost']) }),
    ],
    { namedLocations: [] },
  ),
];
