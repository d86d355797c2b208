import { describe, expect, test } from 'vitest';
import { readPolicy } from '../../../shared/core/conditional-access/read-policy.ts';
import { allControls } from '../../../shared/core/controls/catalogue.ts';
import { exclusionaryGeographicPolicy } from '../../../shared/core/controls/exclusionary-geographic-policy.ts';
import { judgeTenant } from '../../../shared/core/judge-tenant.ts';
import { graphUser, roleAssignment } from '../example-tenant.ts';
import { toTheLetter } from './letter.ts';

const each = [...new Set([...allControls, exclusionaryGeographicPolicy])];
const withPolicy = each.filter(({ remediation }) => remediation.resource.endsWith('/policies'));

describe.each(withPolicy)('The policy that closes $key', (control) => {
  const { body } = control.remediation;
  const enabled = { ...body, id: 'created', state: 'enabled' };

  test('comes in report-only and is understood whole', () => {
    expect(readPolicy(body, 0)).toMatchObject({
      kind: 'understood',
      state: { kind: 'enabledForReportingButNotEnforced' },
      unknownConditions: [],
    });
  });

  test('meets the letter once it is enabled, and lacks nothing else before', () => {
    expect(toTheLetter(control, enabled)).toEqual({ verdict: 'pass', nearMisses: [] });
    expect(toTheLetter(control, body).nearMisses[0]?.unmet.map(({ criterion }) => criterion)).toEqual([
      'state is enabled',
    ]);
  });
});

const directory = { users: [graphUser('bob')], groups: [], roleAssignments: [roleAssignment('bob')] };

test.each(allControls)('What $key proposes makes it pass where there is nothing else', (control) => {
  const { resource, body } = control.remediation;
  const created = { ...body, id: 'created', ...('state' in body ? { state: 'enabled' } : {}) };
  const snapshot = resource.endsWith('/policies')
    ? { ...directory, policies: [created], namedLocations: [] }
    : { ...directory, policies: [], namedLocations: [created] };

  const { controls } = judgeTenant(snapshot, { controls: [control.key], at: '2026-11-22T00:00:00Z' });

  expect(controls.map(({ verdict }) => verdict)).toEqual(['pass']);
});
