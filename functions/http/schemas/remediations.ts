import * as z from 'zod/mini';
import type { PlansOfControl } from '../../../shared/application/remediation/plans-of-control.ts';
import { plansOfControlSchema as plansSchema } from '../../../shared/application/remediation/plans-of-control-schema.ts';
import { remediationStatusSchema } from '../../../shared/application/remediation/remediation-schema.ts';
import type { PlannedRequest } from '../../../shared/core/remediation/graph-requests.ts';
import { unknownSchema } from './control-result.ts';

/** What the operations of `remediations` answer, as the OpenAPI document says it. */

export { shownRemediationSchema } from '../../../shared/application/remediation/shown-remediation-schema.ts';

export const shownEntrySchema = z.looseObject({
  version: z.literal(1),
  sequence: z.int(),
  at: z.string(),
  from: z.nullable(remediationStatusSchema),
  to: remediationStatusSchema,
  event: z.looseObject({ kind: z.string() }),
  previousHash: z.nullable(z.string()),
  hash: z.string(),
});

export const plansOfControlSchema: z.ZodMiniType<PlansOfControl> = z.extend(plansSchema, {
  unknowns: z.array(unknownSchema),
});

export const plannedRequestSchema: z.ZodMiniType<PlannedRequest> = z.object({
  stage: z.enum(['reportOnly', 'enforced']),
  method: z.enum(['POST', 'PATCH']),
  path: z.string(),
  body: z.record(z.string(), z.unknown()),
});
