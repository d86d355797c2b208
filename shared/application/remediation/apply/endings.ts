import { whatStays } from '../what-stays.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';

/** The tenant is not (or no longer) what was decided on. What was written before stays. */
export async function supersede(hand: RemediationInHand, reasons: readonly string[]): Promise<Outcome> {
  await hand.record({ kind: 'superseded', reasons: [...reasons, ...whatStays(hand.remediation)] });
  return 'ends';
}

/** It must not, or cannot, be carried out. What was written before stays. */
export async function fail(hand: RemediationInHand, reasons: readonly string[]): Promise<Outcome> {
  await hand.record({ kind: 'failed', reasons: [...reasons, ...whatStays(hand.remediation)] });
  return 'ends';
}
