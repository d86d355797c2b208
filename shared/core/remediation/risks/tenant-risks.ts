import { isLicensed } from '../licence.ts';
import type { RiskNote } from '../plan.ts';
import { note, type RiskyPlan } from './risky-plan.ts';

/** Microsoft: docs/includes/entra-service-limits-include.md. */
const mostPolicies = 195;

/** What of the tenant itself stands against the plan. */
export function tenantRisks({ tenant, changes }: RiskyPlan): readonly RiskNote[] {
  const { securityDefaults, licences, policies } = tenant;
  const isNew = changes.some(({ policy }) => policy.id === null);
  const isUnlicensed = licences !== undefined && !isLicensed(licences);
  return [
    ...(securityDefaults === 'on'
      ? [
          note(
            'security-defaults-on',
            'high',
            'Security defaults are on, and Entra lets no policy be in force beside them. They are never switched off by a plan.',
          ),
        ]
      : []),
    ...(isUnlicensed
      ? [note('licence-missing', 'high', 'Conditional Access needs Entra ID P1, which the tenant lacks.')]
      : []),
    ...(isNew && policies.length >= mostPolicies
      ? [
          note(
            'too-many-policies',
            'high',
            `The tenant has ${policies.length} policies, and Entra allows ${mostPolicies}.`,
          ),
        ]
      : []),
  ];
}
