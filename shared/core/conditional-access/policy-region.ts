import { everywhere, intersect, nowhere, type Region, subtract, within } from '../prover/cube.ts';
import { applicationsRegion } from './applications-region.ts';
import { devicesRegion } from './devices-region.ts';
import { locationsRegion } from './locations-region.ts';
import type { IncludeExclude, UnderstoodPolicy, Unintelligible } from './policy.ts';
import { holds, labelled, type NamedDimension, type SignInSpace } from './sign-in-space.ts';
import type { TenantKnowledge } from './tenant-knowledge.ts';

/** One condition of a policy, by Graph's path, with the sign-ins that it lets the policy apply to. */
export interface ConditionRegion {
  readonly member: string;
  readonly region: Region;
}

/**
 * The sign-ins that a policy applies to, less its users condition, condition by condition; the policy applies where
 * all of them do.
 */
export function conditionRegions(
  policy: UnderstoodPolicy,
  space: SignInSpace,
  tenant: TenantKnowledge,
): readonly ConditionRegion[] {
  const { clientAppTypes, signInRiskLevels, userRiskLevels, insiderRiskLevels } = policy;
  return [
    {
      member: 'conditions.applications',
      region: understood(policy.applications, space, (it) => applicationsRegion(it, space, tenant)),
    },
    {
      member: 'conditions.clientAppTypes',
      region: clientAppTypesRegion(clientAppTypes, space),
    },
    {
      member: 'conditions.platforms',
      region: understood(policy.platforms, space, (it) => platformsRegion(it, space)),
    },
    {
      member: 'conditions.locations',
      region: understood(policy.locations, space, (it) => locationsRegion(it, space, tenant)),
    },
    {
      member: 'conditions.devices',
      region:
        policy.deviceFilter === undefined
          ? everywhere
          : understood(policy.deviceFilter, space, (it) => devicesRegion(it, space)),
    },
    { member: 'conditions.signInRiskLevels', region: listRegion(space, space.signInRisk, signInRiskLevels) },
    { member: 'conditions.userRiskLevels', region: listRegion(space, space.userRisk, userRiskLevels) },
    {
      member: 'conditions.insiderRiskLevels',
      region: flagsRegion(space, space.insiderRisk, insiderRiskLevels),
    },
    {
      member: 'conditions.authenticationFlows',
      region: flagsRegion(space, space.flow, policy.transferMethods),
    },
    ...policy.unknownConditions.map((condition) => ({
      member: condition.member,
      region: unintelligibleRegion(condition, space),
    })),
  ];
}

export function unintelligibleRegion({ key, member }: Unintelligible, space: SignInSpace): Region {
  return holds(
    space.unknown({
      speaksOf: 'signIn',
      kind: 'condition',
      id: key,
      why: `It says ${shortened(key.slice(member.length + 1))}, which is not understood`,
      whatToDo:
        'Check by hand whether this condition narrows the policy, or replace it by one that is understood.',
    }),
  );
}

const mostLetters = 80;

function shortened(text: string): string {
  return text.length > mostLetters ? `${text.slice(0, mostLetters)}...` : text;
}

function understood<Condition extends { kind: 'understood' }>(
  condition: Condition | Unintelligible,
  space: SignInSpace,
  region: (condition: Condition) => Region,
): Region {
  return condition.kind === 'unintelligible' ? unintelligibleRegion(condition, space) : region(condition);
}

/** An empty include beside an exclude means all; so does a condition with neither. */
function platformsRegion({ include, exclude }: IncludeExclude, space: SignInSpace): Region {
  return subtract(
    listRegion(space, space.platform, include, 'all'),
    exclude.length === 0 ? nowhere : listRegion(space, space.platform, exclude, 'all'),
  );
}

/** `easSupported` is known to be a part of `exchangeActiveSync`, and it is not known which. */
function clientAppTypesRegion(clientAppTypes: readonly string[], space: SignInSpace): Region {
  const { clientApp } = space;
  const others = clientAppTypes.filter((type) => type.toLowerCase() !== 'eassupported');
  if (others.length === clientAppTypes.length) return listRegion(space, clientApp, clientAppTypes, 'all');
  const exchangeActiveSync = within(clientApp, labelled(clientApp, ['exchangeActiveSync']));
  return [
    ...(others.length === 0 ? nowhere : listRegion(space, clientApp, others, 'all')),
    ...intersect(exchangeActiveSync, holds(unknownValue(space, clientApp, 'easSupported'))),
  ];
}

/** The points that a list names; an empty list names all. A value that is not known is an unknown beside them. */
function listRegion(
  space: SignInSpace,
  dimension: NamedDimension,
  values: readonly string[],
  all?: string,
): Region {
  if (values.length === 0 || values.some((value) => value.toLowerCase() === all)) return everywhere;
  const strange = values.filter((value) => labelled(dimension, [value]) === 0n);
  return [
    ...within(dimension, labelled(dimension, values)),
    ...strange.flatMap((value) => holds(unknownValue(space, dimension, value))),
  ];
}

/** As a list, but an unknown flag beside known ones leaves these decided. */
function flagsRegion(space: SignInSpace, dimension: NamedDimension, flags: readonly string[]): Region {
  const known = flags.filter((flag) => flag !== 'none' && labelled(dimension, [flag]) !== 0n);
  if (known.length > 0) return within(dimension, labelled(dimension, known));
  if (flags.length === 0) return everywhere;
  return holds(unknownValue(space, dimension, flags.join()));
}

function unknownValue(space: SignInSpace, dimension: NamedDimension, value: string) {
  return space.unknown({
    speaksOf: 'signIn',
    kind: dimension.name,
    id: value.toLowerCase(),
    why: `The value "${value}" is not known`,
    whatToDo: 'Check by hand which sign-ins this value stands for, or replace it by values that are known.',
  });
}

/** Where every condition holds. */
export function domainOf(conditions: readonly ConditionRegion[]): Region {
  return intersect(...conditions.map(({ region }) => region));
}
