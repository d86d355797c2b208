import { expect } from 'vitest';
import type { ControlResult } from '../../shared/core/controls/control-result.ts';
import type { TenantSnapshot } from '../../shared/core/tenant-snapshot.ts';
import type { ControlKey } from './brute-force/claims.ts';
import { type BruteForceAnswer, bruteForce } from './brute-force.ts';
import { bruteForceData } from './brute-force-data.ts';
import { proverResult } from './prover.ts';
import type { RandomTenant } from './random-tenant.ts';

type Places = NonNullable<BruteForceAnswer['places']>;

/**
 * The prover says of the tenant what trying every sign-in says: the verdict, a witness that gets through, and, where
 * the directory is given, which users are in the gap; of places, whether some are closed and some are not.
 */
export function expectSameAnswer(tenant: RandomTenant, control: ControlKey): void {
  const proven = proverResult(tenant, control);
  const tried = bruteForce(tenant.snapshot, tenant.options, bruteForceData, control);

  expect(proven.verdict).toBe(tried.verdict);
  expectWitness(proven, tried);
  if (tried.places !== null) expectPlaces(proven, tried.places);
  if (tried.usersSurelyInGap !== null && hasDirectory(tenant.snapshot)) {
    expectUsers(proven, tried.usersSurelyInGap);
  }
}

function expectWitness({ verdict, witness }: ControlResult, tried: BruteForceAnswer): void {
  if (!tried.hasWitness) {
    expect(witness).toBeNull();
    return;
  }
  if (witness === null) throw new Error(`There is no witness of ${verdict}.`);
  expect({ witness, ...tried.canGetThrough(witness) }).toMatchObject(
    verdict === 'fail' ? { surely: true } : { possibly: true },
  );
}

function expectPlaces({ locations }: ControlResult, { someClosed, someOpen }: Places): void {
  expect(locations).toEqual({
    blocked: someClosed ? expect.arrayContaining([expect.any(String)]) : [],
    open: someOpen ? expect.arrayContaining([expect.any(String)]) : [],
  });
}

function expectUsers({ verdict, usersInGap, gaps }: ControlResult, tried: readonly string[]): void {
  expect(usersInGap).toBe(tried.length);
  const named = verdict === 'fail' ? gaps.flatMap(({ who }) => who.sample.map(({ id }) => id)) : [];
  expect(tried).toEqual(expect.arrayContaining(named));
}

/** Were users given, and all of them? Only then does the number of those in the gap mean one thing. */
function hasDirectory({ users, unread = [] }: TenantSnapshot): boolean {
  return users !== undefined && !unread.some(({ kind }) => kind === 'users');
}
