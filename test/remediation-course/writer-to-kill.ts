import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { remediationIdSchema, tenantIdSchema } from '../../shared/application/identifiers.ts';
import { enforcementHashOf, planHashOf } from '../../shared/application/remediation/hashes.ts';
import { recordEvent, recordProposal } from '../../shared/application/remediation/record-event.ts';
import { lastAttempt } from '../../shared/composition/app.ts';
import { azureWriterAdapters } from '../../shared/composition/azure-writer-adapters.ts';
import { readSettings } from '../../shared/composition/settings.ts';
import { composeWriter } from '../../shared/composition/writer.ts';
import { allControls } from '../../shared/core/controls/catalogue.ts';
import { bindingsOf } from '../../shared/core/remediation/course/bindings-of.ts';
import type { RemediationEvent } from '../../shared/core/remediation/course/events.ts';
import type { Proposal } from '../../shared/core/remediation/course/proposal.ts';
import type { Approval } from '../../shared/core/remediation/course/remediation.ts';
import { idsOfPolicies } from '../../shared/core/remediation/measure/observed-policies.ts';
import { planRemediation } from '../../shared/core/remediation/plan-remediation.ts';
import { scanId } from '../application/examples.ts';
import { RecordingLogger } from '../application/in-memory/recording-logger.ts';
import { exampleProposal } from '../application/remediation/remediation-examples.ts';
import { startAzurite } from '../sandbox/azurite/start-azurite.ts';
import { signInByCode } from '../sandbox/code-sign-in.ts';
import { makeLoopbackCertificate } from '../sandbox/entra-tenant/certificate.ts';
import { startEntraTenant } from '../sandbox/entra-tenant/start-entra-tenant.ts';
import { spawnFunctionHost } from '../sandbox/function-host/spawn-function-host.ts';
import { appEnvironment } from '../sandbox/launcher/app-environment.ts';
import { buildAppPackage } from '../sandbox/launcher/app-package.ts';
import { trustCertificate } from '../sandbox/trust-certificate.ts';

/** After a kill a message is received again this soon. */
const queueLeaseMilliseconds = 1_000;
const soon = {
  AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:01',
  AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:01',
};

const dayMilliseconds = 86_400_000;

export type WriterToKill = Awaited<ReturnType<typeof startWriterToKill>>;

/**
 * The app that writes as it is deployed, in the function host's own process, before real storage and the sandbox tenant.
 * What people and the other app do is done in this process, which trusts the sandbox's certificate from here on.
 */
