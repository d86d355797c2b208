import { expect } from 'vitest';
import { remediationIdSchema } from '../../shared/application/identifiers.ts';
import { verifyJournal } from '../../shared/application/remediation/verify-journal.ts';
import type { RemediationEvent } from '../../shared/core/remediation/course/events.ts';
import { policyDifferences } from '../../shared/core/remediation/course/read-back.ts';
import type { WirePolicy } from '../../shared/core/remediation/plan.ts';
import { breakGlass, mark, otherPolicy, tenantId } from './company.ts';
import type { Estate } from './estate.ts';

/** Each happens once in a course that nobody disturbs, whatever dies and whatever is delivered how often. */
const once: readonly RemediationEvent['kind'][] = [
  'proposed',
  'applicationApproved',
  'appliedInReportOnly',
  'observationBegun',
  'enforcementApproved',
  'enforced',
  'verified',
];

/**
 * One policy of ours in the tenant, in force and as it was approved, and nothing else changed; one remediation,
 * verified; every journal whole; no approval used twice.
 */
export async function expectOneEffect(estate: Estate): Promise<void> {
  const { remediationStore, policyWriter, tenant } = estate;
  const { items } = await remediationStore.list(tenantId, {}, { size: 100 });
  expect(items.map(({ status }) => status)).toEqual(['verified']);
  const id = remediationIdSchema.parse(items[0]?.remediationId);
  const kept = await remediationStore.find(tenantId, id);
  const [approved] = kept?.remediation.proposal.plan.policies ?? [];

  const ours = policiesWithMark(estate);
  expect(ours).toHaveLength(1);
  expect(policyDifferences(approved?.stages.at(-1)?.policy, ours[0])).toEqual([]);
  expect(ours[0]).toMatchObject({ state: 'enabled', conditions: { users: { excludeUsers: [breakGlass] } } });
  expect(tenant.policies.filter((policy) => !ours.includes(policy))).toEqual([otherPolicy]);
  const [created, ...changed] = policyWriter.sent;
  expect(created?.method).toBe('POST');
  // Of two instances at once both may switch it on, which is one effect; both create it never.
  expect([...new Set(changed.map(({ method, body }) => `${method} ${JSON.stringify(body)}`))]).toEqual([
    'PATCH {"state":"enabled"}',
  ]);

  const events = (await remediationStore.journal(tenantId, id)).map(({ event }) => event);
  expect(events.map(({ kind }) => kind).filter((kind) => once.includes(kind))).toEqual(once);
  expect(events.flatMap(approversOf)).toEqual(['Bo', 'Cy', 'Bo', 'Cy']);
  await expectWholeJournals(estate);
}

/** All hold against their heads and their states, no token is an approval twice, and no message is left or given up. */
export async function expectWholeJournals(estate: Estate): Promise<void> {
  const { remediationStore, journalHeadStore, queues } = estate;
  const { items } = await remediationStore.list(tenantId, {}, { size: 100 });
  const tokens: string[] = [];
  for (const { remediationId } of items) {
    const id = remediationIdSchema.parse(remediationId);
    const entries = await remediationStore.journal(tenantId, id);
    const heads = await journalHeadStore.heads(tenantId, id);
    const kept = await remediationStore.find(tenantId, id);
    const verdict = verifyJournal({ tenantId, remediationId: id, entries, heads, kept });
    expect(verdict).toEqual({ problems: [], notYetAnchored: 0 });
    tokens.push(...entries.flatMap(({ event }) => ('approval' in event ? [event.approval.idToken] : [])));
  }
  expect(new Set(tokens).size).toBe(tokens.length);
  expect(queues.waiting).toEqual([]);
  expect(queues.poison).toEqual([]);
}

/** How many different notifications were put, by kind. */
export function toldByKind({ told }: Estate): Readonly<Record<string, number>> {
  const kinds = Map.groupBy(told.values(), (kind) => kind);
  return Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length]));
}

export function policiesWithMark({ tenant }: Pick<Estate, 'tenant'>): readonly WirePolicy[] {
  return tenant.policies.filter(({ displayName }) => String(displayName).includes(mark));
}

function approversOf(event: RemediationEvent): readonly string[] {
  return 'approval' in event ? [event.approval.by.name] : [];
}
