import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdmin } from './admin/admin-endpoint.ts';
import { registerApi } from './api/api-registration.ts';
import { ApiTokens } from './api/api-tokens.ts';
import { makeLoopbackCertificate } from './certificate.ts';
import { northwindSandbox } from './company/company.ts';
import { guidOf } from './company/deterministic.ts';
import { microsoftManagedDeviceCodePolicy } from './company/microsoft-managed-policy.ts';
import type { EntraTenant, EntraTenantOptions } from './entra-tenant.ts';
import { usersWhoCanUseDeviceCode } from './evaluation/device-code-users.ts';
import { createGraph } from './graph/graph.ts';
import { Faults } from './http/faults.ts';
import { Interventions } from './http/interventions.ts';
import { startServer } from './http/server.ts';
import { makeIdentities } from './identities.ts';
import { createLogAnalytics } from './log-analytics/log-analytics.ts';
import { AuthorizationCodes } from './login/authorization-codes.ts';
import { DeviceCodes } from './login/device-codes.ts';
import { createLogin } from './login/login.ts';
import { RefreshTokens } from './login/refresh-tokens.ts';
import { answerManagedIdentity, managedIdentityPath } from './managed-identity.ts';
import { playSignIn } from './play-sign-in.ts';
import { managedPolicyService } from './policies/actor.ts';
import { administrator, userActor } from './policies/administrator.ts';
import { DirectoryAuditLog } from './policies/directory-audit-log.ts';
import { Policies } from './policies/policies.ts';
import { PolicyReplica } from './policies/policy-replica.ts';
import { SandboxState } from './sandbox-state.ts';
import { SignInLog } from './sign-in-log.ts';
import { SigningKeys } from './signing-keys.ts';
import { simulateSignIns } from './simulate-sign-ins.ts';
import { tenantExport } from './tenant-export.ts';
import { createTokenIssuer } from './tokens.ts';

export type { EntraTenant, EntraTenantOptions } from './entra-tenant.ts';

/** Starts the sandbox tenant on loopback. Throws where a port is taken. */
export async function startEntraTenant(options: EntraTenantOptions = {}): Promise<EntraTenant> {
  const { clock = () => new Date(), adminKey = randomBytes(24).toString('base64url') } = options;
  const tenant = options.tenant ?? northwindSandbox();
  const state = new SandboxState(tenant, clock);
  const signIns = new SignInLog(state);
  const audits = new DirectoryAuditLog();
  const policies = new Policies(state, audits, new PolicyReplica(() => state.now()));
  const faults = new Faults();
  const interventions = new Interventions();
  const identities = makeIdentities(tenant.tenantId);
  const keys = await SigningKeys.create();
  const tokens = createTokenIssuer(tenant.tenantId, keys);
  const api = registerApi(tenant);
  const { certificate, discard } = await certificateFor(options);

  const graph = createGraph({
    state,
    signIns,
    policies,
    audits,
    tokens,
    usualPage: options.pageSize ?? 100,
    throttling: options.throttling ?? true,
  });
  const workspaceId = guidOf(tenant.tenantId, 'workspace/sign-in-logs');
  const readers = [identities.reader.clientId];
  const logAnalytics = createLogAnalytics({ state, signIns, tokens, readers, workspaceId });
  const login = createLogin({
    state,
    signIns,
    keys,
    tokens,
    api,
    apiTokens: new ApiTokens(tenant.tenantId, api, keys),
    deviceCodes: new DeviceCodes(),
    authorizationCodes: new AuthorizationCodes(),
    refreshTokens: new RefreshTokens(),
    applications: [...Object.values(identities), api.scanClient],
  });
  const admin = createAdmin({ adminKey, state, policies, audits, signIns, faults, keys, api });
  const servers = new AsyncDisposableStack();
  servers.defer(discard);
  try {
    const web = await startServer({
      port: options.port ?? 0,
      tls: {
        cert: await readFile(certificate.certPath, 'utf8'),
        key: await readFile(certificate.keyPath, 'utf8'),
      },
      faults,
      interventions,
      handle: async (request) =>
        (await admin(request)) ?? (await login(request)) ?? (await logAnalytics(request)) ?? graph(request),
    });
    servers.defer(() => web.stop());
    const managedIdentity = await startServer({
      port: options.managedIdentityPort ?? 0,
      faults,
      interventions,
      handle: (request) => answerManagedIdentity(request, Object.values(identities), tokens),
    });
    servers.defer(() => managedIdentity.stop());
    return {
      tenantId: tenant.tenantId,
      loginUrl: web.url,
      graphUrl: web.url,
      identityEndpoint: `${managedIdentity.url}${managedIdentityPath}`,
      identities,
      api,
      keys,
      adminKey,
      certificate,
      state,
      signIns,
      policies,
      audits,
      asAdministrator: (idOrName) => administrator(policies, userActor(state, idOrName)),
      introduceManagedPolicy: () => policies.add(managedPolicyService, microsoftManagedDeviceCodePolicy),
      addFault: (order) => faults.add(order),
      clearFaults: () => faults.clear(),
      intervene: (intervention) => interventions.add(intervention),
      clearInterventions: () => interventions.clear(),
      evaluate: (signIn) => playSignIn(state, signIns, signIn),
      workspaceId,
      simulateSignIns: (period) => simulateSignIns(state, signIns, period),
      usersWhoCanUseDeviceCode: () => usersWhoCanUseDeviceCode(state.tenant),
      export: () => tenantExport(state.tenant),
      stop: () => servers.disposeAsync(),
    };
  } catch (error) {
    await servers.disposeAsync();
    throw error;
  }
}

async function certificateFor({ certificate }: EntraTenantOptions) {
  if (certificate !== undefined) return { certificate, discard: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'gateproof-sandbox-'));
  return {
    certificate: await makeLoopbackCertificate(folder),
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}
