import { describe, expect, test } from 'vitest';
import { countryLocation, graphPolicy, ipLocation } from '../example-tenant.ts';
import { compared, usersIn } from './comparing.ts';

const blockFrom = (users: object = { includeUsers: ['All'] }) =>
  graphPolicy({
    id: 'block-place',
    displayName: 'Block the place',
    users,
    conditions: { authenticationFlows: null, locations: { includeLocations: ['home'] } },
  });

describe('a place where everybody is blocked', () => {
  test('opens once somebody is excluded', () => {
    const excluded = blockFrom({ includeUsers: ['All'], excludeUsers: ['ann'] });
    const change = compared('2.2.2', { policies: [blockFrom()] }, { policies: [excluded] });

    expect(change).toMatchObject({ before: 'pass', after: 'fail', change: 'opens' });
    expect(usersIn(change.opened)).toEqual(['ann']);
  });

  test('is told where another one stays closed, though the verdict stays the same', () => {
    const blockNorway = graphPolicy({
      id: 'block-norway',
      conditions: { authenticationFlows: null, locations: { includeLocations: ['norway'] } },
    });
    const namedLocations = [countryLocation('home', ['CH']), countryLocation('norway', ['NO'])];
    const change = compared(
      '2.2.2',
      { namedLocations, policies: [blockFrom(), blockNorway] },
      { namedLocations, policies: [blockNorway] },
    );

    expect(change).toMatchObject({ before: 'pass', after: 'pass', opens: 'yes' });
    expect(change.opened[0]?.where.locations).toEqual(['Location home']);
  });

  test('closes once nobody is excluded any more', () => {
    const excluded = blockFrom({ includeUsers: ['All'], excludeUsers: ['ann'] });

    expect(compared('2.2.2', { policies: [excluded] }, { policies: [blockFrom()] }).change).toBe('closes');
  });

  test('does not open by an exclusion from a place that was open to others', () => {
    const butAnn = { includeUsers: ['All'], excludeUsers: ['ann'] };
    const butBoth = { includeUsers: ['All'], excludeUsers: ['ann', 'bob'] };

    expect(
      compared('2.2.2', { policies: [blockFrom(butAnn)] }, { policies: [blockFrom(butBoth)] }).change,
    ).toBe('none');
  });
});

describe('trusted locations', () => {
  const located = (...namedLocations: readonly object[]) => ({ policies: [], namedLocations });
  const office = ipLocation('office', ['203.0.113.0/24']);

  test.each([
    ['are gone', located(office), located(), 'opens'],
    ['are too wide now', located(office), located(ipLocation('office', ['16.0.0.0/4'])), 'opens'],
    ['are there now', located(), located(office), 'closes'],
    ['are others', located(office), located(ipLocation('site', ['198.51.100.0/24'])), 'none'],
    ['were not read before', { policies: [], unread: [{ kind: 'namedLocations' }] }, located(), 'undecided'],
  ])('%s', (_what, before, after, expected) => {
    expect(compared('2.2.1', before, after).change).toBe(expected);
  });

  test('that nobody could read are the same on both sides', () => {
    const unread = { policies: [], unread: [{ kind: 'namedLocations', id: 'office' }] };

    expect(compared('2.2.1', unread, unread)).toMatchObject({ before: 'inconclusive', change: 'none' });
  });
});
