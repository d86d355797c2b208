import type { Plan } from '../../core/remediation/plan.ts';
import { expectTenant } from '../expect-tenant.ts';
import { type RemediationId, remediationIdSchema, type TenantId, tenantIdSchema } from '../identifiers.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeptRemediation, RemediationFilter, RemediationStore } from '../ports/remediation-store.ts';
import type { Page, PageRequest } from '../ports/result-store.ts';
import type { JournalEntry } from './journal-entry.ts';
import { findRemediation } from './remediation-dependencies.ts';
import type { RemediationSummary } from './remediation-summary.ts';
import { type ShownRemediation, type SignInService, shownRemediation } from './shown-remediation.ts';

export interface ReadDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly remediationStore: Pick<RemediationStore, 'find' | 'list' | 'journal' | 'impact'>;
  readonly clock: Clock;
  /** As old as a measurement may be that an enforcement is decided on. */
  readonly maxResultAgeHours: number;
  readonly signInService: SignInService;
}

/** The latest proposals first. */
export async function listRemediations(
  dependencies: ReadDependencies,
  tenantId: TenantId,
  status: RemediationFilter['status'],
  page: PageRequest,
): Promise<Page<RemediationSummary>> {
  expectTenant(dependencies, tenantId);
  return dependencies.remediationStore.list(tenantId, { status }, page);
}

/** With what there is to decide now. */
export async function getRemediation(
  dependencies: ReadDependencies,
  tenantId: TenantId,
  id: RemediationId,
): Promise<ShownRemediation> {
  return show(dependencies, await findRemediation(dependencies, tenantId, id));
}

/** The same of one that was just changed. */
export async function show(
  { remediationStore, clock, maxResultAgeHours, signInService }: ReadDependencies,
  { remediation }: KeptRemediation,
): Promise<ShownRemediation> {
  const tenantId = tenantIdSchema.parse(remediation.proposal.tenantId);
  const id = remediationIdSchema.parse(remediation.proposal.remediationId);
  const [impact, journal] = await Promise.all([
    remediationStore.impact(tenantId, id),
    remediationStore.journal(tenantId, id),
  ]);
  const at = clock().toISOString();
  return shownRemediation({ remediation, impact, journal, at, maxResultAgeHours }, signInService);
}

/** With the ID tokens: all that is needed to check it again. */
export async function journalOf(
  dependencies: ReadDependencies,
  tenantId: TenantId,
  id: RemediationId,
): Promise<readonly JournalEntry[]> {
  await findRemediation(dependencies, tenantId, id);
  return dependencies.remediationStore.journal(tenantId, id);
}

export async function planOf(
  dependencies: ReadDependencies,
  tenantId: TenantId,
  id: RemediationId,
): Promise<Plan> {
  const { remediation } = await findRemediation(dependencies, tenantId, id);
  return remediation.proposal.plan;
}
