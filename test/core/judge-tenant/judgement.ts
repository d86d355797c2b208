import type { ControlResult } from '../../../shared/core/controls/control-result.ts';
import { type JudgeOptions, judgeTenant } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import {
  countryLocation,
  globalAdministrator,
  graphGroup,
  graphGuest,
  graphUser,
  ipLocation,
} from '../example-tenant.ts';

/** A small directory: Ann in the crew, Bob an administrator, Cem in nothing, a guest, and a disabled account. */
export const directory: Omit<TenantSnapshot, 'policies'> = {
  tenantId: '0a0a0a0a-0000-4000-8000-000000000001',
  users: [
    graphUser('ann'),
    graphUser('bob'),
    graphUser('cem'),
    graphGuest('guest'),
    graphUser('gone', { accountEnabled: false }),
  ],
  groups: [graphGroup('crew', ['ann', 'gone']), graphGroup('outer', [], ['crew']), graphGroup('nobody', [])],
  roleAssignments: [{ principalId: 'bob', roleDefinitionId: globalAdministrator, directoryScopeId: '/' }],
  namedLocations: [ipLocation('office', ['203.0.113.0/24']), countryLocation('home', ['CH'])],
  securityDefaults: { isEnabled: false },
  baselineScopes: 'enforced',
  licences: ['AAD_PREMIUM_P2'],
};

export const today = '2026-11-22T12:00:00Z';

/** What is decided in that directory under those policies: of the device code flow, unless another control is asked for. */
export function judge(
  policies: readonly unknown[],
  rest: Partial<TenantSnapshot> = {},
  options: Partial<JudgeOptions> = {},
): ControlResult {
  return judgeSnapshot({ ...directory, policies, ...rest }, options);
}

/** What is decided where nothing but policies was given. */
export function judgePolicies(
  policies: readonly unknown[],
  rest: Partial<TenantSnapshot> = {},
  options: Partial<JudgeOptions> = {},
): ControlResult {
  return judgeSnapshot({ policies, ...rest }, options);
}

function judgeSnapshot(snapshot: TenantSnapshot, options: Partial<JudgeOptions>): ControlResult {
  const asked = { at: today, controls: ['device-code-flow-blocked'], ...options };
  const [result] = judgeTenant(snapshot, asked).controls;
  if (result === undefined) throw new Error(`The control ${asked.controls[0]} was not decided.`);
  return result;
}

/** The ids of everybody whom the gaps show. */
export function usersShown({ gaps }: Pick<ControlResult, 'gaps'>): readonly string[] {
  return [...new Set(gaps.flatMap(({ who }) => who.sample.map(({ id }) => id)))].toSorted();
}

/** Why the gaps are open, as `member: value`, each once. */
export function causesOf({ gaps }: Pick<ControlResult, 'gaps'>): readonly string[] {
  return [
    ...new Set(gaps.flatMap(({ because }) => because.map(({ member, value }) => `${member}: ${value}`))),
  ];
}

export function findingKeys({ findings }: Pick<ControlResult, 'findings'>): readonly string[] {
  return findings.map(({ key }) => key);
}
