import { listText } from '../../../core/controls/list-text.ts';
import { writtenPolicies } from '../../../core/remediation/course/written-policies.ts';
import { memberAt } from '../../../core/remediation/wire-members.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';

/** The tenant is not (or no longer) what was decided on. What was written before stays. */
export async function supersede(hand: RemediationInHand, reasons: readonly string[]): Promise<Outcome> {
  await hand.record({ kind: 'superseded', reasons: [...reasons, ...whatStays(hand)] });
  return 'ends';
}

/** It must not, or cannot, be carried out. What was written before stays. */
export async function fail(hand: RemediationInHand, reasons: readonly string[]): Promise<Outcome> {
  await hand.record({ kind: 'failed', reasons: [...reasons, ...whatStays(hand)] });
  return 'ends';
}

function whatStays({ remediation }: RemediationInHand): readonly string[] {
  const names = writtenPolicies(remediation).map(
    ({ approved }) => `"${String(memberAt(approved, 'displayName'))}"`,
  );
  return names.length === 0 ? [] : [`What was written before stays: ${listText(names)}.`];
}
