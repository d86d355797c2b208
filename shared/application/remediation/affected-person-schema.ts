import * as z from 'zod/mini';
import type { AffectedPerson } from '../../core/remediation/course/impact.ts';

export const affectedPersonSchema: z.ZodMiniType<AffectedPerson> = z.looseObject({
  userId: z.string(),
  userPrincipalName: z.string(),
  apps: z.array(
    z.looseObject({
      appId: z.string(),
      appDisplayName: z.string(),
      wouldBlock: z.number(),
      direct: z.number(),
      tracked: z.number(),
      instead: z.string(),
    }),
  ),
  isExcepted: z.boolean(),
});
