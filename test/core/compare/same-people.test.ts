import { describe, expect, test } from 'vitest';
import { compareTenants } from '../../../shared/core/compare/compare-tenants.ts';
import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { globalAdministrator, graphGrant, graphPolicy } from '../example-tenant.ts';
import { today } from '../judge-tenant/judgement.ts';
import { mfaPolicy } from './comparing.ts';

/** Of inputs that give no users: who lives in the tenant is taken from what both of them name. */
function changeOf(
  id: string,
  before: TenantSnapshot,
  after: TenantSnapshot,
  options: Partial<JudgeOptions> = {},
) {
  const { controls } = compareTenants(before, after, { at: today, ...options });
  return controls.find((control) => control.id === id);
}

describe('a group that only one input names', () => {
  const onIos = { platforms: { includePlatforms: ['iOS'], excludePlatforms: [] } };
  const blockFor = (id: string, users: object, conditions: object = {}) =>
    graphPolicy({ id, users, conditions, grantControls: graphGrant(['block']) });
  const blocks = (excluded: object) => ({
    policies: [
      blockFor('on iOS', { includeUsers: ['All'], ...excluded }, onIos),
      blockFor('administrators', { includeRoles: [globalAdministrator] }),
    ],
  });
  const butAdministrators = blocks({ excludeRoles: [globalAdministrator] });
  const butCrew = blocks({ excludeGroups: ['crew'] });
  const emergency = { emergencyAccess: ['crew'] };

  test('is emergency access in both, so that its members lose no gap when a policy comes to exclude it', () => {
    expect(changeOf('2.2.3', butAdministrators, butCrew, emergency)).toMatchObject({
      before: 'fail',
      after: 'fail',
      change: 'none',
    });
  });

  test('is emergency access in both, so that its members gain no gap when a policy no longer excludes it', () => {
    expect(changeOf('2.2.3', butCrew, butAdministrators, emergency)?.change).toBe('none');
  });

  test('opens a gap for its members where they were blocked before and nothing excepts them', () => {
    const change = changeOf('2.2.3', butAdministrators, butCrew);

    expect(change).toMatchObject({ change: 'opens', witness: { user: { groups: ['crew'] } } });
  });

  test('gives its members the role that is assigned to it in both, so that they were protected by the role', () => {
    const side = (users: object): TenantSnapshot => ({
      policies: [mfaPolicy({ users: { includeRoles: [globalAdministrator], ...users } })],
      roleAssignments: [
        { principalId: 'crew', roleDefinitionId: globalAdministrator, directoryScopeId: '/' },
      ],
    });

    expect(changeOf('2.2.5', side({}), side({ excludeGroups: ['crew'] }))).toMatchObject({
      change: 'opens',
      witness: { user: { groups: ['crew'] } },
    });
  });
});

test('an account that only one input names is no group in the other, so that excluding emergency access opens nothing', () => {
  const crewOnly = { includeGroups: ['crew'] };
  const change = changeOf(
    '2.2.5',
    { policies: [mfaPolicy({ users: crewOnly })] },
    { policies: [mfaPolicy({ users: { ...crewOnly, excludeUsers: ['glass'] } })] },
    { emergencyAccess: ['glass'] },
  );

  expect(change).toMatchObject({ before: 'fail', after: 'fail', change: 'none' });
});

test('an account that a policy named formerly may still be there, and is the witness of what opens for it', () => {
  const change = changeOf(
    '2.2.5',
    { policies: [mfaPolicy({ users: { includeUsers: ['ann'] } })] },
    { policies: [] },
  );

  expect(change).toMatchObject({ opens: 'yes', witness: { user: { id: 'ann' } } });
});
