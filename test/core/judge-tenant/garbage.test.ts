import { expect, test } from 'vitest';
import { allControls } from '../../../shared/core/controls/catalogue.ts';
import { judgeTenant } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { runs } from '../../properties/runs.ts';
import { fc } from '../../seeded-fast-check.ts';
import {
  countryLocation,
  everyUser,
  graphGroup,
  graphGuest,
  graphGuests,
  graphPolicy,
  ipLocation,
  roleAssignment,
} from '../example-tenant.ts';
import { judge, today } from './judgement.ts';

/** Any JSON, or an element of a tenant in which one member somewhere was replaced by any JSON. */
function nearly(...examples: readonly object[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc
      .tuple(fc.constantFrom(...examples), fc.infiniteStream(fc.nat()), fc.jsonValue({ maxDepth: 2 }))
      .map(([example, steps, value]) => replacedSomewhere(example, steps, value)),
  );
}

function replacedSomewhere(example: unknown, steps: Iterator<number>, value: unknown): unknown {
  if (typeof example !== 'object' || example === null) return value;
  const names = Object.keys(example);
  const name = names[(steps.next().value ?? 0) % (names.length + 1)];
  if (name === undefined) return value;
  const replaced = replacedSomewhere(Reflect.get(example, name), steps, value);
  if (Array.isArray(example)) return example.with(Number(name), replaced);
  return { ...example, [name]: replaced };
}

const policies = nearly(
  graphPolicy({
    users: {
      ...everyUser,
      excludeGroups: ['crew'],
      excludeGuestsOrExternalUsers: graphGuests('internalGuest', ['t']),
    },
    applications: { includeApplications: ['All'], applicationFilter: { mode: 'exclude', rule: 'r' } },
    conditions: {
      platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] },
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted', 'home'] },
      devices: { deviceFilter: { mode: 'exclude', rule: 'device.model -eq "Room"' } },
    },
  }),
);

const snapshots: fc.Arbitrary<TenantSnapshot> = fc.record(
  {
    policies: fc.array(policies, { maxLength: 4 }),
    namedLocations: fc.array(
      nearly(ipLocation('office', ['203.0.113.0/24']), countryLocation('home', ['CH'])),
      {
        maxLength: 3,
      },
    ),
    users: fc.array(nearly(graphGuest('ann')), { maxLength: 3 }),
    groups: fc.array(nearly(graphGroup('crew', ['ann'], ['inner'])), { maxLength: 3 }),
    roleAssignments: fc.array(nearly(roleAssignment('ann')), { maxLength: 3 }),
    roleEligibilities: fc.array(nearly(roleAssignment('ann')), { maxLength: 3 }),
  },
  { requiredKeys: ['policies'] },
);

test('A condition nested without end makes its policy a malformed one', () => {
  const nested: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
  const { verdict, findings } = judge([graphPolicy({ conditions: { times: nested } })]);

  expect(verdict).toBe('inconclusive');
  expect(findings).toContainEqual(expect.objectContaining({ key: 'malformed-policy' }));
});

const verdicts = ['pass', 'fail', 'inconclusive', 'notApplicable'];

test('Whatever stands in a snapshot, it is judged without an error', () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const { controls } = judgeTenant(snapshot, { at: today, emergencyAccess: ['ann', 'crew'] });
      expect(controls.map(({ control }) => control)).toEqual(allControls.map(({ key }) => key));
      for (const { verdict } of controls) expect(verdicts).toContain(verdict);
      expect(() => JSON.stringify(controls)).not.toThrow();
    }),
    runs(250, 5000),
  );
}, 600_000);
