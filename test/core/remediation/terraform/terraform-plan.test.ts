import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memberChanges } from '../../../../shared/core/compare/wire-changes.ts';
import type { Plan, WirePolicy } from '../../../../shared/core/remediation/plan.ts';
import { terraformPlan } from '../../../../shared/core/remediation/terraform/terraform-plan.ts';
import { isObject } from '../../../properties/brute-force/wire.ts';
import { policiesFor } from '../../../properties/random-tenant/random-policies.ts';
import { seed } from '../../../properties/runs.ts';
import { everyUser, graphGrant, graphGuests, graphPolicy } from '../../example-tenant.ts';
import { bestOf, planned } from '../planning.ts';
import { parsedConfiguration } from './parsed-policy.ts';

const reportOnly = { state: 'enabledForReportingButNotEnforced' };

/** A plan that makes of a policy that is there this one. */
function planOf(policy: WirePolicy, id: string | null = 'there'): Pick<Plan, 'policies'> {
  const displayName = String(policy['displayName']);
  const request = { method: 'PATCH', path: '', body: {} } as const;
  return {
    policies: [
      {
        policy: { id, displayName },
        isMicrosoftManaged: false,
        differences: [],
        stages: [{ name: 'enforced', request, policy }],
      },
    ],
  };
}

function parsedBack(policy: WirePolicy) {
  const { policies } = parsedConfiguration(terraformPlan(planOf(policy)).text);
  return Object.values(policies)[0];
}

describe("HashiCorp's parser reads back", () => {
  test.each<[string, WirePolicy]>([
    ['the policy of 2.2.3', graphPolicy()],
    [
      'excluded users, groups and roles',
      graphPolicy({
        users: { ...everyUser, excludeUsers: ['a'], excludeGroups: ['b'], excludeRoles: ['c'] },
      }),
    ],
    [
      'guests of some tenants',
      graphPolicy({
        users: {
          includeGuestsOrExternalUsers: graphGuests('b2bCollaborationGuest,serviceProvider', ['t']),
          excludeGuestsOrExternalUsers: graphGuests('internalGuest'),
        },
      }),
    ],
    [
      'platforms, locations and a device filter',
      graphPolicy({
        conditions: {
          platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] },
          locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
          devices: { deviceFilter: { mode: 'exclude', rule: 'device.model -eq "Room \\"7\\""' } },
        },
      }),
    ],
    [
      'levels of risk',
      graphPolicy({
        conditions: { signInRiskLevels: ['high'], userRiskLevels: ['low'], insiderRiskLevels: 'elevated' },
      }),
    ],
    [
      'both flows',
      graphPolicy({
        conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' } },
      }),
    ],
    [
      'an authentication strength beside a control',
      graphPolicy({
        grantControls: graphGrant(['compliantDevice'], {
          operator: 'AND',
          authenticationStrength: { id: 'strength-id' },
        }),
      }),
    ],
    [
      'session controls',
      {
        ...graphPolicy(),
        sessionControls: {
          signInFrequency: {
            isEnabled: true,
            value: 4,
            type: 'hours',
            authenticationType: 'primaryAndSecondaryAuthentication',
            frequencyInterval: 'timeBased',
          },
          persistentBrowser: { isEnabled: true, mode: 'never' },
        },
      },
    ],
    [
      'a name with quotes, templates, tabs and other scripts',
      graphPolicy({ displayName: `a "b" \${c} %{d} \\ \t\n\b\f\u2028 ß 漢 🙂` }),
    ],
  ])('%s', (_, policy) => {
    expect(memberChanges(known(policy), parsedBack(policy))).toEqual([]);
  });

  test('any policy of random tenants, but for what it warns of', () => {
    fc.assert(
      fc.property(policiesFor('device-code-flow-blocked'), (policies) => {
        for (const policy of policies.filter(isWellFormed)) {
          const { text, warnings } = terraformPlan(planOf(policy));
          const { policies: parsed } = parsedConfiguration(text);
          const lost = memberChanges(known(policy), Object.values(parsed)[0])
            .filter(({ before, after }) => flagsText(before) !== flagsText(after))
            .map(({ member }) => member)
            .filter((member) => !warnings.some((warning) => warning.includes(` ${member}`)))
            .filter((member) => !addedByProvider.has(member))
            .filter((member) => !/authenticationStrength\.(?!id$)/.test(member));
          expect(lost).toEqual([]);
        }
      }),
      { seed, numRuns: 150 },
    );
  });
});

/** The provider wants them where Graph takes nothing for everything. */
const addedByProvider = new Set([
  'conditions.clientAppTypes',
  'conditions.platforms.includePlatforms',
  'conditions.locations.includeLocations',
  'state',
  'grantControls.operator',
]);

