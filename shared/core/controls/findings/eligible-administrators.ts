import type { TenantKnowledge } from '../../conditional-access/tenant-knowledge.ts';
import { administrativeRoles } from '../administrative-roles.ts';
import { counted, listText } from '../list-text.ts';
import { roleName } from '../role-name.ts';
import type { FindingRule } from './finding-rule.ts';

const administrative = new Set(administrativeRoles.roles.map(({ templateId }) => templateId));

/** Whoever can activate an administrative role is out of a control for administrators until then. */
export const eligibleAdministrators: FindingRule = ({ control: { claim }, tenant }) => {
  if (claim.users !== 'administrators') return [];
  const eligible = tenant.roleEligibilities.filter(({ roleDefinitionId }) =>
    administrative.has(roleDefinitionId),
  );
  const byPrincipal = [...Map.groupBy(eligible, ({ principalId }) => principalId)];
  if (byPrincipal.length === 0) return [];
  const names = byPrincipal.map(([principalId, roles]) => {
    const roleNames = [...new Set(roles.map(({ roleDefinitionId }) => roleName(roleDefinitionId)))];
    return `${principalName(principalId, tenant)} (${listText(roleNames, 2)})`;
  });
  const count = byPrincipal.length;
  return [
    {
      key: 'eligible-administrators',
      severity: 'info',
      text:
        `${counted(count, 'principal')} can activate an administrative role and ${count === 1 ? 'is' : 'are'} not ` +
        `counted until then: ${listText(names, 4)}. Ask for MFA at the activation, too.`,
      subject: 'roleEligibilities',
    },
  ];
};

function principalName(id: string, { directory }: TenantKnowledge): string {
  return directory.isUser(id) ? directory.userName(id) : directory.groupName(id);
}
