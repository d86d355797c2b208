/** Resources that a sign-in can be for: name on the command line, application id, the addresses that scopes name. */
interface Resource {
  readonly name: string;
  readonly displayName: string;
  readonly appId: string;
  readonly addresses: readonly string[];
}

/** The delegated scopes that Entra calls baseline scopes: a request for nothing else names no resource of its own. */
const baselineScopeNames: ReadonlySet<string> = new Set(
  (
    'openid profile email offline_access User.Read User.Read.All User.ReadBasic.All People.Read ' +
    'People.Read.All GroupMember.Read.All Member.Read.Hidden'
  )
    .toLowerCase()
    .split(' '),
);

/** The point of the space that stands for a request for baseline scopes only. */
export const baselineScopes = 'baselineScopes';
export const microsoftGraph = '00000003-0000-0000-c000-000000000000';
/** Windows Azure Active Directory, to which Entra maps requests for baseline scopes only. */
export const windowsAzureActiveDirectory = '00000002-0000-0000-c000-000000000000';
export const deviceRegistrationService = '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9';
export const azureServiceManagement = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
export const intuneEnrollment = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
const exchangeOnline = '00000002-0000-0ff1-ce00-000000000000';
const sharePointOnline = '00000003-0000-0ff1-ce00-000000000000';
export const microsoftTeams = 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe';
const azurePortal = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';

/** Which applications lie in the suites that policies name, as far as the sandbox needs them. */
export const suites: Readonly<Record<string, readonly string[]>> = {
  Office365: [exchangeOnline, sharePointOnline, microsoftTeams],
  MicrosoftAdminPortals: [azurePortal],
};

const resources: readonly Resource[] = [
  {
    name: 'graph',
    displayName: 'Microsoft Graph',
    appId: microsoftGraph,
    addresses: ['https://graph.microsoft.com'],
  },
  {
    name: 'azure',
    displayName: 'Windows Azure Service Management API',
    appId: azureServiceManagement,
    addresses: ['https://management.azure.com', 'https://management.core.windows.net'],
  },
  {
    name: 'device-registration',
    displayName: 'Device Registration Service',
    appId: deviceRegistrationService,
    addresses: ['urn:ms-drs:enterpriseregistration.windows.net'],
  },
  {
    name: 'exchange',
    displayName: 'Office 365 Exchange Online',
    appId: exchangeOnline,
    addresses: ['https://outlook.office365.com', 'https://outlook.office.com'],
  },
  {
    name: 'intune-enrollment',
    displayName: 'Microsoft Intune Enrollment',
    appId: intuneEnrollment,
    addresses: ['https://enrollment.manage.microsoft.com'],
  },
  {
    name: 'teams',
    displayName: 'Microsoft Teams Services',
    appId: microsoftTeams,
    addresses: ['https://api.spaces.skype.com'],
  },
  { name: 'azure-portal', displayName: 'Azure Portal', appId: azurePortal, addresses: [] },
  {
    name: 'storage',
    displayName: 'Azure Storage',
    appId: 'e406a681-f3d4-42a8-90b6-c2b029497af1',
    addresses: ['https://storage.azure.com'],
  },
];

/** What a `scope` parameter asks for: an application id (its own, or that of an address), or baseline scopes only. */
export function resourceOfScope(scope: string): string {
  const asked = scope.split(/\s+/).filter((part) => part !== '');
  const beyondBaseline = asked.filter((part) => !baselineScopeNames.has(withoutGraph(part).toLowerCase()));
  const [first] = beyondBaseline;
  if (first === undefined) return baselineScopes;
  const address = first.includes('/') ? first.slice(0, first.lastIndexOf('/')) : microsoftGraph;
  return appIdOf(address);
}

/** The application id behind a name, an address or an application id; anything else is taken as it is. */
export function appIdOf(resource: string): string {
  const trimmed = resource.replace(/\/+$/, '');
  const known = resources.find(
    ({ name, appId, addresses }) => name === trimmed || appId === trimmed || addresses.includes(trimmed),
  );
  return known?.appId ?? trimmed;
}

/** What a token for the resource names as its audience. */
export function resourceAddress(appId: string): string {
  const known = resources.find(
    (resource) => resource.appId === (appId === baselineScopes ? microsoftGraph : appId),
  );
  return known?.addresses[0] ?? appId;
}

/** The name of a resource or of one of the public clients that come with Microsoft's own tools. */
export function displayNameOf(appId: string): string {
  if (appId === baselineScopes) return 'Windows Azure Active Directory';
  return resources.find((resource) => resource.appId === appId)?.displayName ?? publicClients[appId] ?? appId;
}

export const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** What room devices sign in with. */
export const authenticationBroker = '29d9ed98-a469-4536-ade2-f981bc1d605e';

const publicClients: Readonly<Record<string, string>> = {
  [authenticationBroker]: 'Microsoft Authentication Broker',
  [azureCli]: 'Microsoft Azure CLI',
  '1950a258-227b-4e31-a9cf-717495945fc2': 'Microsoft Azure PowerShell',
  '14d82eec-204b-4c2f-b7e8-296a70dab67e': 'Microsoft Graph Command Line Tools',
};

/** The permissions in a scope for Microsoft Graph, as the claim `scp` lists them. */
export function graphScopesIn(scope: string): string {
  const names = scope.split(/\s+/).map(withoutGraph);
  return names.filter((name) => name !== '' && name !== '.default').join(' ');
}

function withoutGraph(scope: string): string {
  return scope.replace(/^https:\/\/graph\.microsoft\.com\//, '');
}
