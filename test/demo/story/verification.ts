import * as z from 'zod/mini';
import type { ShownRemediation } from '../../../shared/application/remediation/shown-remediation.ts';
import { accepted, type Scene } from './scene.ts';

const journalSchema = z.object({
  items: z.array(
    z.object({ event: z.looseObject({ kind: z.string(), checks: z.optional(z.array(z.string())) }) }),
  ),
});

/** What was looked at when the remediation was verified, as its journal says. */
export async function verifiedBy(scene: Scene, { proposal }: ShownRemediation): Promise<readonly string[]> {
  const answer = await scene.askAs('auditor', `remediations/{tenant}/${proposal.remediationId}/journal`);
  const { items } = accepted(answer, journalSchema);
  return items.find(({ event }) => event.kind === 'verified')?.event.checks ?? [];
}
