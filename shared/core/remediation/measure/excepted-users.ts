import { type TenantKnowledge, understandTenant } from '../../conditional-access/tenant-knowledge.ts';
import { isRecord } from '../../conditional-access/wire.ts';
import { allControls } from '../../controls/catalogue.ts';
import { speaksOf } from '../../controls/question.ts';
import { exceptionsInForce } from '../../exceptions/allowed-regions.ts';
import { exceptedMembers } from '../../exceptions/excepted-members.ts';
import type { ControlException } from '../../exceptions/exception.ts';
import type { JudgeOptions } from '../../judge-tenant.ts';
import type { LargeTenant, TenantSnapshot } from '../../tenant-snapshot.ts';
import type { WirePolicy } from '../plan.ts';
import { isExcluded } from '../required-exclusions.ts';

export interface ExceptedBy extends Pick<JudgeOptions, 'exceptions' | 'emergencyAccess' | 'at'> {
  /** The key of the control. */
  readonly control: string;
  /** Of the policies that are observed. */
  readonly policyIds: readonly string[];
}

/**
 * The users whom every one of the policies, as the tenant has them now, leaves out, and for whom an exception is approved
 * or who are emergency access: ids in lower case. An exclusion without approval excepts nobody, and an exception that no
 * policy carries out keeps nobody from being stopped.
 */
export function exceptedUserIds(tenant: TenantSnapshot | LargeTenant, by: ExceptedBy): ReadonlySet<string> {
  const { approved, isLeftOut } = exceptionsNow(tenant, by);
  return new Set(approved.filter(isLeftOut));
}

/** The others for whom an exception is approved: as the policies are, they would be stopped all the same. */
export function stoppedAllTheSame(tenant: TenantSnapshot | LargeTenant, by: ExceptedBy): ReadonlySet<string> {
  const { approved, isLeftOut } = exceptionsNow(tenant, by);
  return new Set(approved.filter((id) => !isLeftOut(id)));
}

function exceptionsNow(
  tenant: TenantSnapshot | LargeTenant,
  { exceptions = [], emergencyAccess = [], at, control, policyIds }: ExceptedBy,
) {
  const inForce = exceptionsInForce(exceptions, at).filter((exception) => isFor(exception, control));
  const knowledge = understandTenant(tenant, inForce);
  const policies = policyIds.map((id) => policyIn(tenant, id));
  return {
    approved: [
      ...emergencyAccess.flatMap((id) => usersOf(id, knowledge)),
      ...inForce.flatMap((exception) => approvedUsers(exception, knowledge)),
    ],
    isLeftOut: (id: string) =>
      policies.every(
        (policy) => policy !== undefined && isExcluded(policy, { kind: 'user', id }, knowledge.directory),
      ),
  };
}

/** A policy leaves a user out for all resources: an exception for some of them is not enough. */
export function isFor(exception: ControlException, key: string): boolean {
  const control = allControls.find((one) => one.key === key);
  return exception.resources === undefined && control !== undefined && speaksOf(exception, control);
}

/** The user itself, or the members of the group, nested ones too. */
export function usersOf(principalId: string, { directory }: TenantKnowledge): readonly string[] {
  const key = principalId.toLowerCase();
  if (directory.isUser(key) || !directory.isGroup(key)) return [key];
  return Array.from(directory.groupMembers(key).users, (number) => directory.numbers.idOf(number));
}

export function approvedUsers(
  exception: ControlException,
  { directory }: TenantKnowledge,
): readonly string[] {
  if (exception.kind === 'user') return [exception.principalId.toLowerCase()];
  return exceptedMembers(exception, directory).remaining;
}

function policyIn({ policies }: Pick<TenantSnapshot, 'policies'>, id: string): WirePolicy | undefined {
  return policies
    .filter(isRecord)
    .find((policy) => typeof policy['id'] === 'string' && policy['id'].toLowerCase() === id.toLowerCase());
}
