import { everywhere, intersect, type PointSet, type Region, subtract, within } from '../prover/cube.ts';
import { applicationSuites } from './application-suites.ts';
import type { ApplicationsCondition } from './policy.ts';
import { baselineScopes, complement, holds, labelled, type SignInSpace } from './sign-in-space.ts';
import type { TenantKnowledge } from './tenant-knowledge.ts';

/** The resources that the condition names: include less exclude; including nothing is no app at all. */
export function applicationsRegion(
  condition: ApplicationsCondition,
  space: SignInSpace,
  tenant: TenantKnowledge,
): Region {
  const { include, exclude, filter } = condition;
  const apps = within(space.resource, complement(space.resource, baselinePoint(space)));
  const matched = filter === undefined ? [] : intersect(apps, matchedByFilter(space, filter.rule));
  const excluded = [
    ...exclude.flatMap((application) => applicationRegion(application, space)),
    ...(filter?.mode === 'exclude' ? matched : []),
  ];
  const includesAll = include.some(isAll);
  const included = [
    ...(includesAll ? [] : include.flatMap((application) => applicationRegion(application, space))),
    ...(includesAll ? apps : []),
    ...(includesAll ? baselineRegion(space, tenant, excluded.length > 0) : []),
    ...(filter?.mode === 'include' ? matched : []),
  ];
  return subtract(included, excluded);
}

function isAll(application: string): boolean {
  return application.toLowerCase() === 'all';
}

/**
 * `All` with an excluded app covers requests for baseline scopes only where the tenant enforces it (Microsoft:
 * "Conditional Access: Target resources").
 */
function baselineRegion(space: SignInSpace, tenant: TenantKnowledge, hasExclusions: boolean): Region {
  const baseline = within(space.resource, baselinePoint(space));
  if (!hasExclusions || tenant.baselineScopes === 'enforced') return baseline;
  if (tenant.baselineScopes === 'notEnforced') return [];
  const enforced = space.unknown({
    speaksOf: 'signIn',
    kind: 'baselineScopes',
    id: 'enforced',
    why: 'The setting for baseline scopes could not be read',
    whatToDo:
      'Grant Policy.Read.ConditionalAccess, or say in the export whether baseline scopes are enforced.',
  });
  return intersect(baseline, holds(enforced));
}

function baselinePoint(space: SignInSpace): PointSet {
  return labelled(space.resource, [baselineScopes]);
}

/** An app id is one point. A suite is its own point, the listed apps that others name, and perhaps doubtful ones. */
export function applicationRegion(application: string, space: SignInSpace): Region {
  if (isAll(application)) return everywhere;
  const suite = applicationSuites.find(({ id }) => id.toLowerCase() === application.toLowerCase());
  if (suite === undefined) {
    return application.toLowerCase() === 'none'
      ? []
      : within(space.resource, labelled(space.resource, [application]));
  }
  const sure = labelled(space.resource, [suite.id, ...suite.members.map(({ appId }) => appId)]);
  const doubtful = suite.doubtful.filter(({ appId }) => labelled(space.resource, [appId]) !== 0n);
  return [
    ...within(space.resource, sure),
    ...doubtful.flatMap(({ appId, name, why }) => {
      const lies = space.unknown({
        speaksOf: 'signIn',
        kind: 'applicationSuite',
        id: `${suite.id}/${appId}`,
        why: `Whether ${name} lies in ${suite.id} is in doubt: ${why}`,
        whatToDo: `Name the app ${appId} in the policy itself.`,
      });
      return intersect(within(space.resource, labelled(space.resource, [appId])), holds(lies));
    }),
  ];
}

function matchedByFilter(space: SignInSpace, rule: string): Region {
  return holds(
    space.unknown({
      speaksOf: 'signIn',
      kind: 'applicationFilter',
      id: rule.trim(),
      why: 'Which apps the application filter matches was not read',
      whatToDo: 'Name the apps in the policy, or check by hand which apps carry the attributes of the rule.',
    }),
  );
}
