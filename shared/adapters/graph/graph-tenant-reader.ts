import type { TokenCredential } from '@azure/identity';
import * as z from 'zod/mini';
import type { TenantId } from '../../application/identifiers.ts';
import type { TenantReader } from '../../application/ports/tenant-reader.ts';
import { namedPrincipals } from '../../core/conditional-access/named-principals.ts';
import { readPolicy } from '../../core/conditional-access/read-policy.ts';
import { administrativeRoles } from '../../core/controls/administrative-roles.ts';
import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import { connectToGraph, type GraphConnection } from './graph-connection.ts';
import { defaultGraphRuntime, type GraphRuntime } from './graph-runtime.ts';
import { type GraphEndpoint, type GraphSettings, graphEndpoint } from './graph-settings.ts';
import { TenantPacers } from './pacing/tenant-pacers.ts';
import { withAuthenticationStrengths } from './read-authentication-strengths.ts';
import { readBaselineScopes } from './read-baseline-scopes.ts';
import { readGroups } from './read-groups.ts';
import { readLicences } from './read-licences.ts';
import { readNamedLocations } from './read-named-locations.ts';
import { readPolicies } from './read-policies.ts';
import { principalsOf, readRoleAssignments, readRoleEligibilities } from './read-role-assignments.ts';
import { readSecurityDefaults } from './read-security-defaults.ts';
import { readUsers } from './read-users.ts';

export interface GraphTenantReaderOptions {
  readonly credential: TokenCredential;
  readonly settings?: GraphSettings;
  /** Ids of groups to read in every tenant besides those that policies name: emergency access; users are passed over. */
  readonly alsoGroups?: readonly string[];
  /** Ids of role definitions that count as administrative besides Microsoft's built-in ones. */
  readonly administrativeRoles?: readonly string[];
  readonly runtime?: Partial<GraphRuntime>;
}

/** Reads a tenant from Microsoft Graph, with nothing but read permissions. */
export class GraphTenantReader implements TenantReader {
  readonly #credential: TokenCredential;
  readonly #endpoint: GraphEndpoint;
  readonly #alsoGroups: ReadonlySet<string>;
  readonly #administrativeRoles: ReadonlySet<string>;
  readonly #runtime: GraphRuntime;
  readonly #pacers: TenantPacers;

  constructor(options: GraphTenantReaderOptions) {
    this.#credential = options.credential;
    this.#endpoint = graphEndpoint(options.settings ?? {});
    this.#alsoGroups = new Set(options.alsoGroups);
    this.#administrativeRoles = new Set([
      ...administrativeRoles.roles.map(({ templateId }) => templateId),
      ...(options.administrativeRoles ?? []).map((id) => id.toLowerCase()),
    ]);
    this.#runtime = { ...defaultGraphRuntime, ...options.runtime };
    this.#pacers = new TenantPacers(this.#runtime);
  }

  /** Throws TransientError without a token or policies, InputError where the token is refused or of another tenant. */
  async read(tenantId: TenantId, exceptedGroups: readonly string[] = []): Promise<TenantSnapshot> {
    const connection = this.#connect(tenantId);
    const { policies: policiesAsListed, unread: unreadPolicies = [] } = await readPolicies(connection);
    const policies = await withAuthenticationStrengths(connection, policiesAsListed);
    // Policies that are off count too, since it is shown what they would do.
    const named = namedPrincipals(policies.map(readPolicy), [], []);
    const [namedLocations, baselineScopes, securityDefaults, licences, users, roles, eligibilities] =
      await Promise.all([
        readNamedLocations(connection),
        readBaselineScopes(connection),
        readSecurityDefaults(connection),
        readLicences(connection),
        readUsers(connection),
        readRoleAssignments(connection),
        readRoleEligibilities(connection),
      ]);
    const userIds = idsOf(users.users ?? []);
    const rolesThatMatter = this.#administrativeRoles.union(new Set(named.roles));
    const principals = [roles, eligibilities].map(({ assignments }) =>
      principalsOf(assignments, rolesThatMatter),
    );
    const policyGroups = new Set(named.groups);
    const groups = await readGroups(connection, {
      named: this.#alsoGroups.difference(userIds).union(policyGroups),
      possible: principals.reduce((one, other) => one.union(other), noIds).difference(userIds),
      excepted: new Set(exceptedGroups).difference(policyGroups),
    });
    const parts = [namedLocations, securityDefaults, licences, users, roles, eligibilities, groups];
    return {
      tenantId,
      policies,
      ...namedLocations,
      ...users,
      groups: groups.groups,
      ...(roles.assignments !== undefined && { roleAssignments: roles.assignments }),
      ...(eligibilities.assignments !== undefined && { roleEligibilities: eligibilities.assignments }),
      ...securityDefaults,
      ...baselineScopes,
      ...licences,
      unread: [...unreadPolicies, ...parts.flatMap((part) => part.unread ?? [])],
    };
  }

  #connect(tenantId: TenantId): GraphConnection {
    return connectToGraph({
      tenantId,
      credential: this.#credential,
      endpoint: this.#endpoint,
      runtime: this.#runtime,
      pacer: this.#pacers.of(tenantId),
    });
  }
}

const noIds: ReadonlySet<string> = new Set();

const identifiedSchema = z.object({ id: z.string() });

function idsOf(elements: readonly unknown[]): ReadonlySet<string> {
  const ids = elements.map((element) => identifiedSchema.safeParse(element).data?.id);
  return new Set(ids.filter((id) => id !== undefined));
}
