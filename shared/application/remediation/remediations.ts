import type { Requester } from '../../core/remediation/course/proposal.ts';
import type { Plan } from '../../core/remediation/plan.ts';
import type { Caller } from '../caller.ts';
import { expectTenant } from '../expect-tenant.ts';
import type { RemediationId, TenantId } from '../identifiers.ts';
import type { RemediationFilter } from '../ports/remediation-store.ts';
import type { Page, PageRequest } from '../ports/result-store.ts';
import { type ApproveDependencies, approveRemediation, type GivenApproval } from './approve-remediation.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { PlansOfControl } from './plans-of-control.ts';
import type { ProposeDependencies } from './propose-remediation.ts';
import {
  getRemediation,
  journalOf,
  listRemediations,
  planOf,
  type ReadDependencies,
  show,
} from './read-remediations.ts';
import { rejectRemediation, withdrawRemediation } from './reject-remediation.ts';
import type { Deciding } from './remediation-dependencies.ts';
import type { RemediationSummary } from './remediation-summary.ts';
import { type WishText, wishOf } from './remediation-wish.ts';
import type { ShownRemediation } from './shown-remediation.ts';

export interface RemediationsDependencies extends ApproveDependencies, ReadDependencies, ProposeDependencies {
  readonly remediationStore: ProposeDependencies['remediationStore'];
}

/** `isNew` is false where the same proposal of the same person stands already. */
export interface ProposedRemediation {
  readonly shown: ShownRemediation;
  readonly isNew: boolean;
}

/** What people ask of remediations. All throw NotFoundError for a tenant that is not looked after. */
export interface Remediations {
  list(
    tenantId: TenantId,
    status: RemediationFilter['status'],
    page: PageRequest,
  ): Promise<Page<RemediationSummary>>;
  get(tenantId: TenantId, id: RemediationId): Promise<ShownRemediation>;
  journal(tenantId: TenantId, id: RemediationId): Promise<readonly JournalEntry[]>;
  /** What was proposed to be written. */
  plan(tenantId: TenantId, id: RemediationId): Promise<Plan>;
  /** What could be proposed for a control, by the newest scan. */
  plans(tenantId: TenantId, control: string): Promise<PlansOfControl>;
  propose(caller: Caller, tenantId: TenantId, wish: WishText): Promise<ProposedRemediation>;
  approve(deciding: Deciding, approval: GivenApproval): Promise<ShownRemediation>;
  reject(deciding: Deciding, reason: string): Promise<ShownRemediation>;
  withdraw(deciding: Deciding, reason: string): Promise<ShownRemediation>;
}

export function remediationsUseCases(dependencies: RemediationsDependencies): Remediations {
  return {
    list: (...asked) => listRemediations(dependencies, ...asked),
    get: (...asked) => getRemediation(dependencies, ...asked),
    journal: (...asked) => journalOf(dependencies, ...asked),
    plan: (...asked) => planOf(dependencies, ...asked),

    async plans(tenantId, control) {
      expectTenant(dependencies, tenantId);
      // The planner brings the prover along: only who plans pays for it.
      const { plansOfControl } = await import('./plans-of-control.ts');
      return plansOfControl(dependencies, tenantId, control);
    },

    async propose(caller, tenantId, text) {
      expectTenant(dependencies, tenantId);
      const wish = wishOf(text);
      const { proposeRemediation } = await import('./propose-remediation.ts');
      const { kept, isNew } = await proposeRemediation(dependencies, tenantId, wish, requesterOf(caller));
      return { shown: await show(dependencies, kept), isNew };
    },

    approve: async (deciding, approval) =>
      show(dependencies, await approveRemediation(dependencies, deciding, approval)),
    reject: async (deciding, reason) =>
      show(dependencies, await rejectRemediation(dependencies, deciding, reason)),
    withdraw: async (deciding, reason) =>
      show(dependencies, await withdrawRemediation(dependencies, deciding, reason)),
  };
}

/** An application is a pipeline that proved its name; it takes two people to approve what it asks for all the same. */
function requesterOf({ kind, objectId, name }: Caller): Requester {
  return kind === 'person' ? { kind, objectId, name } : { kind: 'pipeline', name: `application ${name}` };
}
