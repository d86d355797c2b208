import { memberChanges } from '../../compare/wire-changes.ts';
import { conditionNames } from '../../conditional-access/condition-names.ts';
import { readPolicy } from '../../conditional-access/read-policy.ts';
import { isRecord } from '../../conditional-access/wire.ts';
import { isMicrosoftManaged } from '../../controls/findings/microsoft-managed-countdown.ts';
import { changeBody, writableControl } from '../change-body.ts';
import { markerIn, markerOf } from '../new-policy.ts';
import type { PolicyChange, WirePolicy } from '../plan.ts';
import { policiesPath } from '../stages.ts';
import { wholeCondition } from '../whole-conditions.ts';
import { memberAt, withMember } from '../wire-members.ts';
import { policyDifferences } from './read-back.ts';

/** All that Graph lets be written of a policy; what else stands in it stays as it is. */
const writable = [
  'displayName',
  'state',
  ...conditionNames.map((name) => `conditions.${name}`),
  'grantControls',
  'sessionControls',
];

const writableOfMicrosoftManaged = [
  'state',
  ...['Users', 'Groups', 'Roles', 'GuestsOrExternalUsers'].map((who) => `conditions.users.exclude${who}`),
];

/** Makes of the policy what it was; undefined where it is that already. In one stage: it was all there before. */
export function changeBackTo(wanted: WirePolicy, present: WirePolicy, id: string): PolicyChange | undefined {
  const policy = readPolicy(present, 0);
  const isManaged = policy.kind === 'understood' && isMicrosoftManaged(policy);
  const members = isManaged ? writableOfMicrosoftManaged : writable;
  const after = members.reduce(
    (made, member) => withMember(made, member, memberAt(wanted, member) ?? null),
    present,
  );
  const differences = policyDifferences(present, after);
  if (differences.length === 0) return undefined;
  const path = `${policiesPath}/${id}`;
  return {
    policy: { id, displayName: policy.displayName },
    isMicrosoftManaged: isManaged,
    differences,
    stages: [
      {
        name: 'enforced',
        request: { method: 'PATCH', path, body: changeBody(present, after) },
        policy: after,
      },
    ],
  };
}

/** Creates the policy again as it was. It gets the mark of its control, by which it is found, and never made twice. */
export function createdAgain(wanted: WirePolicy, controlKey: string): PolicyChange {
  const name = String(memberAt(wanted, 'displayName') ?? '');
  const displayName = markerIn(name) === undefined ? `${name} ${markerOf({ key: controlKey })}`.trim() : name;
  const conditions = conditionNames
    .map((condition) => [condition, withoutNothing(wholeCondition(wanted, condition))] as const)
    .filter(([, value]) => value !== null);
  const controls = ['grantControls', 'sessionControls']
    .map((control) => [control, withoutNothing(writableControl(wanted, control))] as const)
    .filter(([, value]) => value !== null);
  const body = {
    displayName,
    state: memberAt(wanted, 'state'),
    conditions: Object.fromEntries(conditions),
    ...Object.fromEntries(controls),
  };
  return {
    policy: { id: null, displayName },
    isMicrosoftManaged: false,
    differences: memberChanges(null, body),
    stages: [{ name: 'enforced', request: { method: 'POST', path: policiesPath, body }, policy: body }],
  };
}

/** A new policy says what it is for, and no null. */
function withoutNothing(condition: unknown): unknown {
  if (!isRecord(condition)) return condition;
  return Object.fromEntries(Object.entries(condition).filter(([, value]) => value !== null));
}
