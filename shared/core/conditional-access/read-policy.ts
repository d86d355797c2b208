import { conditionNames } from './condition-names.ts';
import type {
  DeviceFilterCondition,
  IncludeExclude,
  Policy,
  PolicyState,
  UnderstoodPolicy,
  Unintelligible,
} from './policy.ts';
import { readApplications } from './read-applications.ts';
import { readGrant } from './read-grant.ts';
import { readUsers } from './read-users.ts';
import { unintelligible, unintelligibleMembers } from './unintelligible.ts';
import {
  flagsMember,
  isRecord,
  keyOf,
  objectMember,
  stringMember,
  stringsMember,
  unknownMembers,
  type WireObject,
  WrongType,
  wireObject,
} from './wire.ts';

/** Reads one policy as Graph returns it; `number` names it where it has no id. Never throws. */
export function readPolicy(wire: unknown, number: number): Policy {
  const fallbackId = `policies[${number}]`;
  if (!isRecord(wire)) {
    const identity = { id: fallbackId, displayName: fallbackId, templateId: undefined };
    return {
      kind: 'malformed',
      ...identity,
      state: { kind: 'enabled' },
      why: 'it is not an object',
      key: keyOf(wire),
    };
  }
  const object = wireObject(wire);
  const id = textOr(object, 'id', fallbackId);
  const identity = {
    id,
    displayName: textOr(object, 'displayName', id),
    templateId: textOr(object, 'templateId', '') || undefined,
    state: readState(object),
  };
  try {
    return { kind: 'understood', ...identity, ...readConditions(object), grant: readGrant(object, id) };
  } catch (error) {
    if (error instanceof WrongType)
      return { kind: 'malformed', ...identity, why: error.message, key: keyOf(wire) };
    throw error;
  }
}

function textOr(object: WireObject, name: string, otherwise: string): string {
  const value = object.get(name.toLowerCase())?.value;
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

/** A `state` that is no string counts as unknown, so that it can neither protect nor be passed over for sure. */
function readState(object: WireObject): PolicyState {
  const value = object.get('state')?.value;
  if (value === null || value === undefined) return { kind: 'absent' };
  const known = (['enabled', 'disabled', 'enabledForReportingButNotEnforced'] as const).find(
    (state) => typeof value === 'string' && state.toLowerCase() === value.toLowerCase(),
  );
  if (known !== undefined) return { kind: known };
  return { kind: 'unknown', value: typeof value === 'string' ? value : `of type ${typeof value}` };
}

const knownConditions: ReadonlySet<string> = new Set(conditionNames.map((name) => name.toLowerCase()));

type Conditions = Omit<UnderstoodPolicy, 'kind' | 'id' | 'displayName' | 'templateId' | 'state' | 'grant'>;

function readConditions(policy: WireObject): Conditions {
  const conditions = objectMember(policy, 'conditions') ?? new Map();
  const flows = objectMember(conditions, 'authenticationFlows') ?? new Map();
  return {
    users: readUsers(conditions),
    applications: readApplications(conditions),
    clientAppTypes: stringsMember(conditions, 'clientAppTypes'),
    platforms: readIncludeExclude(conditions, 'platforms', 'includePlatforms', 'excludePlatforms'),
    locations: readIncludeExclude(conditions, 'locations', 'includeLocations', 'excludeLocations'),
    deviceFilter: readDeviceFilter(conditions),
    signInRiskLevels: stringsMember(conditions, 'signInRiskLevels'),
    userRiskLevels: stringsMember(conditions, 'userRiskLevels'),
    insiderRiskLevels: flagsMember(conditions, 'insiderRiskLevels'),
    transferMethods: flagsMember(flows, 'transferMethods'),
    // Conditions on workload identities (`clientApplications`, `servicePrincipalRiskLevels`) are known to exist, but
    // what they do to a user's sign-in is not: beside users who are included they count as unknown, like the rest.
    unknownConditions: [
      ...unintelligibleMembers('conditions', unknownMembers(conditions, knownConditions)),
      ...unintelligibleMembers(
        'conditions.authenticationFlows',
        unknownMembers(flows, new Set(['transfermethods'])),
      ),
    ],
  };
}

/** A member that we do not know inside the condition may widen as well as narrow it: all of it is one unknown. */
function readIncludeExclude(
  conditions: WireObject,
  name: string,
  includeName: string,
  excludeName: string,
): IncludeExclude | Unintelligible {
  const condition = objectMember(conditions, name) ?? new Map();
  const known = new Set([includeName.toLowerCase(), excludeName.toLowerCase()]);
  if (unknownMembers(condition, known).length > 0)
    return unintelligible(`conditions.${name}`, conditions.get(name)?.value);
  return {
    kind: 'understood',
    include: stringsMember(condition, includeName),
    exclude: stringsMember(condition, excludeName),
  };
}

function readDeviceFilter(conditions: WireObject): DeviceFilterCondition | Unintelligible | undefined {
  const devices = objectMember(conditions, 'devices');
  if (devices === undefined) return undefined;
  const whole = () => unintelligible('conditions.devices', conditions.get('devices')?.value);
  if (unknownMembers(devices, new Set(['devicefilter'])).length > 0) return whole();
  const filter = objectMember(devices, 'deviceFilter');
  if (filter === undefined) return undefined;
  const mode = stringMember(filter, 'mode')?.toLowerCase();
  const rule = stringMember(filter, 'rule');
  const strange = unknownMembers(filter, new Set(['mode', 'rule'])).length > 0;
  if (strange || (mode !== 'include' && mode !== 'exclude') || rule === undefined) return whole();
  return { kind: 'understood', mode, rule };
}
