import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import { isServicePlanUnread } from './claim.ts';
import type { SignInControl } from './control.ts';
import type { Unknown } from './control-result.ts';

/** Without the plan nothing would be in the scope, so a gap depends on it. */
export function servicePlanUnknown({ claim }: SignInControl, tenant: TenantKnowledge): readonly Unknown[] {
  if (claim.servicePlan === undefined || !isServicePlanUnread(claim, tenant)) return [];
  return [
    {
      kind: 'servicePlan',
      id: claim.servicePlan,
      why: tenant.unread.why('licences') ?? 'Which service plans the tenant has was not read',
      whatToDo: 'Grant LicenseAssignment.Read.All and scan again, or name the licences in the export.',
    },
  ];
}
