import type { Verdict, Witness } from '../../shared/core/controls/control-result.ts';
import type { JudgeOptions } from '../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../shared/core/tenant-snapshot.ts';
import { policyBlocks, type UserMatch } from './brute-force/blocking.ts';
import { type Choose, everyOutcome } from './brute-force/choices.ts';
import { type ExceptedResources, exceptedResources } from './brute-force/exceptions.ts';
import { everyPerson, type Person } from './brute-force/people.ts';
import type { SuiteMembers } from './brute-force/resources.ts';
import { everySignIn, type SignIn } from './brute-force/sign-ins.ts';
import { readTenant, type Tenant } from './brute-force/tenant.ts';
import { matchesUser } from './brute-force/users-condition.ts';
import { peopleOfWitness, signInOfWitness } from './brute-force/witness.ts';

/** Can a sign-in get through: for some values of the unknowns, or whatever they are? */
interface Passage {
  readonly possibly: boolean;
  readonly surely: boolean;
}

export interface BruteForceAnswer {
  readonly verdict: Verdict;
  /** Ids of given users who surely are in a gap. */
  readonly usersSurelyInGap: readonly string[];
  /** Ids of given users who would surely be in a gap if nobody were excepted, and are not. */
  readonly excepted: readonly string[];
  /** Does this sign-in get through for some, or for every, value of the unknowns that speak of the sign-in? */
  readonly canGetThrough: (witness: Witness) => Passage;
}

/**
 * Decides whether the device code flow is blocked by trying every sign-in of everyone who may exist, under every
 * value of everything unknown. Slow and plain on purpose: it is there to check the prover, and shares nothing with it.
 */
export function bruteForce(
  snapshot: TenantSnapshot,
  options: JudgeOptions,
  suites: SuiteMembers,
): BruteForceAnswer {
  const tenant = readTenant(snapshot, options, suites);
  const passages = passagesOf(tenant);
  const withoutExceptions = passagesOf({ ...tenant, options: { at: options.at } });
  const surelyIn = (some: ReadonlyMap<Person, Passage>): readonly string[] =>
    [...some].flatMap(([person, { surely }]) =>
      person.object === 'given' && surely ? (person.id ?? []) : [],
    );
  const usersSurelyInGap = surelyIn(passages);
  return {
    verdict: verdictOf(passages),
    usersSurelyInGap,
    excepted: surelyIn(withoutExceptions).filter((id) => !usersSurelyInGap.includes(id)),
    canGetThrough: (witness) => passageOfWitness(witness, tenant),
  };
}

function verdictOf(passages: ReadonlyMap<Person, Passage>): Verdict {
  const all = [...passages];
  if (all.some(([person, { surely }]) => person.surelyExists && surely)) return 'fail';
  return all.some(([, { possibly }]) => possibly) ? 'inconclusive' : 'pass';
}

/** For each person: is there a gap for some value of the unknowns; and for every value of those about the user? */
function passagesOf(tenant: Tenant): ReadonlyMap<Person, Passage> {
  const signIns = everySignIn(tenant.policies, tenant.locations, tenant.options);
  const known = new Map<string, Passage>();
  const passageOf = (view: View): Passage => {
    const key = JSON.stringify(view);
    const passage = known.get(key) ?? passageOver(signIns, view, tenant);
    known.set(key, passage);
    return passage;
  };
  return new Map(
    everyPerson(tenant.directory, tenant.everyPolicy).map((person) => {
      const passages = everyViewOf(person, tenant).map(passageOf);
      return [
        person,
        {
          possibly: passages.some(({ possibly }) => possibly),
          surely: passages.every(({ surely }) => surely),
        },
      ];
    }),
  );
}

/** All that policies and exceptions see of a user, under one value of the unknowns that speak of the user. */
interface View {
  readonly matches: readonly UserMatch[];
  readonly excepted: ExceptedResources;
}

function everyViewOf(person: Person, tenant: Tenant): readonly View[] {
  return [...everyOutcome((choose) => viewOf(person, tenant, choose))];
}

function viewOf(person: Person, tenant: Tenant, choose: Choose): View {
  const { policies, directory, memberships, options } = tenant;
  return {
    matches: policies.map((policy) => {
      if (policy.kind === 'unknown' || policy.users === 'notUnderstood') return 'notUnderstood';
      return matchesUser(policy.users, person, memberships, choose);
    }),
    excepted: exceptedResources(person, options, directory, memberships, choose),
  };
}

function passageOver(signIns: readonly SignIn[], view: View, tenant: Tenant): Passage {
  let possibly = false;
  for (const signIn of signIns) {
    const passage = passageAt(signIn, view, tenant);
    if (passage.surely) return passage;
    possibly ||= passage.possibly;
  }
  return { possibly, surely: false };
}

function passageAt(signIn: SignIn, view: View, tenant: Tenant): Passage {
  const { excepted, matches } = view;
  if (excepted === 'everything' || (signIn.resource !== null && excepted.includes(signIn.resource))) {
    return { possibly: false, surely: false };
  }
  const outcomes = new Set(
    everyOutcome((choose) =>
      tenant.policies.every(
        (policy, index) => !policyBlocks(policy, matches[index] ?? false, signIn, tenant, choose),
      ),
    ),
  );
  return { possibly: outcomes.has(true), surely: !outcomes.has(false) };
}

function passageOfWitness(witness: Witness, tenant: Tenant): Passage {
  const signIn = signInOfWitness(witness, tenant);
  const passages =
    signIn === null
      ? []
      : peopleOfWitness(witness, tenant)
          .flatMap((person) => everyViewOf(person, tenant))
          .map((view) => passageAt(signIn, view, tenant));
  return {
    possibly: passages.some(({ possibly }) => possibly),
    surely: passages.some(({ surely }) => surely),
  };
}
