import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createManagedIdentityCredential } from '../../../../shared/adapters/credentials/managed-identity-credential.ts';
import { GraphPolicyWriter } from '../../../../shared/adapters/graph/graph-policy-writer.ts';
import { GraphTenantReader } from '../../../../shared/adapters/graph/graph-tenant-reader.ts';
import { tenantIdSchema } from '../../../../shared/application/identifiers.ts';
import { enforcementHashOf, planHashOf } from '../../../../shared/application/remediation/hashes.ts';
import { recordEvent, recordProposal } from '../../../../shared/application/remediation/record-event.ts';
import { azureWriterAdapters } from '../../../../shared/composition/azure-writer-adapters.ts';
import { readSettings } from '../../../../shared/composition/settings.ts';
import { composeWriter, type WriterAdapters } from '../../../../shared/composition/writer.ts';
import { bindingsOf } from '../../../../shared/core/remediation/course/bindings-of.ts';
import type { RemediationEvent } from '../../../../shared/core/remediation/course/events.ts';
import type { Approval } from '../../../../shared/core/remediation/course/remediation.ts';
import { idsOfPolicies } from '../../../../shared/core/remediation/measure/observed-policies.ts';
import { planRemediation } from '../../../../shared/core/remediation/plan-remediation.ts';
import { type Azurite, startAzurite } from '../../../sandbox/azurite/start-azurite.ts';
import { signInByCode } from '../../../sandbox/code-sign-in.ts';
import { type EntraTenant, startEntraTenant } from '../../../sandbox/entra-tenant/start-entra-tenant.ts';
import { scanId } from '../../examples.ts';
import { RecordingLogger } from '../../in-memory/recording-logger.ts';
import { exampleProposal, remediationId } from '../remediation-examples.ts';

const trusted = getCACertificates('default');
const control = 'device-code-flow-blocked';
let azurite: Azurite;
let sandbox: EntraTenant;
let adapters: WriterAdapters;
let emergencyAccess: readonly string[];

