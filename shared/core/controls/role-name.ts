import { administrativeRoles } from './administrative-roles.ts';

/** Built-in roles that are not administrative and that policies name nevertheless, as templates exclude them. */
const otherRoles: readonly (readonly [templateId: string, displayName: string])[] = [
  // MicrosoftDocs/entra-docs docs/identity/role-based-access-control/permissions-reference.md
  ['d29b2b05-8046-44ba-8758-1e26182fcf32', 'Directory Synchronization Accounts'],
  ['95e79109-95c0-4d8e-aee3-d01accf2d47b', 'Guest Inviter'],
  ['10dae51f-b6af-4016-8d66-8c2a99b929b3', 'Guest User'],
  ['2af84b1e-32c8-42b7-82bc-daa82404023b', 'Restricted Guest User'],
  ['a0b1b346-4d3e-4e8b-98f8-753987be4970', 'User'],
];

const names = new Map([
  ...administrativeRoles.roles.map(({ templateId, displayName }) => [templateId, displayName] as const),
  ...otherRoles,
]);

/** The name of a built-in role by its template id; the id itself where it is not known. */
export function roleName(id: string): string {
  return names.get(id.toLowerCase()) ?? id;
}
