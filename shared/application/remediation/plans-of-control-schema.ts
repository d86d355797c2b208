import * as z from 'zod/mini';
import { scanIdSchema, tenantIdSchema } from '../identifiers.ts';
import { planSchema, unknownSchema, verdictSchema } from './plan-schema.ts';
import type { PlansOfControl } from './plans-of-control.ts';

const texts = z.array(z.string());

/** The plans of a control as the API answers them. */
export const plansOfControlSchema = z.object({
  tenantId: tenantIdSchema,
  scanId: scanIdSchema,
  scannedAt: z.iso.datetime(),
  engine: z.string(),
  inputHash: z.string(),
  control: z.string(),
  id: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  usersInGap: z.nullable(z.int()),
  plans: z.array(planSchema),
  byHand: texts,
  unknowns: z.array(unknownSchema),
  assumptions: texts,
  isSearchComplete: z.boolean(),
}) satisfies z.ZodMiniType<PlansOfControl>;
