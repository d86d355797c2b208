import { advicePages } from './advice-sources.ts';

/** A client that people sign in with by the device code flow, and what works in its place. */
export interface ClientAdvice {
  /** As the command line and the API name it. */
  readonly key: string;
  readonly name: string;
  /** Of its sign-ins by the device code flow, in lower case; none where each tenant has apps of its own. */
  readonly appIds: readonly string[];
  /** The best first. */
  readonly ways: readonly Way[];
}

/** One way to sign in that works where the device code flow does not. */
export interface Way {
  readonly kind:
    | 'broker'
    | 'browser'
    | 'managedIdentity'
    | 'workloadIdentityFederation'
    | 'certificate'
    | 'resourceAccount';
  readonly title: string;
  /** What to type or to write, line by line; names in capitals stand for values of one\'s own. */
  readonly commands: readonly string[];
  readonly note: string;
  readonly source: string;
}

const byTheApp =
  'No user signs in, so policies for users do not apply; give the identity only the roles that the script needs.';

export const clientAdvice: readonly ClientAdvice[] = [
  {
    key: 'AzureCLI',
    name: 'Azure CLI',
    appIds: ['04b07795-8ddb-461a-bbee-02f9e1bf7b46'],
    ways: [
      {
        kind: 'broker',
        title: 'Sign in through the broker of Windows (WAM), elsewhere in the browser',
        commands: ['az login --tenant TENANT'],
        note: 'The default since 2.61.0: leave --use-device-code out. The broker shows the state of the device.',
        source: advicePages.azureCliInteractive,
      },
      {
        kind: 'managedIdentity',
        title: 'On Azure: managed identity',
        commands: ['az login --identity', 'az login --identity --client-id CLIENT_ID'],
        note: `The second form is for a user-assigned identity. ${byTheApp}`,
        source: advicePages.azureCliManagedIdentity,
      },
      {
        kind: 'workloadIdentityFederation',
        title: 'In a pipeline or a cluster: workload identity federation',
        commands: [
          'az login --service-principal --username CLIENT_ID --tenant TENANT --federated-token TOKEN',
        ],
        note: `TOKEN is what the pipeline or cluster issues. ${byTheApp}`,
        source: advicePages.azureCliLogin,
      },
      {
        kind: 'certificate',
        title: 'Elsewhere: service principal with a certificate',
        commands: [
          'az login --service-principal --username CLIENT_ID --tenant TENANT --certificate PATH.pem',
        ],
        note: byTheApp,
        source: advicePages.azureCliServicePrincipal,
      },
    ],
  },
  {
    key: 'AzPowerShell',
    name: 'Az PowerShell',
    appIds: ['1950a258-227b-4e31-a9cf-717495945fc2'],
    ways: [
      {
        kind: 'broker',
        title: 'Sign in through the broker of Windows (WAM), elsewhere in the browser',
        commands: ['Connect-AzAccount -Tenant TENANT'],
        note: 'The default since 12.0.0: leave -UseDeviceAuthentication out. The broker shows the state of the device.',
        source: advicePages.azPowerShellInteractive,
      },
      {
        kind: 'managedIdentity',
        title: 'On Azure: managed identity',
        commands: ['Connect-AzAccount -Identity', 'Connect-AzAccount -Identity -AccountId CLIENT_ID'],
        note: `The second form is for a user-assigned identity. ${byTheApp}`,
        source: advicePages.azPowerShellConnect,
      },
      {
        kind: 'workloadIdentityFederation',
        title: 'In a pipeline or a cluster: workload identity federation',
        commands: [
          'Connect-AzAccount -ServicePrincipal -ApplicationId CLIENT_ID -Tenant TENANT -FederatedToken TOKEN',
        ],
        note: `TOKEN is what the pipeline or cluster issues. ${byTheApp}`,
        source: advicePages.azPowerShellConnect,
      },
      {
        kind: 'certificate',
        title: 'Elsewhere: service principal with a certificate',
        commands: [
          'Connect-AzAccount -ServicePrincipal -ApplicationId CLIENT_ID -Tenant TENANT -CertificateThumbprint THUMBPRINT',
        ],
        note: byTheApp,
        source: advicePages.azPowerShellConnect,
      },
    ],
  },
  {
    key: 'GraphPowerShell',
    name: 'Microsoft Graph PowerShell',
    appIds: ['14d82eec-204b-4c2f-b7e8-296a70dab67e'],
    ways: [
      {
        kind: 'browser',
        title: 'Sign in interactively, through the broker or the browser',
        commands: ['Connect-MgGraph -TenantId TENANT -Scopes "User.Read.All"'],
        note: 'Leave -UseDeviceCode out, and ask for no more scopes than the commands need.',
        source: advicePages.graphPowerShell,
      },
      {
        kind: 'managedIdentity',
        title: 'On Azure: managed identity',
        commands: ['Connect-MgGraph -Identity', 'Connect-MgGraph -Identity -ClientId CLIENT_ID'],
        note: `The second form is for a user-assigned identity. ${byTheApp}`,
        source: advicePages.graphPowerShell,
      },
      {
        kind: 'certificate',
        title: 'Elsewhere: service principal with a certificate',
        commands: ['Connect-MgGraph -ClientId CLIENT_ID -TenantId TENANT -CertificateThumbprint THUMBPRINT'],
        note: byTheApp,
        source: advicePages.graphPowerShell,
      },
    ],
  },
  {
    key: 'VisualStudioCode',
    name: 'Visual Studio Code',
    appIds: ['aebc6443-996d-45c2-90f0-388ff96faa56'],
    ways: [
      {
        kind: 'broker',
        title: 'Sign in through the broker of the system',
        commands: ['"microsoft-authentication.implementation": "msal"'],
        note: "The default setting, on Windows and macOS: use the sign-in of Accounts, and no extension's command for device codes.",
        source: advicePages.visualStudioCode,
      },
      {
        kind: 'browser',
        title: 'Where the broker fails: in the browser',
        commands: ['"microsoft-authentication.implementation": "msal-no-broker"'],
        note: 'The browser opens on the machine in front of you, also where the window is attached to a remote one.',
        source: advicePages.visualStudioCode,
      },
    ],
  },
  {
    key: 'TeamsRooms',
    name: 'Teams Rooms and other shared Teams devices',
    appIds: [],
    ways: [
      {
        kind: 'resourceAccount',
        title: 'Except the resource accounts of the devices, and nobody else',
        commands: [
          'Put each resource account into one group that the blocking policy excludes, before the policy is on',
          'Exclude the Device Registration Service from the policy',
          'Register the device with the device code flow',
        ],
        note:
          'An excluded account can use the flow for every app: keep the group to these accounts, each with an owner ' +
          'and a ticket, watch it, and put no technician into it.',
        source: advicePages.teamsDevices,
      },
    ],
  },
  {
    key: 'BuildAgent',
    name: 'a headless build agent',
    appIds: [],
    ways: [
      {
        kind: 'workloadIdentityFederation',
        title: 'GitHub Actions: workload identity federation',
        commands: [
          'permissions: { id-token: write, contents: read }',
          'uses: azure/login@v2',
          'with: { client-id: CLIENT_ID, tenant-id: TENANT, subscription-id: SUBSCRIPTION }',
        ],
        note: 'The app or managed identity trusts the repository by a federated credential; there is no secret.',
        source: advicePages.githubActions,
      },
      {
        kind: 'workloadIdentityFederation',
        title: 'Azure Pipelines: a service connection with workload identity federation',
        commands: ['task: AzureCLI@2', 'inputs: { azureSubscription: SERVICE_CONNECTION }'],
        note: 'Connections with a secret can be converted in place; there is no secret afterwards.',
        source: advicePages.azurePipelines,
      },
      {
        kind: 'managedIdentity',
        title: 'An agent of your own on Azure: managed identity',
        commands: ['az login --identity --client-id CLIENT_ID'],
        note: byTheApp,
        source: advicePages.azureCliManagedIdentity,
      },
      {
        kind: 'certificate',
        title: 'An agent elsewhere that issues no tokens: service principal with a certificate',
        commands: [
          'az login --service-principal --username CLIENT_ID --tenant TENANT --certificate PATH.pem',
        ],
        note: `Never sign a user in on an agent. ${byTheApp}`,
        source: advicePages.azureCliServicePrincipal,
      },
    ],
  },
  {
    key: 'GraphSDK',
    name: 'a script on a Microsoft Graph SDK',
    appIds: [],
    ways: [
      {
        kind: 'browser',
        title: 'For a person: interactive sign-in in place of DeviceCodeCredential',
        commands: ["new InteractiveBrowserCredential({ tenantId: 'TENANT', clientId: 'CLIENT_ID' })"],
        note: 'The app needs http://localhost as a redirect address of a public client.',
        source: advicePages.graphSdk,
      },
      {
        kind: 'managedIdentity',
        title: 'On Azure: managed identity',
        commands: ["new ManagedIdentityCredential({ clientId: 'CLIENT_ID' })"],
        note: byTheApp,
        source: advicePages.graphSdk,
      },
      {
        kind: 'workloadIdentityFederation',
        title: 'In a pipeline or a cluster: workload identity federation',
        commands: [
          "new WorkloadIdentityCredential({ tenantId: 'TENANT', clientId: 'CLIENT_ID', tokenFilePath: 'PATH' })",
        ],
        note: `PATH is the file with the token that the cluster issues. ${byTheApp}`,
        source: advicePages.workloadIdentityFederation,
      },
      {
        kind: 'certificate',
        title: 'Elsewhere: service principal with a certificate',
        commands: ["new ClientCertificateCredential('TENANT', 'CLIENT_ID', 'PATH.pem')"],
        note: byTheApp,
        source: advicePages.graphSdk,
      },
    ],
  },
];

/** By key, name or app id, upper or lower case; undefined where there is no advice. */
export function findClient(keyOrAppId: string): ClientAdvice | undefined {
  const wanted = keyOrAppId.trim().toLowerCase().replaceAll(/[\s-]/g, '');
  const isWanted = (name: string) => name.toLowerCase().replaceAll(/[\s-]/g, '') === wanted;
  return clientAdvice.find(({ key, name, appIds }) => [key, name, ...appIds].some(isWanted));
}

/** A tool that no protection policy reaches and that Microsoft does not list as an approved client app. */
export function isUnprotectedClient(appId: string): boolean {
  return clientAdvice.some(({ appIds }) => appIds.includes(appId.toLowerCase()));
}
