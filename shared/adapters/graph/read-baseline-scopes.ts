import * as z from 'zod/mini';
import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import { readFailureOf } from './read-failure.ts';

const settingsSchema = z.object({
  advancedSettings: z.object({
    baselineScopes: z.object({ resourceAppId: z.guid().check(z.toLowerCase()) }),
  }),
});

/** Requests for nothing but baseline scopes count as requests for this app: enforced. */
const azureActiveDirectory = '00000002-0000-0000-c000-000000000000';

/**
 * A setting of a preview, and so a signal only: where it is not there, cannot be read or is not understood, the
 * answer is empty and the result says what was assumed. An app of the tenant's own in its place keeps the old
 * behaviour, since that app exists to be excluded.
 */
export async function readBaselineScopes({
  client,
}: GraphConnection): Promise<Pick<TenantSnapshot, 'baselineScopes'>> {
  try {
    const answer: unknown = await client
      .api(graphPath`/identity/conditionalAccess/settings`)
      .version('beta')
      .get();
    const settings = settingsSchema.safeParse(answer).data;
    if (settings === undefined) {
      return {};
    }
    const { resourceAppId } = settings.advancedSettings.baselineScopes;
    return { baselineScopes: resourceAppId === azureActiveDirectory ? 'enforced' : 'notEnforced' };
  } catch (error) {
    readFailureOf(error);
    return {};
  }
}
