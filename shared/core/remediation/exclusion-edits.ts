import { type Edit, weights } from './edit.ts';
import { type RepairablePolicy, sidesUnderstood } from './repairable-policy.ts';
import { includesName, listAt, memberAt, withMember, without } from './wire-members.ts';

/** Of a longer list all entries are taken out at once: a person decides about it as one. */
const mostOneByOne = 10;

/**
 * Every exclusion that could be taken out of the policy. `kept`: the ids that must stay excluded. A Microsoft-managed
 * policy lets nothing but the exclusions of users be changed.
 */
export function exclusionEdits(
  repairable: RepairablePolicy,
  kept: readonly string[],
  isAboutPlaces: boolean,
): readonly Edit[] {
  const { policy, wire, isMicrosoftManaged, reference } = repairable;
  const lists = [
    ...['excludeUsers', 'excludeGroups', 'excludeRoles'].map((name) => `conditions.users.${name}`),
    ...(isMicrosoftManaged ? [] : ['conditions.applications.excludeApplications']),
    ...(isMicrosoftManaged || isAboutPlaces
      ? []
      : sidesUnderstood(policy).map((name) => `conditions.${name.toLowerCase()}.exclude${name}`)),
  ];
  const objects = [
    'conditions.users.excludeGuestsOrExternalUsers',
    ...(memberAt(wire, 'conditions.applications.applicationFilter.mode') === 'exclude' && !isMicrosoftManaged
      ? ['conditions.applications.applicationFilter']
      : []),
  ];
  return [
    ...lists.flatMap((member) => listEdits(repairable, member, kept)),
    ...objects
      .filter((member) => (memberAt(wire, member) ?? null) !== null)
      .map((member): Edit => {
        const value = memberAt(wire, member);
        return {
          step: { kind: 'removeExclusion', policy: reference, member, value },
          weight: weights.exclusion,
          apply: (before) => withMember(before, member, null),
        };
      }),
  ];
}

function listEdits(
  { wire, reference }: RepairablePolicy,
  member: string,
  kept: readonly string[],
): readonly Edit[] {
  const removable = listAt(wire, member).filter((value) => !includesName(kept, value));
  const portions = removable.length > mostOneByOne ? [removable] : removable.map((value) => [value]);
  return portions.map((values) => ({
    step: { kind: 'removeExclusion', policy: reference, member, value: values },
    weight: weights.exclusion * values.length,
    apply: (policy) => withMember(policy, member, without(listAt(policy, member), values)),
  }));
}
