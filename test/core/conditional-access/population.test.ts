import { describe, expect, it } from 'vitest';
import { PopulationBuilder } from '../../../shared/core/conditional-access/population.ts';
import { PrincipalNumbers } from '../../../shared/core/conditional-access/principal-numbers.ts';
import { understandTenant } from '../../../shared/core/conditional-access/tenant-knowledge.ts';
import { isRecord } from '../../../shared/core/conditional-access/wire.ts';
import { type Judgement, judgeTenant } from '../../../shared/core/judge-tenant.ts';
import type { LargeTenant, TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { decidedControls } from '../../properties/prover.ts';
import { type RandomTenant, randomTenantFor } from '../../properties/random-tenant.ts';
import { runs } from '../../properties/runs.ts';
import { fc } from '../../seeded-fast-check.ts';

/** Calls of the builder that belong together: the members of a group come before it. */
type Step = (builder: PopulationBuilder) => void;

function stepsOf({ users = [], groups = [] }: TenantSnapshot, chunk: number): readonly Step[] {
  return [
    ...users.map(
      (user): Step =>
        (builder) =>
          builder.addUser(user),
    ),
    ...groups.map((group, key): Step => {
      if (!isRecord(group) || !Array.isArray(group['members'])) return (builder) => builder.addGroup(group);
      const members: readonly unknown[] = group['members'];
      return (builder) => {
        for (let start = 0; start < members.length; start += chunk)
          builder.addMembers(key, members.slice(start, start + chunk));
        builder.addGroup({ ...group, members: [] }, key);
      };
    }),
  ];
}

function takenIn(snapshot: TenantSnapshot, steps: readonly Step[]): LargeTenant {
  const { users, groups, ...rest } = snapshot;
  const builder = new PopulationBuilder();
  for (const step of steps) step(builder);
  const population = builder.population({ users: users !== undefined, groups: groups !== undefined });
  return { ...rest, population };
}

const tenants = fc.constantFrom(...decidedControls).chain(randomTenantFor);
const chunks = fc.integer({ min: 1, max: 3 });

/** Otherwise the order in which groups are read decides which of the users without an object comes first. */
function areUsersGiven({ snapshot }: RandomTenant): boolean {
  const { directory, unread } = understandTenant(snapshot, []);
  return directory.usersRead === 'given' && !unread.any('users');
}

describe('A population that was taken in one by one', () => {
  it('is judged as the lists in a snapshot are: to the letter where all users are given, and come first', () => {
    fc.assert(
      fc.property(tenants.filter(areUsersGiven), chunks, ({ snapshot, options }, chunk) => {
        const judgement = judgeTenant(takenIn(snapshot, stepsOf(snapshot, chunk)), options);

        expect(judgement).toEqual(judgeTenant(snapshot, options));
      }),
      runs(50, 1_000),
    );
  });

  it('has the same verdicts in whatever order it comes', () => {
    const shuffled = tenants.chain(({ snapshot, options }) =>
      chunks
        .chain((chunk) => {
          const steps = stepsOf(snapshot, chunk);
          return fc.shuffledSubarray([...steps], { minLength: steps.length });
        })
        .map((steps) => ({ snapshot, options, steps })),
    );
    fc.assert(
      fc.property(shuffled, ({ snapshot, options, steps }) => {
        const judgement = judgeTenant(takenIn(snapshot, steps), options);

        expect(claims(judgement)).toEqual(claims(judgeTenant(snapshot, options)));
      }),
      runs(80, 1_000),
    );
  });

  it('must be of the numbers that its tenant is understood with', () => {
    const tenant = takenIn({ policies: [], users: [] }, []);

    expect(() => understandTenant(tenant, [], new PrincipalNumbers())).toThrow('other numbers');
    expect(understandTenant(tenant, [], tenant.population.numbers).directory.usersRead).toBe('given');
  });
});

/** What does not depend on which user comes first. */
function claims({ assumptions, controls }: Judgement) {
  return {
    assumptions,
    controls: controls.map(({ id, verdict, usersInGap, gaps, gapsOmitted }) => ({
      id,
      verdict,
      usersInGap,
      // Possible gaps are told by whichever of the users alike came first.
      gaps: verdict === 'inconclusive' ? 'some' : gaps.length + gapsOmitted,
    })),
  };
}
