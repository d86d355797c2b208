import { type NamedPrincipals, namedPrincipals } from '../conditional-access/named-principals.ts';
import type { Policy } from '../conditional-access/policy.ts';
import { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import { type UserClasses, userClasses } from '../conditional-access/user-classes.ts';
import { type Allowance, allowances } from '../exceptions/allowed-regions.ts';
import type { ControlException } from '../exceptions/exception.ts';
import { type Cube, hull, intersect } from '../prover/cube.ts';
import { administrativeRoles } from './administrative-roles.ts';
import type { EverySignInMeets } from './claim.ts';
import type { Control, SignInControl } from './control.ts';
import { type Candidate, candidates, type Protection, protections } from './sufficient-boxes.ts';

/** One control asked of one tenant: all that the decision rests on, and the report of it. */
export interface Question {
  readonly control: SignInControl;
  readonly tenant: TenantKnowledge;
  readonly emergencyAccess: readonly string[];
  /** Whom policies and exceptions can tell apart, and the classes of users that follow. */
  readonly named: NamedPrincipals;
  readonly users: UserClasses;
  /** The dimensions of a sign-in, and the part of the space that the control speaks of. */
  readonly space: SignInSpace;
  readonly scope: Cube;
  /** What closes the scope, what might if it were in force or wider, and what may stay open. */
  readonly candidates: readonly Candidate[];
  readonly protections: readonly Protection[];
  readonly allowances: readonly Allowance[];
  /** Steps that the decision may take, for all users together. */
  readonly budget: number;
}

export interface QuestionOptions {
  /** Those that have not expired, of this control and of others. */
  readonly exceptions: readonly ControlException[];
  readonly emergencyAccess: readonly string[];
  /** Ids of roles that count as administrative beside the built-in ones. */
  readonly administrativeRoles: readonly string[];
  readonly budget: number;
}

export function askOf(tenant: TenantKnowledge, control: SignInControl, options: QuestionOptions): Question {
  const { emergencyAccess, budget } = options;
  const exceptions = options.exceptions.filter((exception) => speaksOf(exception, control));
  const named = namedPrincipals(tenant.policies, exceptions, emergencyAccess);
  const applications = namedApplications(tenant.policies, exceptions);
  const space = new SignInSpace({
    applications,
    locations: tenant.namedLocations,
    guestTenants: named.guestTenants,
    deviceRules: deviceRules(tenant.policies),
  });
  const scope = possiblePart(control.claim.scope(space), space);
  const among = candidates(tenant, control, scope, space);
  return {
    control,
    tenant,
    emergencyAccess,
    named,
    users: userClasses(tenant, named, exceptions, space, rolesOf(control.claim, options)),
    space,
    scope,
    candidates: among,
    protections: protections(tenant, control.claim, among, space),
    allowances: allowances(exceptions, emergencyAccess, tenant.directory, space),
    budget,
  };
}

/** An exception names controls by any of their ids. */
function speaksOf({ controls }: ControlException, { key, id, crosswalk }: Control): boolean {
  const ids = new Set([key, id, ...crosswalk.map((entry) => entry.id)].map((one) => one.toLowerCase()));
  return controls.some((anyId) => ids.has(anyId.trim().toLowerCase()));
}

/** The roles whose holders the claim singles out, if it does. */
function rolesOf({ users }: EverySignInMeets, options: QuestionOptions): ReadonlySet<string> {
  if (users === 'all') return new Set();
  const builtIn = administrativeRoles.roles.map(({ templateId }) => templateId);
  return new Set([...builtIn, ...options.administrativeRoles.map((id) => id.toLowerCase())]);
}

/** The scope, less what no sign-in of it can be. */
function possiblePart(scope: Cube, { possible }: SignInSpace): Cube {
  return hull(intersect([scope], possible)) ?? scope;
}

function deviceRules(policies: readonly Policy[]): readonly string[] {
  return policies.flatMap((policy) =>
    policy.kind === 'understood' && policy.deviceFilter?.kind === 'understood'
      ? [policy.deviceFilter.rule]
      : [],
  );
}

/** Every app id and suite that policies or exceptions name, in lower case. */
function namedApplications(
  policies: readonly Policy[],
  exceptions: readonly ControlException[],
): readonly string[] {
  const conditions = policies.flatMap((policy) =>
    policy.kind === 'understood' && policy.applications.kind === 'understood' ? [policy.applications] : [],
  );
  const ids = [
    ...conditions.flatMap(({ include, exclude }) => [...include, ...exclude]),
    ...exceptions.flatMap(({ resources }) => resources ?? []),
  ];
  return ids.map((id) => id.toLowerCase());
}
