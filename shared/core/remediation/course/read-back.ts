import type { MemberChange } from '../../compare/comparison.ts';
import { memberChanges } from '../../compare/wire-changes.ts';
import { comparablePolicy } from '../comparable-policy.ts';
import type { WirePolicy } from '../plan.ts';

/** What was read of a policy after it was written, held against what was sent and what it was before. */
export type ReadBack =
  | { readonly kind: 'fits' }
  /** Still as before the write, or not there yet: read again, and after a while the write did not happen. */
  | { readonly kind: 'notYet' }
  /** Something stands there that was neither sent nor there before: it is somebody else's, and not touched. */
  | { readonly kind: 'writtenBySomebodyElse'; readonly differences: readonly MemberChange[] }
  /** A part of what was sent did not arrive, and nobody else wrote: back to the saved state. */
  | { readonly kind: 'differs'; readonly differences: readonly MemberChange[] };

export interface Written {
  /** The whole policy after the write, as the plan says. */
  readonly sent: WirePolicy;
  /** Before it; null where there was none. */
  readonly saved: WirePolicy | null;
  /** Undefined where there is none. */
  readonly now: WirePolicy | undefined;
}

/** `differences` are of what was sent and what was read. */
export function readBack({ sent, saved, now }: Written): ReadBack {
  if (now === undefined && saved === null) return { kind: 'notYet' };
  const differences = policyDifferences(sent, now);
  if (differences.length === 0) return { kind: 'fits' };
  const sinceBefore = policyDifferences(saved, now);
  if (sinceBefore.length === 0) return { kind: 'notYet' };
  const written = new Set(sinceBefore.map(({ member }) => member));
  const isForeign = differences.some(({ member }) => written.has(member));
  return { kind: isForeign ? 'writtenBySomebodyElse' : 'differs', differences };
}

/** Member by member, as far as people decide on it: not what Graph adds by itself, nor the order of lists. */
export function policyDifferences(
  before: WirePolicy | null | undefined,
  after: WirePolicy | null | undefined,
): readonly MemberChange[] {
  return memberChanges(comparable(before), comparable(after));
}

function comparable(policy: WirePolicy | null | undefined): WirePolicy {
  return policy === null || policy === undefined ? {} : comparablePolicy(policy);
}
