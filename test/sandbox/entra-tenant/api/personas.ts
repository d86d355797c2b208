import type { User } from '../graph-types.ts';
import type { Tenant } from '../tenant.ts';

/** Somebody of the company who was assigned roles of the API. */
export interface Persona {
  readonly name: string;
  readonly user: User;
  readonly roles: readonly string[];
}

/** Who they are in the company: ordinary people of these departments. */
const parts = [
  { name: 'reader', department: 'Operations', roles: ['Results.Read'] },
  {
    name: 'requester',
    department: 'Engineering',
    roles: ['Results.Read', 'Scan.Request', 'Exceptions.Write', 'Remediation.Propose'],
  },
  {
    name: 'approver',
    department: 'Information',
    roles: ['Results.Read', 'Exceptions.Write', 'Remediation.Approve'],
  },
  {
    name: 'second-approver',
    department: 'Research',
    roles: ['Results.Read', 'Exceptions.Write', 'Remediation.Approve'],
  },
  { name: 'auditor', department: 'Legal', roles: ['Results.Read', 'Evidence.Read'] },
] as const;

/** Each is the first specialist of a department; where the tenant has none, there is no such persona. */
export function personasOf({ users }: Pick<Tenant, 'users'>): readonly Persona[] {
  return parts.flatMap(({ name, department, roles }) => {
    const user = users.find(
      ({ accountEnabled, jobTitle }) => accountEnabled && jobTitle === `${department} specialist`,
    );
    return user === undefined ? [] : [{ name, user, roles }];
  });
}
