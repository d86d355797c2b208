import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import { containsAll } from '../controls/criterion.ts';
import { graphName } from '../controls/graph-names.ts';
import type { DesiredConditions } from './desired-conditions.ts';
import { type Edit, weights } from './edit.ts';
import type { WirePolicy } from './plan.ts';
import { type RepairablePolicy, sidesUnderstood } from './repairable-policy.ts';
import { includesName, listAt, memberAt, together, withMember } from './wire-members.ts';

/** What is to become of one member. */
interface Widening {
  readonly member: string;
  readonly value: unknown;
  readonly weight: number;
  /** Where more than the member changes with it. */
  readonly apply?: (policy: WirePolicy) => WirePolicy;
}

/** Every condition that narrows the policy more than the control wants, made as wide as it wants. */
export function wideningEdits(
  { policy, wire, reference }: RepairablePolicy,
  wanted: DesiredConditions,
): readonly Edit[] {
  const widenings = [
    ...users(wire, wanted),
    ...applications(wire, wanted),
    // A block by place stops every kind of sign-in there: how it is narrowed otherwise is its purpose.
    ...(wanted.isAboutPlaces
      ? []
      : [...flows(policy.transferMethods, wanted), ...conditions(policy, wire, wanted)]),
  ];
  return widenings.map(({ member, value, weight, apply }) => ({
    step: { kind: 'widen', policy: reference, member, value },
    weight,
    apply: apply ?? ((before) => withMember(before, member, value)),
  }));
}

const inUsers = (name: string) => `conditions.users.${name}`;

/** A policy on a flow has no other purpose; one on MFA for guests has, and is another one when it is for everybody. */
function weightOfAll({ transferMethods }: DesiredConditions): number {
  return transferMethods.length > 0 ? weights.inclusion : weights.purpose;
}

function users(wire: WirePolicy, wanted: DesiredConditions): readonly Widening[] {
  const { includeRoles, includeUsers } = wanted;
  const member = inUsers('includeUsers');
  if (containsAll(listAt(wire, member))) return [];
  const everybody: Widening = {
    member,
    value: ['All'],
    weight: weightOfAll(wanted),
    apply: (policy) =>
      [
        [inUsers('includeUsers'), ['All']] as const,
        [inUsers('includeGroups'), []] as const,
        [inUsers('includeRoles'), []] as const,
        [inUsers('includeGuestsOrExternalUsers'), null] as const,
      ].reduce((wider, [name, value]) => withMember(wider, name, value), policy),
  };
  return [
    lacking(wire, inUsers('includeRoles'), includeRoles),
    lacking(wire, member, includeUsers),
    [everybody],
  ].flat();
}

function lacking(wire: WirePolicy, member: string, wanted: readonly string[]): readonly Widening[] {
  const present = listAt(wire, member);
  const isLacking = wanted.some((id) => !includesName(present, id));
  return isLacking ? [{ member, value: together(present, wanted), weight: weights.inclusion }] : [];
}

function applications(wire: WirePolicy, wanted: DesiredConditions): readonly Widening[] {
  const { includeApplications } = wanted;
  const member = 'conditions.applications.includeApplications';
  const filter = 'conditions.applications.applicationFilter';
  const included = listAt(wire, member);
  const isNamed = includeApplications.every((id) => includesName(included, id));
  const value = containsAll(includeApplications)
    ? includeApplications
    : together(included, includeApplications);
  return [
    ...(isNamed || containsAll(included)
      ? []
      : [
          {
            member,
            value,
            weight: containsAll(includeApplications) ? weightOfAll(wanted) : weights.inclusion,
          },
        ]),
    ...(memberAt(wire, `${filter}.mode`) === 'include'
      ? [{ member: filter, value: null, weight: weights.condition }]
      : []),
  ];
}

function flows(named: readonly string[], { transferMethods }: DesiredConditions): readonly Widening[] {
  const lacking = transferMethods.filter((flow) => !named.includes(flow));
  if (named.length === 0 || lacking.length === 0) return [];
  const value = [...named, ...lacking].map(graphName).join(',');
  return [{ member: 'conditions.authenticationFlows.transferMethods', value, weight: weights.condition }];
}

function conditions(
  policy: UnderstoodPolicy,
  wire: WirePolicy,
  { signInRiskLevels }: DesiredConditions,
): readonly Widening[] {
  return [
    narrowed(wire, 'conditions.clientAppTypes', ['all']),
    ...sidesUnderstood(policy).map((name) =>
      narrowed(wire, `conditions.${name.toLowerCase()}.include${name}`, [
        name === 'Platforms' ? 'all' : 'All',
      ]),
    ),
    narrowed(
      wire,
      'conditions.signInRiskLevels',
      signInRiskLevels.length === 0
        ? []
        : together(listAt(wire, 'conditions.signInRiskLevels'), signInRiskLevels),
    ),
    narrowed(wire, 'conditions.userRiskLevels', []),
    cleared(wire, 'conditions.insiderRiskLevels'),
    ...(policy.deviceFilter?.kind === 'understood' ? [cleared(wire, 'conditions.devices')] : []),
  ].flat();
}

function narrowed(wire: WirePolicy, member: string, value: readonly string[]): readonly Widening[] {
  const present = listAt(wire, member);
  const isWide = present.length === 0 || containsAll(present);
  const isSame = value.length > 0 && value.every((one) => includesName(present, one));
  return isWide || isSame ? [] : [{ member, value, weight: weights.condition }];
}

function cleared(wire: WirePolicy, member: string): readonly Widening[] {
  const present = memberAt(wire, member) ?? null;
  return present === null || present === '' ? [] : [{ member, value: null, weight: weights.condition }];
}
