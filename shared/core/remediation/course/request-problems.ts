import { readPolicy } from '../../conditional-access/read-policy.ts';
import { isRecord } from '../../conditional-access/wire.ts';
import { isMicrosoftManaged } from '../../controls/findings/microsoft-managed-countdown.ts';
import type { PolicyChange, Stage, WirePolicy } from '../plan.ts';
import { policiesPath, reportOnly } from '../stages.ts';
import { memberAt, withMember } from '../wire-members.ts';
import { policyDifferences } from './read-back.ts';
import type { Remediation } from './remediation.ts';

/**
 * Whether each request does to its policy what the plan shows of it, and nothing else: what people approved by its
 * differences could hide another body, or the path of another policy. `policies` by id in lower case.
 */
export function requestProblems(
  { proposal, writes }: Remediation,
  policies: ReadonlyMap<string, WirePolicy>,
): readonly string[] {
  const foreign = writes.filter(({ change, policyId }) => {
    const planned = proposal.plan.policies[change];
    return planned === undefined || (planned.policy.id ?? policyId) !== policyId;
  });
  return [
    ...foreign.map(({ policyId }) => `The policy ${policyId} is none of the plan's.`),
    ...proposal.plan.policies.flatMap((planned, change) => {
      const present = policies.get(planned.policy.id?.toLowerCase() ?? '');
      // What was written already is held against what it was written on.
      return ofChange(
        planned,
        present && (writes.find((write) => write.change === change)?.saved ?? present),
      );
    }),
  ];
}

function ofChange(change: PolicyChange, present: WirePolicy | undefined): readonly string[] {
  const { policy, stages } = change;
  const name = `"${policy.displayName}"`;
  if (policy.id !== null && present === undefined) return [`The policy ${name} does not exist any more.`];
  const before = stages.map((_, at) => (at === 0 ? present : stages[at - 1]?.policy));
  const wrong = stages.filter((stage, at) => !isHonest(stage, before[at], policy.id, at));
  return [
    ...wrong.map(({ name: stage }) => `What is sent for ${name} (${stage}) is not what the plan shows.`),
    ...(isCalledSo(change, present) ? [] : [`The policy that is written is not called ${name}.`]),
    ...(areShown(change, present) ? [] : [`What becomes of ${name} is more than the plan shows of it.`]),
    ...(areInOrder(stages) ? [] : [`${name} would come into force before anybody has observed it.`]),
    ...(present === undefined ? [] : ofMicrosoftManaged(present, stages, name)),
  ];
}

/** The request goes to the policy of the plan, and makes of it the policy that the plan shows. */
function isHonest(
  { request, policy }: Stage,
  before: WirePolicy | undefined,
  id: string | null,
  at: number,
): boolean {
  const isCreation = id === null && at === 0;
  const path = isCreation ? policiesPath : `${policiesPath}/${id ?? '{id}'}`;
  if (request.path !== path || request.method !== (isCreation ? 'POST' : 'PATCH')) return false;
  const made = isCreation ? request.body : patched(before ?? {}, request.body);
  return policyDifferences(made, policy).length === 0;
}

/** People tell policies by their names. */
function isCalledSo({ policy: { id, displayName }, stages }: PolicyChange, present?: WirePolicy): boolean {
  const written = id === null ? stages[0].policy : present;
  return written === undefined || readPolicy(written, 0).displayName === displayName;
}

/** The differences that people read lead from what is there to what is written, and back, and leave nothing out. */
function areShown({ differences, stages }: PolicyChange, present: WirePolicy = {}): boolean {
  const written = stages.at(-1)?.policy ?? {};
  const made = (policy: WirePolicy, side: 'before' | 'after') =>
    differences.reduce((changed, change) => withMember(changed, change.member, change[side]), policy);
  return (
    policyDifferences(made(present, 'after'), written).length === 0 &&
    policyDifferences(made(written, 'before'), present).length === 0
  );
}

/** Report-only comes first where it comes at all, is what it is called, and each stage comes once. */
function areInOrder(stages: PolicyChange['stages']): boolean {
  const [first, second, ...others] = stages;
  const watched = stages.filter(({ name }) => name === 'reportOnly');
  return (
    others.length === 0 &&
    (second === undefined || (first.name === 'reportOnly' && second.name === 'enforced')) &&
    watched.every(({ policy }) => memberAt(policy, 'state') === reportOnly)
  );
}

/** As Graph does it: members of objects by themselves, everything else whole. */
function patched(before: WirePolicy, body: WirePolicy): WirePolicy {
  const members = Object.entries(body).map(([name, value]) => {
    const old = before[name];
    return [name, isRecord(value) && isRecord(old) ? patched(old, value) : value] as const;
  });
  return { ...before, ...Object.fromEntries(members) };
}

const changeable = /^(state|conditions\.users\.exclude\w+(\..+)?)$/;

function ofMicrosoftManaged(present: WirePolicy, stages: readonly Stage[], name: string): readonly string[] {
  const policy = readPolicy(present, 0);
  if (policy.kind !== 'understood' || !isMicrosoftManaged(policy)) return [];
  const members = stages
    .flatMap((stage) => policyDifferences(present, stage.policy))
    .map(({ member }) => member)
    .filter((member) => !changeable.test(member));
  return [...new Set(members)].map(
    (member) => `Microsoft manages ${name}: ${member} cannot be changed, its state and its exclusions can.`,
  );
}
