import * as z from 'zod/mini';
import type {
  CollectedSlice,
  Collection,
  Collector,
} from '../../application/ports/sign-in-evidence-store.ts';
import type { DeviceCodeUse, PolicyResult } from '../../core/sign-ins/sign-in-counts.ts';

/**
 * Rows of the table `signIns`, one partition per tenant. The uses and the policy results of a slice stand in a row
 * each, as whoever reads one seldom wants the other, and are written in one transaction.
 */
export const signInRowKeys = {
  collection: 'collection',
  slicePrefix: 'slice|',
  slice: (from: string) => `slice|${from}`,
  policyResults: (from: string) => `policyResults|${from}`,
} as const;

const source = z.enum(['microsoftGraph', 'logAnalytics']);

export const collectedSliceSchema: z.ZodMiniType<CollectedSlice> = z.object({
  from: z.string(),
  to: z.string(),
  readAt: z.string(),
  source,
  examined: z.number(),
  signIns: z.number(),
  withoutPolicies: z.number(),
});

export const collectionSchema: z.ZodMiniType<Collection> = z.object({
  collectedAt: z.optional(z.string()),
  source: z.optional(source),
  stopped: z.optional(
    z.object({
      reason: z.enum(['licence', 'permission', 'volumeLimit', 'unavailable', 'failed']),
      why: z.string(),
      at: z.string(),
      volumeLimit: z.optional(z.number()),
    }),
  ),
});

export const collectorSchema: z.ZodMiniType<Collector> = z.object({
  messageId: z.string(),
  at: z.string(),
  until: z.string(),
});

export const usesSchema: z.ZodMiniType<DeviceCodeUse[]> = z.array(
  z.object({
    userId: z.string(),
    userPrincipalName: z.string(),
    appId: z.string(),
    appDisplayName: z.string(),
    resourceId: z.string(),
    resourceDisplayName: z.string(),
    resourceTenantId: z.nullable(z.string()),
    kind: z.enum(['direct', 'tracked', 'blocked']),
    count: z.number(),
    firstAt: z.string(),
    lastAt: z.string(),
  }),
);

const named = z.tuple([z.string(), z.string()]);
const index = z.number().check(z.int(), z.nonnegative());

/** Every policy has a result for nearly every sign-in, so names stand once, and results refer to them by number. */
const packedSchema = z.object({
  policies: z.array(named),
  users: z.array(named),
  apps: z.array(named),
  /** Policy, result, user, app, count, and counts by error, which rows of earlier versions lack. */
  results: z.array(
    z.tuple([index, z.string(), index, index, z.number(), z.optional(z.record(z.string(), z.number()))]),
  ),
});

export function packPolicyResults(results: readonly PolicyResult[]): z.infer<typeof packedSchema> {
  const policies = new Numbered();
  const users = new Numbered();
  const apps = new Numbered();
  return {
    results: results.map((one) => [
      policies.numberOf(one.policyId, one.policyDisplayName),
      one.result,
      users.numberOf(one.userId, one.userPrincipalName),
      apps.numberOf(one.appId, one.appDisplayName),
      one.count,
      ...(one.errorCodes === undefined ? ([] as const) : ([one.errorCodes] as const)),
    ]),
    policies: policies.named,
    users: users.named,
    apps: apps.named,
  };
}

export function unpackPolicyResults(document: unknown): PolicyResult[] {
  const { policies, users, apps, results } = packedSchema.parse(document);
  const of = (list: readonly [string, string][], at: number) => {
    const found = list[at];
    if (found === undefined) throw new Error('A policy result refers to a name that is not in its document.');
    return found;
  };
  return results.map(([policy, result, user, app, count, errorCodes]) => {
    const [policyId, policyDisplayName] = of(policies, policy);
    const [userId, userPrincipalName] = of(users, user);
    const [appId, appDisplayName] = of(apps, app);
    return {
      policyId,
      policyDisplayName,
      result,
      userId,
      userPrincipalName,
      appId,
      appDisplayName,
      count,
      ...(errorCodes !== undefined && { errorCodes }),
    };
  });
}

/** Things with an id and a name, numbered in the order in which they come. */
class Numbered {
  readonly named: [string, string][] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(id: string, name: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.named.push([id, name]) - 1;
    this.#numbers.set(id, number);
    return number;
  }
}
