import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import { type Choose, suppose } from './choices.ts';
import type { ApplicationsCondition, Policy } from './policy.ts';

export const DEVICE_REGISTRATION_SERVICE = '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9';

/** The app ids that lie in a suite, and those of which that is in doubt. */
export type SuiteMembers = Readonly<
  Record<Suite, { readonly members: readonly string[]; readonly doubtful: readonly string[] }>
>;

type Suite = 'Office365' | 'MicrosoftAdminPortals';

const SUITES: readonly Suite[] = ['Office365', 'MicrosoftAdminPortals'];

/** An app id, a suite, `baselineScopes`, or null: an app that nobody names. */
export type Resource = string | null;

/** Every resource that somebody names, both suites, the Device Registration Service, baseline scopes and another app. */
export function everyResource(policies: readonly Policy[], options: JudgeOptions): readonly Resource[] {
  const named = policies.flatMap((policy) =>
    policy.kind === 'unknown' || policy.applications === 'notUnderstood'
      ? []
      : [...policy.applications.include, ...policy.applications.exclude],
  );
  const excepted = (options.exceptions ?? []).flatMap((exception) => exception.resources ?? []);
  const apps = [...named, ...excepted].filter((id) => id !== 'All' && id !== 'None');
  return [...new Set([...apps, DEVICE_REGISTRATION_SERVICE, ...SUITES, 'baselineScopes', null])];
}

/** What the tenant and the program say of resources. */
export interface ResourceRules {
  readonly suites: SuiteMembers;
  readonly baselineScopesEnforced: boolean;
}

/** Include minus exclude; a condition that includes nothing matches no app. */
export function matchesResource(
  condition: ApplicationsCondition,
  resource: Resource,
  rules: ResourceRules,
  choose: Choose,
): boolean {
  const { include, exclude, filter } = condition;
  if (resource === 'baselineScopes') {
    const excludesAnApp = exclude.length > 0 || filter?.mode === 'exclude';
    return include.includes('All') && (!excludesAnApp || rules.baselineScopesEnforced);
  }
  const isFiltered = (mode: 'include' | 'exclude'): boolean =>
    filter?.mode === mode && suppose(choose, `application filter ${filter.rule} matches`);
  return (
    (isAmong(include, resource, rules.suites, choose) || isFiltered('include')) &&
    !isAmong(exclude, resource, rules.suites, choose) &&
    !isFiltered('exclude')
  );
}

function isAmong(ids: readonly string[], resource: Resource, suites: SuiteMembers, choose: Choose): boolean {
  if (ids.includes('All')) return true;
  if (resource === null) return false;
  return (
    ids.includes(resource) ||
    SUITES.some((suite) => ids.includes(suite) && liesIn(resource, suite, suites, choose))
  );
}

function liesIn(app: string, suite: Suite, suites: SuiteMembers, choose: Choose): boolean {
  if (suites[suite].members.includes(app)) return true;
  return suites[suite].doubtful.includes(app) && suppose(choose, `${app} lies in ${suite}`);
}
