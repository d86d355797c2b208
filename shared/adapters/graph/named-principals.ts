import { z } from 'zod';

const ids = z
  .array(z.unknown())
  .transform((values) => values.filter((value) => typeof value === 'string').filter((id) => id !== ''))
  .catch([]);

const policySchema = z.object({
  conditions: z.object({
    users: z.object({ includeGroups: ids, excludeGroups: ids, includeRoles: ids, excludeRoles: ids }),
  }),
});

export interface NamedPrincipals {
  readonly groups: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

/**
 * The groups and roles that decide who is in a policy: the only ones whose members are worth reading. Policies that
 * are off count too, since it is shown what they would do. What is malformed names nobody.
 */
export function namedPrincipals(policies: readonly unknown[]): NamedPrincipals {
  const users = policies
    .map((policy) => policySchema.safeParse(policy).data?.conditions.users)
    .filter((condition) => condition !== undefined);
  return {
    groups: new Set(
      users.flatMap(({ includeGroups, excludeGroups }) => [...includeGroups, ...excludeGroups]),
    ),
    roles: new Set(users.flatMap(({ includeRoles, excludeRoles }) => [...includeRoles, ...excludeRoles])),
  };
}