beforeAll(async () => {
  [azurite, sandbox] = await Promise.all([startAzurite(), startEntraTenant({ throttling: false })]);
  setDefaultCACertificates([...trusted, await readFile(sandbox.certificate.caPath, 'utf8')]);
  vi.stubEnv('IDENTITY_ENDPOINT', sandbox.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', sandbox.identities.writer.identityHeader);
  const { groups } = sandbox.state.tenant;
  emergencyAccess = groups
    .filter(({ displayName }) => displayName === 'Emergency access')
    .map(({ id }) => id);
  adapters = { ...azureWriterAdapters(settings()), ...unpaced() };
});

afterAll(async () => {
  vi.unstubAllEnvs();
  setDefaultCACertificates(trusted);
  await Promise.all([azurite.stop(), sandbox.stop()]);
});

/** The same adapters, which wait for nothing: this Graph does not throttle. */
function unpaced(): Pick<WriterAdapters, 'tenantReader' | 'policyWriter' | 'sleep'> {
  const options = {
    credential: createManagedIdentityCredential(sandbox.identities.writer.clientId),
    settings: { baseUrl: sandbox.graphUrl, scope: 'https://graph.microsoft.com/.default' },
    runtime: { sleep: async () => undefined },
  };
  return {
    tenantReader: async () => new GraphTenantReader({ ...options, alsoGroups: emergencyAccess }),
    policyWriter: async () => new GraphPolicyWriter(options),
    sleep: async () => undefined,
  };
}

function settings() {
  return readSettings({
    FUNCTION_APP: 'writer',
    WRITER_CLIENT_ID: sandbox.identities.writer.clientId,
    REMEDIATION_DRY_RUN: 'false',
    TENANT_IDS: sandbox.tenantId,
    SCAN_SCHEDULE: '0 0 * * * *',
    AUTHORITY_HOST: sandbox.loginUrl,
    API_TENANT_ID: sandbox.tenantId,
    API_CLIENT_ID: sandbox.api.clientId,
    GRAPH_BASE_URL: sandbox.graphUrl,
    GRAPH_SCOPE: 'https://graph.microsoft.com/.default',
    EMERGENCY_ACCESS_IDS: emergencyAccess.join(),
    AzureWebJobsStorage: azurite.connectionString,
  });
}

/** One remediation of the sandbox's company, of which the reader's part is done by hand. */
async function proposed() {
  const tenantId = tenantIdSchema.parse(sandbox.tenantId);
  const id = remediationId(1);
  const store = await adapters.remediationStore();
  const { clock } = adapters;
  const snapshot = await (await adapters.tenantReader()).read(tenantId, []);
  const at = clock().toISOString();
  const { plans, verdict, usersInGap } = planRemediation(snapshot, control, { emergencyAccess, at });
  const plan = plans.find(({ after }) => after.verdict === 'pass');
  if (plan === undefined) throw new Error('There is no plan.');
  const proposal = exampleProposal(1, {
    tenantId,
    plan,
    before: { verdict, usersInGap },
    restsOn: bindingsOf(snapshot, { plan, emergencyAccess, exceptions: [] }),
    basis: { scanId: scanId(1), scannedAt: at, inputHash: `sha256:${'0'.repeat(64)}` },
    proposedAt: at,
    expiresAt: new Date(clock().getTime() + 3_600_000).toISOString(),
  });
  await recordProposal({ remediationStore: store }, proposal);

  const kept = async () => {
    const found = await store.find(tenantId, id);
    if (found === undefined) throw new Error('There is no remediation.');
    return found;
  };
  const happen = async (event: RemediationEvent) => {
    await recordEvent({ remediationStore: store, clock }, await kept(), event);
  };
  const deliver = (clockOfWriter = clock) =>
    composeWriter(settings(), { ...adapters, clock: clockOfWriter }, 5).applyRemediation(
      {
        queue: 'remediations',
        messageId: 'm1',
        insertedAt: at,
        message: { version: 1, tenantId, remediationId: id },
        attempt: 1,
      },
      new RecordingLogger(),
    );
  return { tenantId, id, store, proposal, kept, happen, deliver };
}

/** The approver signs the hash in their browser. */
async function signed(hash: string): Promise<Approval> {
  const approver = sandbox.api.personas.find(({ name }) => name === 'approver');
  if (approver === undefined) throw new Error('There is no approver.');
  const { userPrincipalName, id: objectId, displayName: name } = approver.user;
  const { clientId } = sandbox.api;
  const { idToken = '' } = await signInByCode(sandbox, { clientId, userPrincipalName, nonce: hash });
  const at = adapters.clock().toISOString();
  return { by: { objectId, name }, at, reason: 'Reviewed', signedHash: hash, idToken, key: { kty: 'RSA' } };
}

describe('The writer before the sandbox tenant and Azurite', () => {
  it('carries a remediation out, from its approval until it is in force', async () => {
    const { tenantId, id, store, proposal, kept, happen, deliver } = await proposed();
    const created = proposal.plan.policies.some(({ policy }) => policy.id === null);
    const before = sandbox.state.tenant.policies.length;

    await happen({ kind: 'applicationApproved', approval: await signed(planHashOf(proposal)) });
    sandbox.policies.setReadLag({ reads: 1 });
    // By the writer's clock the days of observing have passed when the enforcement is approved.
    await deliver(() => new Date(adapters.clock().getTime() - 15 * 86_400_000));
    expect((await kept()).remediation.state).toMatchObject({ status: 'appliedInReportOnly' });

    await happen({ kind: 'observationBegun', scanId: scanId(2) });
    const { remediation } = await kept();
    const enforcement = {
      version: 1,
      remediationId: id,
      tenantId,
      planHash: remediation.planHash,
      policyIds: idsOfPolicies(remediation),
      acknowledges: [],
    } as const;
    const enforcementHash = enforcementHashOf(enforcement);
    const approval = await signed(enforcementHash);
    await happen({ kind: 'enforcementApproved', approval, enforcementHash, enforcement, acknowledged: [] });
    await deliver();

    expect((await kept()).remediation.state).toMatchObject({ status: 'enforced' });
    expect(sandbox.state.tenant.policies).toHaveLength(before + (created ? 1 : 0));
    const states = idsOfPolicies(remediation).map((policyId) => sandbox.state.policy(policyId).state);
    expect(new Set(states)).toEqual(new Set(['enabled']));
    const heads = await (await adapters.journalHeadStore()).heads(tenantId, id);
    const journal = await store.journal(tenantId, id);
    expect(heads.map(({ hash }) => hash)).toEqual(journal.map(({ hash }) => hash));
    expect(sandbox.audits.entries.map(({ actor }) => actor)).toMatchObject(
      Array.from(sandbox.audits.entries, () => ({ displayName: 'gateproof-writer' })),
    );
  }, 60_000);
});
