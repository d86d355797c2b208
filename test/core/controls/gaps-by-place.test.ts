import { describe, expect, test } from 'vitest';
import { readNamedLocation } from '../../../shared/core/conditional-access/named-location.ts';
import { SignInSpace } from '../../../shared/core/conditional-access/sign-in-space.ts';
import { alikeButForPlace, type UsersInGap } from '../../../shared/core/controls/gaps-by-place.ts';
import { type Cube, intersect, type Region, within } from '../../../shared/core/prover/cube.ts';
import { countryLocation, ipLocation } from '../example-tenant.ts';

const wire = [ipLocation('office', ['203.0.113.0/24']), countryLocation('home', ['CH'])];
const space = new SignInSpace({
  applications: [],
  locations: wire.flatMap((location) => readNamedLocation(location) ?? []),
  guestTenants: [],
  deviceRules: [],
});

const at = (place: string): Region => space.inNamedLocation(place) ?? [];
const onWindows = within(space.platform, 1n);
const cause = { policy: { id: 'a', displayName: 'A' }, member: 'state', value: 'disabled' };

function gap(region: Region, numbers: readonly number[], because = [cause]): UsersInGap {
  const cube: Cube = region[0] ?? new Map();
  return { users: [], numbers: Int32Array.from(numbers), cube, because };
}

describe('Gaps are told as one', () => {
  test('where they differ in nothing but the place', () => {
    const gaps = [gap(at('office'), [1, 2]), gap(at('home'), [1, 2])];

    expect(alikeButForPlace(gaps, space)).toEqual([gaps]);
  });

  test.each([
    ['other users', gap(at('home'), [1, 3])],
    ['more users', gap(at('home'), [1, 2, 3])],
    ['another cause', gap(at('home'), [1, 2], [{ ...cause, value: 'absent' }])],
    ['another condition', gap(intersect(at('home'), onWindows), [1, 2])],
  ])('but not with %s', (_, other) => {
    const gaps = [gap(at('office'), [1, 2]), other];

    expect(alikeButForPlace(gaps, space)).toEqual(gaps.map((one) => [one]));
  });
});
