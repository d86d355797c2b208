import { memberChanges } from '../compare/wire-changes.ts';
import { conditionNames } from '../conditional-access/condition-names.ts';
import { comparablePolicy } from './comparable-policy.ts';
import type { WirePolicy } from './plan.ts';
import { wholeCondition } from './whole-conditions.ts';
import { memberAt } from './wire-members.ts';

const controls = ['grantControls', 'sessionControls'];

/** What to send to make of the one policy the other: only what differs, but each condition and each control whole. */
export function changeBody(before: WirePolicy, after: WirePolicy): Readonly<Record<string, unknown>> {
  const changed = memberChanges(before, after).map(({ member }) => member.toLowerCase());
  const isChanged = (member: string) => {
    const path = member.toLowerCase();
    return changed.some((one) => one === path || one.startsWith(`${path}.`));
  };
  const plain = ['displayName', 'state'].filter(isChanged).map((name) => [name, memberAt(after, name)]);
  const conditions = conditionNames
    .filter((name) => isChanged(`conditions.${name}`))
    .map((name) => [name, wholeCondition(after, name)]);
  return {
    ...Object.fromEntries(plain),
    ...(conditions.length > 0 && { conditions: Object.fromEntries(conditions) }),
    ...Object.fromEntries(controls.filter(isChanged).map((name) => [name, writableControl(after, name)])),
  };
}

/** Graph takes an authentication strength by its id, and no annotations. */
export function writableControl(policy: WirePolicy, name: string): unknown {
  return memberAt(comparablePolicy(policy), name) ?? null;
}
