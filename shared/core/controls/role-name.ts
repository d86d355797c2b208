import { administrativeRoles } from './administrative-roles.ts';

const names = new Map(
  administrativeRoles.roles.map(({ templateId, displayName }) => [templateId, displayName]),
);

/** The name of an administrative role by its template id; the id itself where it is not one of them. */
export function roleName(id: string): string {
  return names.get(id.toLowerCase()) ?? id;
}