export async function startWriterToKill(resources: AsyncDisposableStack) {
  const folder = await mkdtemp(join(tmpdir(), 'gateproof-writer-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const certificate = await makeLoopbackCertificate(join(folder, 'certificate'));
  const tls = { cert: certificate.certPath, key: certificate.keyPath };
  const [appDirectory, azurite, tenant] = await Promise.all([
    buildAppPackage(join(folder, 'app')),
    startAzurite({ tls, oauth: true }),
    startEntraTenant({ certificate, throttling: false, pageSize: 999 }),
  ]);
  resources.defer(() => azurite.stop());
  resources.defer(() => tenant.stop());
  await trustCertificate(certificate.caPath);
  const environment = appEnvironment({ azurite, tenant }, soon, 'writer');
  for (const [name, value] of Object.entries(environment)) {
    if (name.startsWith('IDENTITY_')) vi.stubEnv(name, value);
  }
  resources.defer(() => {
    vi.unstubAllEnvs();
  });

  const settings = readSettings(environment);
  const adapters = azureWriterAdapters(settings);
  const { clock } = adapters;
  const tenantId = tenantIdSchema.parse(tenant.tenantId);
  const { EMERGENCY_ACCESS_IDS: emergencyAccess, ADMINISTRATIVE_ROLE_IDS: administrativeRoles } = settings;
  const store = await adapters.remediationStore();
  let proposals = 0;

  const kept = async (id: string) => {
    const found = await store.find(tenantId, remediationIdSchema.parse(id));
    if (found === undefined) throw new Error('There is no such remediation.');
    return found;
  };
  const happen = async (id: string, event: RemediationEvent, at = clock()) => {
    await recordEvent({ remediationStore: store, clock: () => at }, await kept(id), event);
  };
  const signed = async (hash: string): Promise<Approval> => {
    const approver = tenant.api.personas.find(({ name }) => name === 'approver');
    if (approver === undefined) throw new Error('The company has no approver.');
    const { userPrincipalName, id: objectId, displayName: name } = approver.user;
    const { clientId } = tenant.api;
    const { idToken = '' } = await signInByCode(tenant, { clientId, userPrincipalName, nonce: hash });
    const at = clock().toISOString();
    return { by: { objectId, name }, at, reason: 'Reviewed', signedHash: hash, idToken, key: { kty: 'RSA' } };
  };
  const message = (id: string) =>
    ({ version: 1, tenantId, remediationId: remediationIdSchema.parse(id) }) as const;

  return {
    tenant,
    tenantId,
    store,
    kept,
    heads: async (id: string) =>
      (await adapters.journalHeadStore()).heads(tenantId, remediationIdSchema.parse(id)),

    /** In a process of its own. `begun`: the function runs; `ended`: it has, for so many milliseconds. */
    async spawn() {
      const begun = Promise.withResolvers<void>();
      const ended = Promise.withResolvers<number>();
      const host = await spawnFunctionHost({
        appDirectory,
        environment,
        queueLeaseMilliseconds,
        log({ event, durationMilliseconds = 0 }) {
          if (event === 'functionStarted') begun.resolve();
          if (event === 'functionSucceeded') ended.resolve(durationMilliseconds);
        },
      });
      return { ...host, begun: begun.promise, ended: ended.promise };
    },

    putMessage: async (id: string) => (await adapters.remediationQueue()).put(message(id)),

    /** One delivery in this process, as of so much later. */
    async deliverLater(id: string, milliseconds: number): Promise<void> {
      const later = () => new Date(clock().getTime() + milliseconds);
      const delivery = {
        queue: 'remediations',
        messageId: 'm1',
        insertedAt: clock().toISOString(),
        attempt: 1,
      };
      const writer = composeWriter(
        settings,
        { ...adapters, clock: later, sleep: async () => {} },
        lastAttempt,
      );
      await writer.applyRemediation({ ...delivery, message: message(id) }, new RecordingLogger());
    },

    /** For the first control of which a policy is to be created, and none is on its way; approved to be applied. */
    async approveCreation(): Promise<Proposal> {
      proposals += 1;
      const snapshot = await (await adapters.tenantReader()).read(tenantId, []);
      const at = clock().toISOString();
      const plan = allControls
        .flatMap(
          ({ key }) => planRemediation(snapshot, key, { emergencyAccess, administrativeRoles, at }).plans,
        )
        .find(({ kind, policies, after }) => {
          const names = snapshot.policies.map((policy) => JSON.stringify(policy));
          const isNew = policies.every(
            ({ policy }) => !names.some((name) => name.includes(policy.displayName)),
          );
          return kind === 'create' && after.verdict === 'pass' && isNew;
        });
      if (plan === undefined) throw new Error('There is no plan that creates a policy.');
      const proposal = exampleProposal(proposals, {
        tenantId,
        plan,
        restsOn: bindingsOf(snapshot, { plan, emergencyAccess, exceptions: [] }),
        proposedAt: at,
        expiresAt: new Date(clock().getTime() + dayMilliseconds).toISOString(),
      });
      await recordProposal({ remediationStore: store }, proposal);
      const approval = await signed(planHashOf(proposal));
      await happen(proposal.remediationId, { kind: 'applicationApproved', approval });
      return proposal;
    },

    /** Applied by the writer of fifteen days ago, observed since, and approved to be enforced. */
    async approveEnforcement(): Promise<Proposal> {
      const proposal = await this.approveCreation();
      const id = proposal.remediationId;
      await this.deliverLater(id, -15 * dayMilliseconds);
      await happen(id, { kind: 'observationBegun', scanId: scanId(2) });
      const { remediation } = await kept(id);
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
      await happen(id, {
        kind: 'enforcementApproved',
        approval,
        enforcementHash,
        enforcement,
        acknowledged: [],
      });
      return proposal;
    },
  };
}
