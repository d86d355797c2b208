import { judgeTenant } from '../../../shared/core/judge-tenant.ts';
import { mediansInTurns } from '../in-turns.ts';
import { duration, grouped } from '../number-text.ts';
import type { Section } from '../section.ts';
import { exportText } from '../tenants/export-text.ts';
import { type GeneratedTenant, generateTenant } from '../tenants/generated-tenant.ts';
import { peopleOf } from '../tenants/people.ts';
import { type Aspect, aspectsOf, openSignIns, type Person } from './plain-evaluator.ts';

const users = 1_000;
const mostMilliseconds = 8_000;

export const againstPlainEvaluator: Section = {
  name: 'plain-evaluator',
  title: `Against an evaluator that tries each user, application and condition in turn (2.2.3, ${grouped(users)} users):`,
  measure: async (step) => {
    const tenant = generateTenant(users);
    const prover = await step('Proving', () => provenIn(tenant));
    const plain = await step('Trying sign-ins', async () => triedIn(tenant));
    // Where time was up, the others are taken to need as long.
    const whole = (plain.milliseconds / plain.tried) * plain.enabled;
    const extent = plain.tried < plain.enabled ? `, from ${plain.tried} of ${plain.enabled} users` : '';
    return [
      { what: 'prover', value: duration(prover.milliseconds) },
      { what: `plain evaluator${extent}`, value: duration(whole) },
      { what: 'plain evaluator / prover', value: `${grouped(whole / prover.milliseconds)} times` },
      ...(plain.tried < plain.enabled
        ? []
        : [
            {
              what: `users in a gap: ${prover.usersInGap} proven, ${plain.inGap} found`,
              value: '',
              goal: { text: 'the same', met: prover.usersInGap === plain.inGap },
            },
          ]),
    ];
  },
};

async function provenIn(tenant: GeneratedTenant) {
  const snapshot = JSON.parse(exportText(tenant));
  const options = { at: '2026-07-01T00:00:00Z', controls: ['device-code-flow-blocked'] };
  const { prove } = await mediansInTurns(
    { prove: () => judgeTenant(snapshot, options) },
    { most: 9, milliseconds: mostMilliseconds },
  );
  const [control] = judgeTenant(snapshot, options).controls;
  return { milliseconds: prove, usersInGap: control?.usersInGap };
}

/** Tries users one by one, until all were tried or the time is up. */
function triedIn(tenant: GeneratedTenant) {
  const enforced = tenant.policies.filter(({ state }) => state === 'enabled');
  const aspects = aspectsIn(tenant);
  const started = performance.now();
  const people = enabledPeople(tenant);
  let tried = 0;
  let inGap = 0;
  for (const person of people) {
    if (performance.now() - started > mostMilliseconds) break;
    if (openSignIns(person, enforced, aspects) > 0) inGap++;
    tried++;
  }
  return { milliseconds: performance.now() - started, tried, inGap, enabled: people.length };
}

/** Each application that policies name and one that none names; inside each named location alone and outside all. */
function aspectsIn({ policies, namedLocations }: GeneratedTenant): readonly Aspect[] {
  const named = policies.flatMap(({ conditions }) => conditions.applications.includeApplications);
  const applications = [...new Set([...named, 'another']).difference(new Set(['All']))];
  return aspectsOf(applications, namedLocations);
}

function enabledPeople({
  seed,
  userIds,
  groups,
  memberships,
  roleAssignments,
}: GeneratedTenant): readonly Person[] {
  const groupsOf = new Map<string, Set<string>>(userIds.map((id) => [id, new Set()]));
  const membersOf = (number: number): readonly number[] => [
    ...memberships.ofGroup(number),
    ...(groups[number]?.nested ?? []).flatMap(membersOf),
  ];
  for (const [number, { id }] of groups.entries())
    for (const user of membersOf(number)) groupsOf.get(userIds[user] ?? '')?.add(id);
  return [...peopleOf(seed, userIds)]
    .filter(({ accountEnabled }) => accountEnabled)
    .map(({ id, userType }) => ({
      id,
      isGuest: userType === 'Guest',
      groups: groupsOf.get(id) ?? new Set(),
      roles: new Set(
        roleAssignments
          .filter(({ principalId, directoryScopeId }) => principalId === id && directoryScopeId === '/')
          .map(({ roleDefinitionId }) => roleDefinitionId),
      ),
    }));
}
