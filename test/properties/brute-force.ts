import type { Verdict, Witness } from '../../shared/core/controls/control-result.ts';
import type { JudgeOptions } from '../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../shared/core/tenant-snapshot.ts';
import { type ControlKey, claimOf } from './brute-force/claims.ts';
import { readLocations } from './brute-force/named-locations.ts';
import { type Passage, passagesOf } from './brute-force/passages.ts';
import { everySignIn } from './brute-force/sign-ins.ts';
import { type BruteForceData, readEachPolicy, readTenant, type Tenant } from './brute-force/tenant.ts';
import { trustedLocationsVerdict } from './brute-force/trusted-ranges.ts';
import {
  isPossiblyOpen,
  isSurelyEmpty,
  possiblyUntrustedPlaces,
  verdictEverywhere,
  verdictSomewhere,
} from './brute-force/verdict.ts';
import { passageOfWitness } from './brute-force/witness.ts';

export interface BruteForceAnswer {
  readonly verdict: Verdict;
  /**
   * Ids of given users who surely are in a gap; null where the control is not about a gap. Where one place is enough, a
   * gap is one only if no place is.
   */
  readonly usersSurelyInGap: readonly string[] | null;
  /** Ids of given users who would surely be in a gap if nobody were excepted, and are not. */
  readonly excepted: readonly string[];
  /** Where one untrusted place is enough: is there one at which nothing gets through, and one at which something may? */
  readonly places: { readonly someClosed: boolean; readonly someOpen: boolean } | null;
  /** Is there a sign-in that gets through, or that may? */
  readonly hasWitness: boolean;
  /** Does this sign-in get through for some, or for every, value of the unknowns that speak of the sign-in? */
  readonly canGetThrough: (witness: Witness) => Passage;
}

/**
 * Decides a control by trying every sign-in of everyone who may exist, under every value of everything unknown.
 * Slow and plain on purpose: it is there to check the prover, and shares nothing with it.
 */
export function bruteForce(
  snapshot: TenantSnapshot,
  options: JudgeOptions,
  data: BruteForceData,
  controlKey: ControlKey = 'device-code-flow-blocked',
): BruteForceAnswer {
  if (controlKey === 'trusted-locations-defined') {
    return withoutWitness(trustedLocationsVerdict(readLocations(snapshot, readEachPolicy(snapshot))));
  }
  const tenant = readTenant(snapshot, options, data, claimOf(controlKey));
  if (isSurelyEmpty(tenant)) return withoutWitness('notApplicable');
  return tenant.claim.where === 'everywhere' ? answerEverywhere(tenant) : answerSomewhere(tenant);
}

function withoutWitness(verdict: Verdict): BruteForceAnswer {
  return {
    verdict,
    usersSurelyInGap: verdict === 'notApplicable' ? [] : null,
    excepted: [],
    places: null,
    hasWitness: false,
    canGetThrough: () => ({ possibly: false, surely: false }),
  };
}

function answerEverywhere(tenant: Tenant): BruteForceAnswer {
  const passages = passagesOf(tenant, everySignIn(tenant));
  const verdict = verdictEverywhere(passages);
  const usersSurelyInGap = usersSurelyIn(passages);
  const withoutExceptions = { ...tenant, options: { at: tenant.options.at } };
  return {
    verdict,
    usersSurelyInGap,
    excepted: usersSurelyIn(passagesOf(withoutExceptions, everySignIn(withoutExceptions))).filter(
      (id) => !usersSurelyInGap.includes(id),
    ),
    places: null,
    hasWitness: verdict !== 'pass',
    canGetThrough: (witness) => passageOfWitness(witness, tenant),
  };
}

function usersSurelyIn(passages: ReturnType<typeof passagesOf>): readonly string[] {
  return [...passages].flatMap(([person, { surely }]) =>
    person.object === 'given' && surely ? (person.id ?? []) : [],
  );
}

function answerSomewhere(tenant: Tenant): BruteForceAnswer {
  const verdict = verdictSomewhere(tenant);
  const places = possiblyUntrustedPlaces(tenant);
  const isClosed = places.map((place) => !isPossiblyOpen(passagesOf(tenant, everySignIn(tenant, [place]))));
  return {
    verdict,
    usersSurelyInGap:
      verdict === 'fail' ? usersSurelyIn(passagesOf(tenant, everySignIn(tenant, places))) : null,
    excepted: [],
    places: { someClosed: isClosed.includes(true), someOpen: isClosed.includes(false) },
    hasWitness: verdict !== 'pass' && isClosed.includes(false),
    canGetThrough: (witness) => passageOfWitness(witness, tenant),
  };
}
