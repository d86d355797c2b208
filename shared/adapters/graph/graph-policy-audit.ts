import * as z from 'zod/mini';
import type { TenantId } from '../../application/identifiers.ts';
import type { PolicyAudit, PolicyAuditEntry } from '../../application/ports/policy-audit.ts';
import { TransientError } from '../../core/errors.ts';
import { forCaller } from './for-caller.ts';
import { graphPath, odataString } from './graph-path.ts';
import { readCollection } from './read-collection.ts';
import { refusedReading } from './refused-reading.ts';
import { TenantConnections, type TenantConnectionsOptions } from './tenant-connections.ts';

/** One policy's changes in a few weeks are a page or two. */
const deadlineMs = 120_000;

const entrySchema = z.object({
  activityDateTime: z.iso.datetime({ offset: true }),
  activityDisplayName: z.string(),
  result: z.nullish(z.string()),
  initiatedBy: z.nullish(
    z.object({
      user: z.nullish(
        z.object({
          id: z.nullish(z.string()),
          displayName: z.nullish(z.string()),
          userPrincipalName: z.nullish(z.string()),
        }),
      ),
      app: z.nullish(
        z.object({
          appId: z.nullish(z.string()),
          servicePrincipalId: z.nullish(z.string()),
          displayName: z.nullish(z.string()),
        }),
      ),
    }),
  ),
});
type WireEntry = z.infer<typeof entrySchema>;

/** Reads Entra's directory audit. */
export class GraphPolicyAudit implements PolicyAudit {
  readonly #connections: TenantConnections;

  constructor(options: TenantConnectionsOptions) {
    this.#connections = new TenantConnections(options, deadlineMs);
  }

  async changes(tenantId: TenantId, policyId: string, since: string): Promise<readonly PolicyAuditEntry[]> {
    const filter = [
      `activityDateTime ge ${since}`,
      `targetResources/any(t: t/id eq ${odataString(policyId)})`,
    ].join(' and ');
    const address = graphPath`/auditLogs/directoryAudits?$filter=${filter}`;
    const reading = await forCaller(readCollection(this.#connections.to(tenantId), address));
    if (!reading.complete) throw refusedReading('The directory audit', reading.failure, 'directoryAudits');
    const entries = z.array(entrySchema).safeParse(reading.elements);
    if (!entries.success) {
      const problem = z.prettifyError(entries.error);
      throw new TransientError(`The directory audit answered something else than audits: ${problem}`);
    }
    return entries.data
      .filter(({ result }) => result === undefined || result === null || result === 'success')
      .map(auditEntry)
      .sort((one, other) => (one.at < other.at ? 1 : -1));
  }
}

function auditEntry({ activityDateTime, activityDisplayName, initiatedBy }: WireEntry): PolicyAuditEntry {
  return {
    at: new Date(activityDateTime).toISOString(),
    activity: activityDisplayName,
    actor: actorOf(initiatedBy),
  };
}

function actorOf(initiatedBy: WireEntry['initiatedBy']): PolicyAuditEntry['actor'] {
  const { user, app } = initiatedBy ?? {};
  if (user?.id != null) {
    const name = user.displayName ?? user.userPrincipalName ?? user.id;
    return { kind: 'person', objectId: user.id, name };
  }
  const objectId = app?.servicePrincipalId ?? app?.appId;
  if (objectId != null) return { kind: 'application', objectId, name: app?.displayName ?? objectId };
  return { kind: 'unknown' };
}
