import * as z from 'zod/mini';
import type { TenantId } from '../../application/identifiers.ts';
import type { PolicyWriter } from '../../application/ports/policy-writer.ts';
import { TransientError } from '../../core/errors.ts';
import type { WirePolicy } from '../../core/remediation/plan.ts';
import { forCaller } from './for-caller.ts';
import { graphPath } from './graph-path.ts';
import { readCollection } from './read-collection.ts';
import { readFailureOf } from './read-failure.ts';
import { refusedReading } from './refused-reading.ts';
import { refusedWrite } from './refused-write.ts';
import { TenantConnections, type TenantConnectionsOptions } from './tenant-connections.ts';
import { writablePolicy } from './writable-policy.ts';

/** For one request with its repetitions, so that several fit into the time of one invocation. */
const deadlineMs = 60_000;

const policies = '/identity/conditionalAccess/policies';
const policySchema = z.looseObject({
  id: z.string().check(z.minLength(1)),
  displayName: z.nullish(z.string()),
});

/**
 * Reads and writes policies through Microsoft Graph. Reads are repeated. A write is repeated only after 429, where Graph
 * did not carry it out: whether one that was not answered had its effect can only be seen in the tenant.
 */
export class GraphPolicyWriter implements PolicyWriter {
  readonly #connections: TenantConnections;

  constructor(options: TenantConnectionsOptions) {
    this.#connections = new TenantConnections(options, deadlineMs);
  }

  async read(tenantId: TenantId, policyId: string): Promise<WirePolicy | undefined> {
    return forCaller(this.#read(tenantId, policyId));
  }

  async named(tenantId: TenantId, text: string): Promise<readonly WirePolicy[]> {
    const reading = await forCaller(readCollection(this.#connections.to(tenantId), policies));
    if (!reading.complete) {
      throw refusedReading('The Conditional Access policies', reading.failure, 'policies');
    }
    const wanted = text.toLowerCase();
    return reading.elements
      .map(policyOf)
      .filter(({ displayName }) => (displayName ?? '').toLowerCase().includes(wanted));
  }

  async create(tenantId: TenantId, body: Readonly<Record<string, unknown>>): Promise<WirePolicy> {
    const { client } = this.#connections.to(tenantId);
    const answer = await answered(
      'the creation of the policy',
      client.api(policies).post(writablePolicy(body)),
    );
    return policyOf(answer);
  }

  async change(tenantId: TenantId, policyId: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    const { client } = this.#connections.to(tenantId);
    const path = graphPath`/identity/conditionalAccess/policies/${policyId}`;
    await answered(`the change of the policy ${policyId}`, client.api(path).patch(writablePolicy(body)));
  }

  async #read(tenantId: TenantId, policyId: string): Promise<WirePolicy | undefined> {
    const { client } = this.#connections.to(tenantId);
    try {
      const answer: unknown = await client
        .api(graphPath`/identity/conditionalAccess/policies/${policyId}`)
        .get();
      return policyOf(answer);
    } catch (error) {
      if (error instanceof TransientError) throw error;
      const failure = readFailureOf(error);
      if (failure.kind === 'notFound') return undefined;
      throw refusedReading('The Conditional Access policy', failure, 'policies');
    }
  }
}

async function answered(what: string, request: Promise<unknown>): Promise<unknown> {
  const refusing = request.catch((error: unknown) => {
    throw refusedWrite(what, error);
  });
  return forCaller(refusing);
}

function policyOf(answer: unknown): z.infer<typeof policySchema> {
  const policy = policySchema.safeParse(answer);
  if (policy.success) return policy.data;
  throw new TransientError(`Graph answered something else than a policy: ${z.prettifyError(policy.error)}`);
}
