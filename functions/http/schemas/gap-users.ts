import * as z from 'zod/mini';
import { scanIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';

/** What the JSON of a gap's users holds. */
export const gapUsersSchema = z.strictObject({
  tenantId: tenantIdSchema,
  scanId: scanIdSchema,
  scannedAt: z.iso.datetime(),
  control: z.string(),
  gap: z.int().check(z.positive()),
  description: z.string(),
  count: z.int().check(z.nonnegative()),
  users: z.array(
    z.strictObject({
      id: z.string(),
      displayName: z.string(),
      userPrincipalName: z.nullable(z.string()),
    }),
  ),
});