function isWellFormed(policy: unknown): policy is WirePolicy {
  if (!isObject(policy) || !isObject(policy['conditions'])) return false;
  const { users, clientAppTypes } = policy['conditions'];
  const grant = policy['grantControls'];
  const isKnownGrant = !isObject(grant) || /^(and|or)$/i.test(String(grant['operator'] ?? 'OR'));
  const isKnownState = policy['state'] !== 'staged' && policy['state'] !== null;
  return (
    isKnownState &&
    isKnownGrant &&
    Array.isArray(clientAppTypes) &&
    isObject(users) &&
    typeof users['includeUsers'] !== 'string'
  );
}

/** Flags are equal in any case and spacing. */
function flagsText(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase().replaceAll(' ', '') : value;
}

/** Without what only Graph writes. */
function known({
  templateId: _,
  deletedDateTime: __,
  partialEnablementStrategy: ___,
  ...policy
}: WirePolicy): WirePolicy {
  return policy;
}

test('A policy that is there is imported under the address of its resource', () => {
  const plan = bestOf(planned([graphPolicy({ id: 'policy-id', ...reportOnly })]));

  const { policies, imports } = parsedConfiguration(terraformPlan(plan).text);

  expect(Object.keys(policies)).toEqual(['block_device_code_flow']);
  expect(imports).toEqual([
    {
      to: `\${azuread_conditional_access_policy.block_device_code_flow}`,
      id: '/identity/conditionalAccess/policies/policy-id',
    },
  ]);
});

test('It says when to apply what switches on a policy that people still look at in report-only', () => {
  const switchedOn = terraformPlan(bestOf(planned([graphPolicy(reportOnly)]))).text;
  const inForce = graphPolicy({ users: { ...everyUser, excludeGroups: ['crew'] } });

  expect(switchedOn).toContain(
    '# It is in report-only. Apply this once it is known whom it stops.\nresource',
  );
  expect(terraformPlan(bestOf(planned([inForce]))).text).not.toContain('report-only');
});

test('A policy that is created is in report-only, excludes emergency access, and is imported from nowhere', () => {
  const plan = bestOf(planned([], {}, { emergencyAccess: ['cem'] }));

  const { policies, imports } = parsedConfiguration(terraformPlan(plan).text);

  expect(imports).toEqual([]);
  expect(memberChanges(plan.policies[0]?.stages[0].request.body, Object.values(policies)[0])).toEqual([]);
  expect(policies).toMatchObject({
    block_device_code_flow_cis_2_2_3: {
      state: 'enabledForReportingButNotEnforced',
      conditions: { users: { excludeUsers: ['cem'] } },
    },
  });
});

test.each<[string, WirePolicy, string]>([
  [
    'an app filter',
    graphPolicy({
      applications: { includeApplications: ['All'], applicationFilter: { mode: 'exclude', rule: 'x' } },
    }),
    'conditions.applications.applicationFilter.mode',
  ],
  [
    'several levels of insider risk',
    graphPolicy({ conditions: { insiderRiskLevels: 'minor,elevated' } }),
    'conditions.insiderRiskLevels',
  ],
  [
    'authentication contexts',
    graphPolicy({ applications: { includeAuthenticationContextClassReferences: ['c1'] } }),
    'conditions.applications.includeAuthenticationContextClassReferences',
  ],
  [
    'token protection',
    { ...graphPolicy(), sessionControls: { secureSignInSession: { isEnabled: true } } },
    'sessionControls.secureSignInSession.isEnabled',
  ],
  [
    'a condition that nobody knows',
    graphPolicy({ conditions: { times: { zone: 'UTC' } } }),
    'conditions.times.zone',
  ],
])('It warns, in the text too, that the provider would lose %s', (_, policy, member) => {
  const { text, warnings } = terraformPlan(planOf(policy));

  expect(warnings).toContainEqual(expect.stringContaining(`no argument for ${member} of`));
  expect(text).toContain(`# WARNING: the provider has no argument for ${member} of`);
});

test('It warns that Terraform cannot keep a policy that Microsoft manages', () => {
  const managed = { displayName: 'Microsoft-managed: Block', templateId: 'template', ...reportOnly };

  expect(terraformPlan(bestOf(planned([graphPolicy(managed)]))).warnings).toEqual([
    expect.stringContaining('is managed by Microsoft'),
  ]);
});

test('Policies of one name are resources of different names', () => {
  const [first] = planOf(graphPolicy(), 'a').policies;
  const [second] = planOf(graphPolicy(), 'b').policies;
  if (first === undefined || second === undefined) throw new Error('There are no policies.');

  const { policies } = parsedConfiguration(terraformPlan({ policies: [first, second] }).text);

  expect(Object.keys(policies)).toEqual(['block_device_code_flow', 'block_device_code_flow_2']);
});

test('A comment stays one line, whatever a policy is called', () => {
  const policy = {
    ...graphPolicy({ displayName: 'a\nresource "evil" "x" {}\u2028' }),
    sessionControls: { secureSignInSession: { isEnabled: true } },
  };

  expect(Object.keys(parsedConfiguration(terraformPlan(planOf(policy)).text).policies)).toHaveLength(1);
});
