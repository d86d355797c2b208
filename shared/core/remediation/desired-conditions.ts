import { flagsMember, isRecord, wireObject } from '../conditional-access/wire.ts';
import type { Control } from '../controls/control.ts';
import { listAt, memberAt } from './wire-members.ts';

/** What the policy of a control's remediation says in the conditions that narrow a policy; empty: no condition. */
export interface DesiredConditions {
  /** By id; besides, all users may be wanted. */
  readonly includeUsers: readonly string[];
  readonly includeRoles: readonly string[];
  readonly includeApplications: readonly string[];
  /** In lower case. */
  readonly transferMethods: readonly string[];
  readonly signInRiskLevels: readonly string[];
  readonly isAboutPlaces: boolean;
}

/** `includeUsers`: whom no condition on roles reaches. */
export function desiredConditions(
  { remediation: { body } }: Control,
  includeUsers: readonly string[] = [],
): DesiredConditions {
  const flows = memberAt(body, 'conditions.authenticationFlows');
  return {
    includeUsers,
    includeRoles: listAt(body, 'conditions.users.includeRoles'),
    includeApplications: listAt(body, 'conditions.applications.includeApplications'),
    transferMethods: isRecord(flows) ? flagsMember(wireObject(flows), 'transferMethods') : [],
    signInRiskLevels: listAt(body, 'conditions.signInRiskLevels'),
    isAboutPlaces: memberAt(body, 'conditions.locations') !== undefined,
  };
}
