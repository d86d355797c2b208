import * as z from 'zod/mini';
import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import { type ReadFailure, readFailureOf, whyUnread } from './read-failure.ts';

const securityDefaultsSchema = z.looseObject({ isEnabled: z.boolean() });

export async function readSecurityDefaults(
  connection: GraphConnection,
): Promise<Pick<TenantSnapshot, 'securityDefaults' | 'unread'>> {
  try {
    const answer: unknown = await connection.client
      .api(graphPath`/policies/identitySecurityDefaultsEnforcementPolicy`)
      .get();
    const securityDefaults = securityDefaultsSchema.safeParse(answer);
    return securityDefaults.success
      ? { securityDefaults: securityDefaults.data }
      : unread({ kind: 'malformed', why: `the answer ${z.prettifyError(securityDefaults.error)}` });
  } catch (error) {
    return unread(readFailureOf(error));
  }
}

function unread(failure: ReadFailure): Pick<TenantSnapshot, 'unread'> {
  return { unread: [{ kind: 'securityDefaults', why: whyUnread(failure, 'securityDefaults') }] };
}
