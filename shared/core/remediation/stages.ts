import { memberChanges } from '../compare/wire-changes.ts';
import { changeBody } from './change-body.ts';
import type { PolicyChange, Stage, WirePolicy } from './plan.ts';
import { memberAt, withMember } from './wire-members.ts';

export const policiesPath = '/identity/conditionalAccess/policies';

/**
 * What to send to make of the one policy the other. One that comes into force passes through report-only, whatever it
 * was; one that is in force is changed at once, since to take it out of force would open what it closes.
 */
export function stagesOfChange(before: WirePolicy, after: WirePolicy, id: string): PolicyChange['stages'] {
  const path = `${policiesPath}/${id}`;
  if (isEnabled(before) || !isEnabled(after)) return [changeStage('enforced', before, after, path)];
  const watched = withMember(after, 'state', reportOnly);
  const enforced = enforcing(after, path);
  if (memberChanges(before, watched).length === 0) return [enforced];
  return [changeStage('reportOnly', before, watched, path), enforced];
}

/** What to send to create the policy; `body` is in report-only. */
export function stagesOfCreation(body: WirePolicy): PolicyChange['stages'] {
  const created: Stage = {
    name: 'reportOnly',
    request: { method: 'POST', path: policiesPath, body },
    policy: body,
  };
  return [created, enforcing({ ...body, state: 'enabled' }, `${policiesPath}/{id}`)];
}

export const reportOnly = 'enabledForReportingButNotEnforced';

function isEnabled(policy: WirePolicy): boolean {
  const state = memberAt(policy, 'state');
  return typeof state === 'string' && state.toLowerCase() === 'enabled';
}

function enforcing(policy: WirePolicy, path: string): Stage {
  return { name: 'enforced', request: { method: 'PATCH', path, body: { state: 'enabled' } }, policy };
}

function changeStage(name: Stage['name'], before: WirePolicy, after: WirePolicy, path: string): Stage {
  return { name, request: { method: 'PATCH', path, body: changeBody(before, after) }, policy: after };
}
