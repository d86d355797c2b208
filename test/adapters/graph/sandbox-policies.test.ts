import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphPolicyAudit } from '../../../shared/adapters/graph/graph-policy-audit.ts';
import { GraphWhatIf } from '../../../shared/adapters/graph/graph-what-if.ts';
import { tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { ForbiddenError, NotFoundError } from '../../../shared/core/errors.ts';
import { whatIfFindings } from '../../../shared/core/remediation/measure/what-if-findings.ts';
import { whatIfSample } from '../../../shared/core/remediation/measure/what-if-sample.ts';
import { northwindSandbox } from '../../sandbox/entra-tenant/company/company.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { startTrusted, tokenOf } from '../../sandbox-tests/entra-tenant/sandbox-client.ts';
import { VirtualTime } from './virtual-time.ts';

let sandbox: EntraTenant;
beforeAll(async () => {
  sandbox = await startTrusted();
});
afterAll(() => sandbox.stop());

/** As the reader, who waits for nothing. */
function options(tenant = sandbox) {
  const { clock, sleep } = new VirtualTime();
  return {
    credential: {
      getToken: async () => ({
        token: await tokenOf(tenant),
        expiresOnTimestamp: Number.MAX_SAFE_INTEGER,
      }),
    },
    settings: { baseUrl: tenant.graphUrl, scope: 'https://graph.microsoft.com/.default' },
    runtime: { clock, sleep, random: () => 0 },
  };
}

const tenantId = () => tenantIdSchema.parse(sandbox.tenantId);

describe('What If of the sandbox tenant, over HTTPS', () => {
  it('answers the sample of a control as the proof does', async () => {
    const whatIf = new GraphWhatIf(options());
    const policyIds = sandbox.state.tenant.policies.map(({ id }) => id);
    const sample = whatIfSample(sandbox.export(), {
      control: 'device-code-flow-blocked',
      policyIds,
      emergencyAccess: [],
      inGapBefore: null,
      at: '2026-11-22T10:00:00.000Z',
    });
    const [first] = sample;
    if (first === undefined) throw new Error('There is nobody to ask about.');

    const answers = await whatIf.evaluate(tenantId(), first.request);

    expect(answers.map(({ policyId }) => policyId)).toEqual(policyIds);
    expect(whatIfFindings(first, answers).filter(({ key }) => key === 'what-if-disagrees')).toEqual([]);
  });

  it('knows no user who is gone', async () => {
    const whatIf = new GraphWhatIf(options());
    const question = {
      signInIdentity: {
        '@odata.type': '#microsoft.graph.userSignIn',
        userId: '99999999-0000-4000-8000-000000000001',
      },
      signInContext: {
        '@odata.type': '#microsoft.graph.applicationContext',
        includeApplications: ['499b84ac-1321-427f-aa17-267ca6975798'],
      },
      signInConditions: { clientAppType: 'browser' },
    };

    await expect(whatIf.evaluate(tenantId(), question)).rejects.toThrow(NotFoundError);
  });
});

describe('The directory audit of the sandbox tenant, over HTTPS', () => {
  it('tells who changed the policy, and no change of another one', async () => {
    const audit = new GraphPolicyAudit(options());
    const [policy, other] = sandbox.state.tenant.policies.filter(({ templateId }) => templateId === null);
    const [ada] = sandbox.state.tenant.users;
    if (policy === undefined || other === undefined || ada === undefined)
      throw new Error('The company is empty.');
    const since = new Date(Date.now() - 60_000).toISOString();
    const person = sandbox.asAdministrator(ada.id);
    person.changePolicy(policy.id, { displayName: `${policy.displayName} (old)` });
    person.changePolicy(other.id, { displayName: `${other.displayName} (old)` });
    person.changePolicy(policy.id, { state: 'disabled' });

    const changes = await audit.changes(tenantId(), policy.id, since);

    const actor = { kind: 'person', objectId: ada.id, name: ada.displayName };
    expect(changes.map(({ activity, actor: by }) => [activity, by])).toEqual([
      ['Update conditional access policy', actor],
      ['Update conditional access policy', actor],
    ]);
    const later = new Date(Date.now() + 60_000).toISOString();
    expect(await audit.changes(tenantId(), policy.id, later)).toEqual([]);
  });

  it('is kept from a tenant without the licence', async () => {
    await using resources = new AsyncDisposableStack();
    const unlicensed = await startTrusted({ tenant: { ...northwindSandbox(), subscribedSkus: [] } });
    resources.defer(() => unlicensed.stop());

    const reading = new GraphPolicyAudit(options(unlicensed)).changes(
      tenantIdSchema.parse(unlicensed.tenantId),
      'p1',
      '2026-11-22T10:00:00.000Z',
    );

    await expect(reading).rejects.toThrow(ForbiddenError);
    await expect(reading).rejects.toThrow('no Entra ID P1 or P2 licence');
  });
});
