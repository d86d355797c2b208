import * as z from 'zod/mini';
import { remediationIdSchema, tenantIdSchema } from '../../application/identifiers.ts';
import { remediationStatusSchema } from '../../application/remediation/remediation-schema.ts';
import { controlIdSchema, planNumberSchema } from '../../application/remediation/remediation-wish.ts';
import { listOfIds } from '../arguments.ts';

/** What each command of `npm run remediation` takes, named as the caller writes it. */

export const ofTenant = z.object({
  '--tenant': z.pipe(z.string('is missing, and so is GATEPROOF_TENANT_ID'), tenantIdSchema),
});

/** What stands after the command. */
export const ofRemediation = z.object({
  ID: z.pipe(z.string('is missing: name a remediation, as the list does'), remediationIdSchema),
});
export const ofControl = z.object({
  CONTROL: z.pipe(z.string('is missing: name a control, e.g. 2.2.3'), controlIdSchema),
});

const format = z._default(z.enum(['table', 'json'], 'must be "table" or "json"'), 'table');
const exportFormat = z._default(z.enum(['graph', 'terraform'], 'must be "graph" or "terraform"'), 'graph');
const reason = z.string('is missing: say why').check(z.trim(), z.minLength(1, 'must not be empty'));
const planNumber = z.coerce
  .number('must be the number of a plan')
  .check(z.int('must be the number of a plan'));
const acknowledged = z.pipe(
  listOfIds,
  z.transform((names) => (names.join() === 'all' ? ('all' as const) : names)),
);

/** Options that do not belong to the command are wrong. */
export const plain = z.strictObject({ '--format': format });
export const listing = z.strictObject({
  '--format': format,
  '--status': z.exactOptional(remediationStatusSchema),
});
export const proposing = z.strictObject({
  '--format': format,
  '--plan': z.exactOptional(z.pipe(planNumber, planNumberSchema)),
});
export const approving = z.strictObject({
  '--format': format,
  '--reason': reason,
  '--acknowledge': z.exactOptional(acknowledged),
});
export const ending = z.strictObject({ '--format': format, '--reason': reason });
export const exporting = z.strictObject({ '--format': exportFormat });
