import { type TenantKnowledge, understandTenant } from '../../conditional-access/tenant-knowledge.ts';
import { isRecord } from '../../conditional-access/wire.ts';
import type { LargeTenant, TenantSnapshot } from '../../tenant-snapshot.ts';
import { isLicensed } from '../licence.ts';
import type { Plan } from '../plan.ts';
import { reportOnly } from '../stages.ts';
import { memberAt } from '../wire-members.ts';
import { emergencyAccessProblems } from './emergency-access-problems.ts';
import type { Remediation } from './remediation.ts';
import { requestProblems } from './request-problems.ts';

export interface WriteGuarding {
  readonly remediation: Remediation;
  /** Ids of break-glass accounts or groups, of the settings of the one who writes. */
  readonly emergencyAccess: readonly string[];
}

/** Why nothing may be written, one sentence each with what to do; empty where nothing stands against it. */
export function guardProblems(
  tenant: TenantSnapshot | LargeTenant,
  { remediation, emergencyAccess }: WriteGuarding,
): readonly string[] {
  const { plan } = remediation.proposal;
  const knowledge = understandTenant(tenant, []);
  const whatEnforcingNeeds = [
    ...emergencyAccessProblems(emergencyAccess, plan, knowledge),
    ...ofTenant(tenant, knowledge),
  ];
  return [
    ...(onlyLetsGo(plan) ? [] : whatEnforcingNeeds),
    ...unreadPolicies(knowledge),
    ...requestProblems(remediation, policiesById(tenant)),
  ];
}

/**
 * Nobody is locked out by a roll-back after which none of its policies is in force, and neither a licence that ran out
 * nor security defaults must be in its way.
 */
function onlyLetsGo({ kind, policies }: Plan): boolean {
  const states = policies.flatMap(({ stages }) => stages.map(({ policy }) => memberAt(policy, 'state')));
  return kind === 'rollBack' && states.every((state) => state === 'disabled' || state === reportOnly);
}

function ofTenant(
  { securityDefaults }: Pick<TenantSnapshot, 'securityDefaults'>,
  knowledge: TenantKnowledge,
): readonly string[] {
  const problems: string[] = [];
  if (knowledge.securityDefaults === 'on') {
    problems.push('Security defaults are on: switch them off first, or leave the tenant to them.');
  }
  if (knowledge.securityDefaults === 'unread' || securityDefaults === undefined) {
    problems.push('Whether security defaults are on could not be read: grant Policy.Read.All.');
  }
  if (knowledge.licences === undefined) {
    problems.push('The licences could not be read: grant LicenseAssignment.Read.All.');
  } else if (!isLicensed(knowledge.licences)) {
    problems.push('Conditional Access needs Entra ID P1, which the tenant lacks.');
  }
  return problems;
}

function unreadPolicies({ unread }: TenantKnowledge): readonly string[] {
  if (!unread.any('policies')) return [];
  return ['Not all policies could be read, and one of them may be what is to be written.'];
}

function policiesById({ policies }: Pick<TenantSnapshot, 'policies'>) {
  return new Map(
    policies.filter(isRecord).flatMap((wire) => {
      const id = memberAt(wire, 'id');
      return typeof id === 'string' ? [[id.toLowerCase(), wire] as const] : [];
    }),
  );
}
