import { describe, expect, test } from 'vitest';
import type { ControlResult } from '../../../shared/core/controls/control-result.ts';
import { judgeTenant } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { deviceRegistration, everyUser, graphGrant, graphPolicy } from '../example-tenant.ts';
import { type PolicyShape, policiesOf, policyShapes, shapesOptions, shapesTenant } from '../policy-shapes.ts';
import { causesOf, judge, usersShown } from './judgement.ts';

const noDirectory = { policies: [] };

/** What is decided of the device code flow where the shape is the only policy. */
function judgeShape(shape: PolicyShape, tenant: Partial<TenantSnapshot> = shapesTenant): ControlResult {
  const options = { ...shapesOptions, controls: ['device-code-flow-blocked'] };
  const { controls } = judgeTenant({ ...tenant, policies: policiesOf(shape) }, options);
  const [result] = controls;
  if (result === undefined) throw new Error('The device code flow was not decided.');
  return result;
}

describe.each(policyShapes)('Shape $name', (shape) => {
  test('is decided over the directory, with everybody who gets through', () => {
    const result = judgeShape(shape);

    expect(result.verdict).toBe(shape.effective);
    expect(usersShown(result)).toEqual(shape.usersInGap);
    expect(result.usersInGap).toBe(shape.usersInGap.length);
  });

  test('is decided over the policies alone', () => {
    const result = judgeShape(shape, noDirectory);

    expect(result.verdict).toBe(shape.withoutDirectory ?? shape.effective);
    expect(result.usersInGap).toBeNull();
  });

  test('is read to the letter, and a disagreement is a finding', () => {
    const { benchmark, findings, verdict } = judgeShape(shape);
    const disagreement = findings.filter(({ key }) => key === 'literal-and-effective-differ');

    expect(benchmark.verdict).toBe(shape.benchmark);
    expect(disagreement).toHaveLength(shape.benchmark === verdict ? 0 : 1);
  });

  test('has a witness where something gets through, and none where nothing does', () => {
    const { verdict, witness } = judgeShape(shape);

    expect(witness === null).toBe(verdict === 'pass');
  });
});

describe.each(policyShapes.filter(({ cause }) => cause !== undefined))('Shape $name', (shape) => {
  test('is open because of the one thing that it lacks', () => {
    expect(causesOf(judgeShape(shape))).toEqual([shape.cause]);
  });
});

describe('More than one policy', () => {
  test('covers with what each covers: one for browsers, one for apps', () => {
    const result = judge([
      graphPolicy({ id: 'a', conditions: { clientAppTypes: ['browser'] } }),
      graphPolicy({ id: 'b', conditions: { clientAppTypes: ['mobileAppsAndDesktopClients'] } }),
    ]);

    expect(result).toMatchObject({ verdict: 'pass', benchmark: { verdict: 'pass' } });
  });

  test('meets no benchmark to the letter though together they close every sign-in', () => {
    const { verdict, benchmark, findings } = judge([
      graphPolicy({ id: 'a', users: { includeGroups: ['crew'] } }),
      graphPolicy({
        id: 'b',
        users: { ...everyUser, excludeGroups: ['crew'] },
        conditions: { authenticationFlows: null },
        grantControls: graphGrant(['compliantDevice']),
      }),
      graphPolicy({ id: 'c', users: everyUser, applications: { includeApplications: [deviceRegistration] } }),
    ]);

    expect(verdict).toBe('pass');
    expect(benchmark.verdict).toBe('fail');
    expect(findings).toContainEqual({
      key: 'literal-and-effective-differ',
      severity: 'info',
      text:
        'The policies together do what the benchmark is after, yet no single one meets it to the letter; "Block device ' +
        'code flow" comes nearest, and lacks: conditions.users.includeUsers contains All.',
      subject: 'benchmark',
    });
  });

  test('meets the benchmark to the letter, each by itself, though all let somebody through: they are named', () => {
    const butAnn = { users: { ...everyUser, excludeUsers: ['ann'] } };
    const { findings } = judge([
      graphPolicy({ id: 'a', displayName: 'First', ...butAnn }),
      graphPolicy({ id: 'b', displayName: 'Second', ...butAnn }),
      graphPolicy({ id: 'c', displayName: 'Third', state: 'disabled' }),
    ]);

    expect(findings.find(({ key }) => key === 'literal-and-effective-differ')?.text).toBe(
      '"First" and "Second" meet the benchmark to the letter, yet sign-ins still get through.',
    );
  });

  test('is not named as meeting the letter where it is meant for something else', () => {
    const butAnn = { users: { ...everyUser, excludeUsers: ['ann'] } };
    const mfa = { conditions: { authenticationFlows: null }, grantControls: graphGrant(['mfa']) };
    const atRisk = { ...mfa, conditions: { ...mfa.conditions, signInRiskLevels: ['high'] } };
    const { findings } = judge(
      [
        graphPolicy({ id: 'a', displayName: 'MFA', ...butAnn, ...mfa }),
        graphPolicy({ id: 'b', displayName: 'MFA at risk', ...atRisk }),
      ],
      {},
      { controls: ['mfa-for-all-users'] },
    );

    expect(findings.find(({ key }) => key === 'literal-and-effective-differ')?.text).toMatch(
      /^"MFA" meets the/,
    );
  });

  test('protects nobody whom another excludes: an exclusion holds inside its own policy only', () => {
    const result = judge([
      graphPolicy({ id: 'a', users: { ...everyUser, excludeUsers: ['ann'] } }),
      graphPolicy({ id: 'b', users: { includeUsers: ['ann'] } }),
    ]);

    expect(result.verdict).toBe('pass');
  });

  test('without a flow condition blocks the device code flow too', () => {
    expect(judge([graphPolicy({ conditions: { authenticationFlows: null } })]).verdict).toBe('pass');
  });

  test('against legacy clients closes nothing of a flow that these do not know', () => {
    const legacy = graphPolicy({
      conditions: {
        authenticationFlows: null,
        clientAppTypes: ['exchangeActiveSync', 'easSupported', 'other'],
      },
    });

    expect(judge([legacy])).toMatchObject({ verdict: 'fail', unknowns: [] });
  });

  test('on authentication transfer alone leaves device code open', () => {
    const transfer = graphPolicy({
      conditions: { authenticationFlows: { transferMethods: 'authenticationTransfer' } },
    });

    expect(judge([transfer]).verdict).toBe('fail');
  });
});

describe('Near misses', () => {
  test('name what a policy lacks, with what it has and needs, the nearest first', () => {
    const { benchmark } = judge([
      graphPolicy({ id: 'far', state: 'disabled', users: { includeUsers: ['ann'] } }),
      graphPolicy({ id: 'near', state: 'disabled' }),
    ]);

    expect(benchmark.nearMisses.map(({ policy }) => policy.id)).toEqual(['near', 'far']);
    expect(benchmark.nearMisses[0]?.unmet).toEqual([
      { criterion: 'state is enabled', has: 'disabled', needs: 'enabled' },
    ]);
  });

  test('leave out policies that are meant for something else', () => {
    const mfaForAll = graphPolicy({
      conditions: { authenticationFlows: null },
      grantControls: graphGrant(['mfa']),
    });

    expect(judge([mfaForAll]).benchmark.nearMisses).toEqual([]);
  });
});
