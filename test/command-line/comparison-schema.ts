import { z } from 'zod';
import type { ComparisonResult } from '../../shared/command-line/compare-input.ts';
import { count, gap, parseContract, policy, unknown, verdict, witness } from './result-schema.ts';

/** The comparison as other programs read it, with nothing more and nothing less. */
const decision = z.enum(['yes', 'no', 'undecided']);
const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const changedGap = z.strictObject({
  ...gap,
  closedBy: z.union([
    z.strictObject({ kind: z.literal('policies'), policies: z.array(policy).min(1) }),
    z.strictObject({ kind: z.enum(['exception', 'notInScope', 'couldNotSignIn', 'unread']) }),
  ]),
});

const objectChanges = z.array(
  z.strictObject({
    id: z.string(),
    displayName: z.string(),
    change: z.enum(['added', 'removed', 'changed']),
    members: z.array(z.strictObject({ member: z.string(), before: z.unknown(), after: z.unknown() })),
  }),
);

const comparisonSchema = z.strictObject({
  tenantId: z.string().nullable(),
  comparedAt: z.iso.datetime(),
  engine: z.string().regex(/^gateproof \d+\.\d+\.\d+/),
  inputHash: z.strictObject({ before: hash, after: hash }),
  assumptions: z.array(z.string().min(1)),
  changes: z.strictObject({ policies: objectChanges, namedLocations: objectChanges }),
  controls: z.array(
    z.strictObject({
      control: z.string(),
      id: z.string().regex(/^2\.2\.[1-8]$/),
      title: z.string().min(1),
      before: verdict,
      after: verdict,
      change: z.enum(['opens', 'closes', 'both', 'none', 'undecided']),
      opens: decision,
      closes: decision,
      reasons: z.array(z.string().min(1)),
      opened: z.array(changedGap).max(100),
      openedOmitted: count,
      closed: z.array(changedGap).max(100),
      closedOmitted: count,
      witness: witness.nullable(),
      whatIf: z.record(z.string(), z.unknown()).nullable(),
      unknowns: z.array(unknown),
    }),
  ),
}) satisfies z.ZodType<ComparisonResult>;

/** The comparison in a JSON text. Throws where it is not exactly the contract, or its members stand in another order. */
export function parseComparison(json: string): ComparisonResult {
  return parseContract(comparisonSchema, json);
}
