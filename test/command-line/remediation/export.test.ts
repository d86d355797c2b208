import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { memberChanges } from '../../../shared/core/compare/wire-changes.ts';
import type { RemediationEvent } from '../../../shared/core/remediation/course/events.ts';
import type { WirePolicy } from '../../../shared/core/remediation/plan.ts';
import { minute } from '../../application/examples.ts';
import { parsedConfiguration } from '../../core/remediation/terraform/parsed-policy.ts';
import {
  emergencyAccount,
  openTenant,
  type RemediationsUnderTest,
  remediationsUnderTest,
  tenant,
  untilObserving,
} from '../../functions/remediations-under-test.ts';
import { runRemediation } from './run-remediation.ts';

const id = '50000000-0000-4000-8000-000000000001';
const requestsSchema = z.array(
  z.object({
    stage: z.enum(['reportOnly', 'enforced']),
    method: z.enum(['POST', 'PATCH']),
    path: z.string(),
    body: z.record(z.string(), z.unknown()),
  }),
);

/** In force, with somebody left out whom nobody excepted. */
const leavesOut = {
  id,
  displayName: 'Block device code flow',
  state: 'enabled',
  conditions: {
    users: { includeUsers: ['All'], excludeUsers: [emergencyAccount, openTenant.users[1]?.id] },
    applications: { includeApplications: ['All'] },
    clientAppTypes: ['all'],
    authenticationFlows: { transferMethods: 'deviceCodeFlow' },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};

describe.each<[string, () => Promise<Exported>]>([
  ['creates a policy', async () => proposedUnder([])],
  ['takes an exclusion out of a policy in force', async () => proposedUnder([leavesOut])],
  ['rolls back what was created', async () => proposedAfter('rollBack', (approved) => [approved])],
  [
    'restores what somebody changed',
    async () => proposedAfter('restore', (approved) => [{ ...approved, state: 'disabled' }]),
  ],
  ['restores what somebody deleted', async () => proposedAfter('restore', () => [])],
])('A remediation that %s', (_what, exported) => {
  it('says for Terraform what Graph makes of its first requests', async () => {
    const { self, remediationId, policies } = await exported();
    const words = ['export', remediationId, '--format'];

    const graph = await runRemediation(self, 'reader', [...words, 'graph']);
    const terraform = await runRemediation(self, 'reader', [...words, 'terraform']);

    const [first] = requestsSchema.parse(JSON.parse(graph.written));
    const parsed = parsedConfiguration(terraform.written);
    const made = first?.method === 'POST' ? first.body : patched(policies[0] ?? {}, first?.body ?? {});
    expect(memberChanges(made, Object.values(parsed.policies)[0])).toEqual([]);
    expect(parsed.imports).toMatchObject(
      first?.method === 'POST' ? [] : [{ id: `/identity/conditionalAccess/policies/${id}` }],
    );
  });
});

interface Exported {
  readonly self: RemediationsUnderTest;
  readonly remediationId: string;
  /** As they stand in the tenant. */
  readonly policies: readonly WirePolicy[];
}

async function proposedUnder(policies: readonly WirePolicy[]): Promise<Exported> {
  const self = await remediationsUnderTest({ readTenant: async () => ({ ...openTenant, policies }) });
  const { proposal } = await self.propose();
  return { self, remediationId: proposal.remediationId, policies };
}

/** After one that created a policy, which was enforced; `since` is what became of the policy. */
async function proposedAfter(
  kind: 'rollBack' | 'restore',
  since: (approved: WirePolicy) => readonly WirePolicy[],
): Promise<Exported> {
  let policies: readonly WirePolicy[] = [];
  const self = await remediationsUnderTest({ readTenant: async () => ({ ...openTenant, policies }) });
  const created = await self.propose();
  await self.approve('bo', created);
  self.at = minute(20);
  await self.happen(created, untilObserving);
  await self.approve('bo', await self.observe(created, []));
  await self.happen(created, enforced);
  const approved = created.proposal.plan.policies[0]?.stages.at(-1)?.policy ?? {};
  policies = since({ ...approved, id });
  self.at = minute(30);
  await self.scan(2);
  // What is to be restored, the scan proposes by itself.
  if (kind === 'rollBack') await self.propose('cy', { rollBack: created.proposal.remediationId });
  const standing = await self.remediationStore.standing(tenant);
  const found = standing.find(({ remediation }) => remediation.proposal.purpose.kind === kind);
  return { self, remediationId: found?.remediation.proposal.remediationId ?? '', policies };
}

const write = { change: 0, stage: 'enforced', policyId: id } as const;
const enforced: readonly RemediationEvent[] = [
  { kind: 'writeIntended', write: { ...write, saved: { id } } },
  { kind: 'written', write },
  { kind: 'enforced' },
];

/** As Graph patches: members are replaced, and of the conditions those that are sent. */
function patched(present: WirePolicy, { conditions = {}, ...body }: WirePolicy): WirePolicy {
  return { ...present, ...body, conditions: { ...objectOf(present['conditions']), ...objectOf(conditions) } };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(value);
}
