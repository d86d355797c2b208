import type { AccountSet } from '../conditional-access/account-set.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import { lacksServicePlan } from '../controls/claim.ts';
import type { Closer, ClosingSource } from '../controls/closing-source.ts';
import { closingSources } from '../controls/closing-sources.ts';
import type { UsersDecision } from '../controls/decide-users.ts';
import type { Question } from '../controls/question.ts';
import { everywhere, nowhere, subtract } from '../prover/cube.ts';
import type { ClosedBy } from './comparison.ts';
import type { Counterparts } from './counterparts.ts';
import { isProtectionKept } from './kept-protections.ts';
import { ownId } from './told-apart.ts';

/** Something that closed a part of the scope in the former tenant, and may not do so any more in the new one. */
export interface FormerCloser {
  readonly closer: Closer;
  readonly closedBy: ClosedBy;
}

/**
 * All that closed parts of the scope in the former tenant, less what surely still does: where nothing but that closed
 * something, nothing can open. The closers answer for users of the new tenant what held for them in the former one.
 */
export function formerClosers(
  before: Question,
  after: Question,
  counterparts: Counterparts,
  decision: UsersDecision,
): readonly FormerCloser[] {
  const { protections, allowances } = closingSources(before);
  const sources: readonly (readonly [ClosingSource, ClosedBy])[] = [
    [notSpokenOf(before), { kind: 'notInScope' }],
    ...protections
      .filter((source) => !isProtectionKept(source, before, after))
      .map((source) => [source, closedByOf(source)] as const),
    ...allowances.map((source) => [source, { kind: 'exception' }] as const),
  ];
  return sources.map(([source, closedBy]) => ({
    closedBy,
    closer: decision.closer({
      ...source,
      usersRegion: (user) => source.usersRegion(counterparts.of(user)),
    }),
  }));
}

function closedByOf({ policy }: ClosingSource): ClosedBy {
  if (policy === undefined) return { kind: 'unread' };
  return { kind: 'policies', policies: [{ id: ownId(policy.id), displayName: policy.displayName }] };
}

/** A control that speaks of no sign-in, or of some users only, has no gap with the others. */
function notSpokenOf({ control, tenant, memberships }: Question): ClosingSource {
  const { claim } = control;
  const isEmpty = lacksServicePlan(claim, tenant);
  const ofAll = isEmpty ? everywhere : nowhere;
  return {
    region: everywhere,
    usersRegion: (user: UserClass) =>
      isEmpty || claim.users === 'all' ? ofAll : subtract(everywhere, user.isAdministrator()),
    tellers: (): readonly AccountSet[] => (claim.users === 'all' ? [] : memberships.administratorTellers()),
  };
}
