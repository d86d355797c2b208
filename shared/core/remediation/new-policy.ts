import type { Directory } from '../conditional-access/directory.ts';
import { isRecord } from '../conditional-access/wire.ts';
import type { Control } from '../controls/control.ts';
import type { WirePolicy } from './plan.ts';
import { type RequiredExclusion, withExclusions } from './required-exclusions.ts';
import { wholeCondition } from './whole-conditions.ts';
import { listAt, together, withMember } from './wire-members.ts';

/** What tells a policy that was made for a control: names are free and not unique, and Graph keeps no other mark. */
export function markerOf({ key }: Pick<Control, 'key'>): string {
  return `[gateproof:${key}]`;
}

/** The mark in a policy's name; undefined where it has none. */
export function markerIn(displayName: string): string | undefined {
  return /\[gateproof:[^\]]+\]/.exec(displayName)?.[0];
}

/**
 * The policy of the control's remediation, in report-only, marked, and with all that it must leave out.
 * `includeUsers`: whom no condition on roles reaches.
 */
export function newPolicy(
  control: Control,
  includeUsers: readonly string[],
  required: readonly RequiredExclusion[],
  directory: Directory,
): WirePolicy {
  const { body } = control.remediation;
  const named = {
    ...body,
    displayName: `${String(body['displayName'])} (CIS ${control.id}) ${markerOf(control)}`,
  };
  const member = 'conditions.users.includeUsers';
  const including =
    includeUsers.length === 0
      ? named
      : withMember(named, member, together(listAt(named, member), includeUsers));
  const excluding = withExclusions(including, required, directory);
  return ['users', 'applications'].reduce(
    (whole, name) => withMember(whole, `conditions.${name}`, withoutNothing(wholeCondition(excluding, name))),
    excluding,
  );
}

/** A new policy says what it is for, and no null. */
function withoutNothing(condition: unknown): unknown {
  if (!isRecord(condition)) return condition;
  return Object.fromEntries(Object.entries(condition).filter(([, value]) => value !== null));
}
