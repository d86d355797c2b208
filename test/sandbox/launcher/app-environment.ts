import type { Azurite } from '../azurite/start-azurite.ts';
import type { IdentityName } from '../entra-tenant/identities.ts';
import type { EntraTenant } from '../entra-tenant/start-entra-tenant.ts';
import type { NotificationReceiver } from './notification-receiver.ts';

export interface AppSurroundings {
  readonly azurite: Pick<Azurite, 'blobUrl' | 'queueUrl' | 'tableUrl'>;
  readonly tenant: EntraTenant;
  /** Absent where nobody is notified. */
  readonly notifications?: Pick<NotificationReceiver, 'url' | 'secret'>;
}

const hourly = '0 0 * * * *';

/** What a process needs of the system that it runs on. */
const systemNames = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE'];

/** App settings that may come from outside: those that lead to no other tenant and no other storage. */
const openNames = [
  'SCAN_SCHEDULE',
  'EMERGENCY_ACCESS_IDS',
  'ADMINISTRATIVE_ROLE_IDS',
  'PROOF_STEP_LIMIT',
  'MAX_RESULT_AGE_HOURS',
  'SIGN_IN_HISTORY_DAYS',
  'SIGN_IN_LATENESS_HOURS',
  'SIGN_IN_VOLUME_LIMIT',
  'REMEDIATION_DRY_RUN',
  'REMEDIATION_DELIVERY',
  'REMEDIATION_APPROVALS',
  'APPROVAL_HOURS',
  'APPROVAL_AUTHENTICATION_CONTEXT',
  'OBSERVATION_DAYS',
];
const hostOverride = 'AzureFunctionsJobHost__';

/**
 * The whole environment of one app's process: what Azure would set (the managed identity) and the app settings.
 * Nothing else is passed on, so that no proxy, credential or storage account of this machine reaches it.
 */
export function appEnvironment(
  { azurite, tenant, notifications }: AppSurroundings,
  outside: NodeJS.ProcessEnv,
  functionApp: IdentityName = 'reader',
): NodeJS.ProcessEnv {
  const identity = tenant.identities[functionApp];
  return {
    ...pick(outside, (name) => systemNames.includes(name)),
    NODE_EXTRA_CA_CERTS: tenant.certificate.caPath,
    IDENTITY_ENDPOINT: tenant.identityEndpoint,
    IDENTITY_HEADER: identity.identityHeader,

    AzureWebJobsStorage__blobServiceUri: azurite.blobUrl,
    AzureWebJobsStorage__queueServiceUri: azurite.queueUrl,
    AzureWebJobsStorage__tableServiceUri: azurite.tableUrl,
    AzureWebJobsStorage__credential: 'managedidentity',
    AzureWebJobsStorage__clientId: identity.clientId,

    AUTHORITY_HOST: tenant.loginUrl,
    API_TENANT_ID: tenant.tenantId,
    API_CLIENT_ID: tenant.api.clientId,
    TENANT_IDS: tenant.tenantId,
    FUNCTION_APP: functionApp,
    [functionApp === 'reader' ? 'READER_CLIENT_ID' : 'WRITER_CLIENT_ID']: identity.clientId,
    // Only a made-up tenant is written.
    REMEDIATION_DRY_RUN: 'false',
    GRAPH_BASE_URL: tenant.graphUrl,
    GRAPH_SCOPE: 'https://graph.microsoft.com/.default',
    EMERGENCY_ACCESS_IDS: emergencyAccessGroup(tenant),
    ADMINISTRATIVE_ROLE_IDS: customRoles(tenant),
    SCAN_SCHEDULE: hourly,
    ...(notifications && {
      NOTIFIER: 'webhook',
      WEBHOOK_URL: notifications.url,
      WEBHOOK_SECRET: notifications.secret,
    }),
    MAX_RESULT_AGE_HOURS: '3',
    ...pick(outside, (name) => openNames.includes(name) || name.startsWith(hostOverride)),
  };
}

function pick(environment: NodeJS.ProcessEnv, isWanted: (name: string) => boolean): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => isWanted(name)));
}

function emergencyAccessGroup({ state }: EntraTenant): string | undefined {
  return state.tenant.groups.find(({ displayName }) => displayName === 'Emergency access')?.id;
}

function customRoles({ state }: EntraTenant): string {
  return state.tenant.roleDefinitions
    .filter(({ isBuiltIn }) => !isBuiltIn)
    .map(({ id }) => id)
    .join();
}
