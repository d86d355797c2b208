import { expect, it } from 'vitest';
import { allControls } from '../../../../shared/core/controls/catalogue.ts';
import { whatIfFindings } from '../../../../shared/core/remediation/measure/what-if-findings.ts';
import { whatIfSample } from '../../../../shared/core/remediation/measure/what-if-sample.ts';
import { northwindSandbox } from '../../../sandbox/entra-tenant/company/company.ts';
import { principalOfUser } from '../../../sandbox/entra-tenant/evaluation/principal.ts';
import { whatIf } from '../../../sandbox/entra-tenant/evaluation/what-if.ts';
import { whatIfBodySchema } from '../../../sandbox/entra-tenant/graph/what-if-body.ts';
import { tenantExport } from '../../../sandbox/entra-tenant/tenant-export.ts';
import { today } from '../../judge-tenant/judgement.ts';

const company = northwindSandbox();
const policyIds = company.policies.map(({ id }) => id);
const emergencyAccess = company.users.slice(0, 2).map(({ id }) => id);
const controls = allControls
  .filter(({ claim }) => claim.kind !== 'trustedLocationsDefined')
  .map(({ key }) => key);

/** What the sandbox answers to the body, policy by policy. */
function answersTo(body: unknown) {
  const {
    signInIdentity,
    signInContext: context,
    signInConditions: conditions,
  } = whatIfBodySchema.parse(body);
  const user = company.users.find(({ id }) => 'userId' in signInIdentity && id === signInIdentity.userId);
  if (user === undefined) throw new Error('The sandbox does not know the user.');
  const identity = { kind: 'user', principal: principalOfUser(company, user) } as const;
  return company.policies.map((policy) => {
    const { policyApplies, analysisReasons } = whatIf(policy, company, { identity, context, conditions });
    return { policyId: policy.id, policyApplies, analysisReasons: analysisReasons.split(',') };
  });
}

it.each(controls)('The sandbox and the proof agree on the whole sample for %s', (control) => {
  const options = { control, policyIds, emergencyAccess, inGapBefore: null, at: today };
  const sample = whatIfSample(tenantExport(company), options);

  const findings = sample.flatMap((asked) => whatIfFindings(asked, answersTo(asked.request)));

  expect(sample.map(({ as }) => as)).toEqual(expect.arrayContaining(['emergencyAccess', 'member', 'guest']));
  expect(sample.every(({ expected }) => expected.length === policyIds.length)).toBe(true);
  expect(new Set(sample.flatMap(({ expected }) => expected.map(({ applies }) => applies)))).toEqual(
    new Set(['yes', 'no']),
  );
  expect(findings.filter(({ key }) => key === 'what-if-disagrees')).toEqual([]);
});
