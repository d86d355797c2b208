import { readGrant } from './grants.ts';
import type {
  ApplicationsCondition,
  Filter,
  IncludeExclude,
  NotUnderstood,
  Policy,
  UnderstoodPolicy,
} from './policy.ts';
import { readUsersCondition } from './users-condition.ts';
import {
  flagsOf,
  isObject,
  MalformedError,
  type Members,
  membersOf,
  textOf,
  textsOf,
  unknownMembers,
} from './wire.ts';

const CONDITIONS = [
  'clientAppTypes',
  'signInRiskLevels',
  'userRiskLevels',
  'servicePrincipalRiskLevels',
  'insiderRiskLevels',
  'applications',
  'users',
  'platforms',
  'locations',
  'devices',
  'clientApplications',
  'authenticationFlows',
];

/**
 * Null: it surely protects nobody, and names nobody (malformed beside a state that protects nobody). `inDoubt`: what it is
 * called where nobody knows whether it protects at all.
 */
export function readPolicy(wire: unknown, name: string, inDoubt = name): Policy | null {
  const unknown: Policy = { kind: 'unknown', name: inDoubt };
  if (!isObject(wire)) return unknown;
  const state = wire['state'] ?? 'missing';
  const protects = !STATES_WITHOUT_PROTECTION.some((value) => value === state);
  if (typeof state !== 'string') return unknown;
  const provisos = !protects || state === 'enabled' ? [] : [`${inDoubt} is enforced in the state ${state}`];
  try {
    return readConditions(wire, name, protects, provisos);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return protects ? unknown : null;
  }
}

const STATES_WITHOUT_PROTECTION = ['missing', 'disabled', 'enabledForReportingButNotEnforced'];

function readConditions(
  wire: Members,
  name: string,
  protects: boolean,
  provisos: readonly string[],
): UnderstoodPolicy {
  const conditions = membersOf(wire['conditions']);
  const flows = membersOf(conditions['authenticationFlows']);
  const unknown = [
    ...unknownMembers(conditions, CONDITIONS).map((member) => [member, conditions[member]]),
    ...unknownMembers(flows, ['transferMethods']).map((member) => [member, flows[member]]),
  ];
  return {
    kind: 'understood',
    name,
    protects: protects && !isForWorkloadIdentities(conditions),
    // Whether a condition holds of which only the text is known is one question for all policies that say the same.
    provisos: [...provisos, ...unknown.map((says) => `${JSON.stringify(says)} holds`)],
    users: readUsersCondition(membersOf(conditions['users'])),
    applications: readApplications(membersOf(conditions['applications'])),
    transferMethods: flagsOf(flows['transferMethods']),
    clientAppTypes: lowerCase(textsOf(conditions['clientAppTypes'])),
    signInRiskLevels: lowerCase(textsOf(conditions['signInRiskLevels'])),
    userRiskLevels: lowerCase(textsOf(conditions['userRiskLevels'])),
    insiderRiskLevels: flagsOf(conditions['insiderRiskLevels']),
    platforms: readPlatforms(membersOf(conditions['platforms'])),
    locations: readLocations(membersOf(conditions['locations'])),
    deviceFilter: readDevices(membersOf(conditions['devices'])),
    grant: readGrant(membersOf(wire['grantControls']), name),
  };
}

function isForWorkloadIdentities(conditions: Members): boolean {
  const workloads = membersOf(conditions['clientApplications']);
  return (
    textsOf(workloads['includeServicePrincipals']).length > 0 ||
    textsOf(conditions['servicePrincipalRiskLevels']).length > 0
  );
}

function readApplications(wire: Members): ApplicationsCondition | NotUnderstood {
  const condition = {
    include: textsOf(wire['includeApplications']),
    exclude: textsOf(wire['excludeApplications']),
    filter: readFilter(wire['applicationFilter']),
  };
  const known = [
    'includeApplications',
    'excludeApplications',
    'includeUserActions',
    'includeAuthenticationContextClassReferences',
    'applicationFilter',
  ];
  if (unknownMembers(wire, known).length > 0 || condition.filter === 'notUnderstood') return 'notUnderstood';
  return { ...condition, filter: condition.filter };
}

function readPlatforms(wire: Members): IncludeExclude | NotUnderstood {
  const condition = {
    include: lowerCase(textsOf(wire['includePlatforms'])),
    exclude: lowerCase(textsOf(wire['excludePlatforms'])),
  };
  return unknownMembers(wire, ['includePlatforms', 'excludePlatforms']).length > 0
    ? 'notUnderstood'
    : condition;
}

function readLocations(wire: Members): IncludeExclude | NotUnderstood {
  const condition = {
    include: textsOf(wire['includeLocations']),
    exclude: textsOf(wire['excludeLocations']),
  };
  return unknownMembers(wire, ['includeLocations', 'excludeLocations']).length > 0
    ? 'notUnderstood'
    : condition;
}

function readDevices(wire: Members): Filter | null | NotUnderstood {
  return unknownMembers(wire, ['deviceFilter']).length > 0
    ? 'notUnderstood'
    : readFilter(wire['deviceFilter']);
}

function readFilter(value: unknown): Filter | null | NotUnderstood {
  const wire = membersOf(value);
  if (Object.keys(wire).length === 0) return null;
  const mode = textOf(wire['mode']).toLowerCase();
  const rule = textOf(wire['rule']);
  if ((mode !== 'include' && mode !== 'exclude') || unknownMembers(wire, ['mode', 'rule']).length > 0) {
    return 'notUnderstood';
  }
  return { mode, rule };
}

function lowerCase(values: readonly string[]): readonly string[] {
  return values.map((value) => value.toLowerCase());
}
