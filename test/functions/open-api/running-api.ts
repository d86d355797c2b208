import { type HttpHandler, HttpRequest, HttpResponse } from '@azure/functions';
import { register } from '../../../functions/register.ts';
import { appRoles } from '../../../shared/application/app-roles.ts';
import type { Caller } from '../../../shared/application/caller.ts';
import type { TokenValidator } from '../../../shared/application/ports/token-validator.ts';
import { UnauthenticatedError } from '../../../shared/core/errors.ts';
import { minute, scanId, tenantId } from '../../application/examples.ts';
import { idTokenOf } from '../../application/in-memory/in-memory-approval-verifier.ts';
import { ada, bo, roomOne, rooms } from '../../core/exceptions/register-examples.ts';
import { northwindSandbox } from '../../sandbox/entra-tenant/company/company.ts';
import { tenantExport } from '../../sandbox/entra-tenant/tenant-export.ts';
import { type AppUnderTest, appUnderTest, invocation } from '../app-under-test.ts';
import type { SeenAnswer } from './described-api.ts';

export const tenant = tenantId(1);
const policy = '50000000-0000-4000-8000-000000000001';

export interface RequestToSend {
  readonly method: string;
  /** From `/` on, with the query, as it goes over the wire. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Uint8Array | undefined;
}

/** All functions over in-memory twins that hold results, exceptions and sign-ins, asked as the host asks them. */
export interface RunningApi extends AppUnderTest {
  send(request: RequestToSend): Promise<SeenAnswer>;
  /** Ids of what there is, by the name of the parameter that asks for it. */
  readonly known: Readonly<Record<string, readonly string[]>>;
}

export async function runningApi(): Promise<RunningApi> {
  const underTest = appUnderTest({ tokenValidator, readTenant, readSignIns, emergencyAccess });
  const { app, principalReader } = underTest;
  const handlers = handlersOf(underTest);
  const send = async (request: RequestToSend): Promise<SeenAnswer> => handlers(request);

  for (const { objectId, name } of [ada, bo]) {
    principalReader.users.set(objectId, { displayName: name, accountEnabled: true });
  }
  principalReader.groups.set(rooms, {
    displayName: 'Room accounts',
    members: [{ id: roomOne, displayName: 'Room' }],
  });
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const delivery = (message: unknown) => ({
    queue: 'scans',
    messageId: 'm',
    insertedAt: minute(0),
    message,
    attempt: 5,
  });
  const exceptions = await fillRegister(send);
  for (const configured of underTest.tenantIds) {
    const request = { version: 1, tenantId: configured, requestedAt: minute(1), trigger: 'schedule' };
    await app.runScan(delivery({ ...request, scanId: scanId(configured === tenant ? 101 : 102) }), quiet);
    await app.collectSignIns(
      {
        queue: 'sign-ins',
        messageId: 's',
        insertedAt: minute(0),
        message: { version: 1, tenantId: configured },
        attempt: 1,
      },
      quiet,
    );
  }
  await app.runScan(delivery('no scan'), quiet).catch(() => undefined);
  const remediation = await proposeRemediation(send);
  await app.requestScan({ tenantId: tenant });

  const known = {
    // Most of what there is belongs to the first tenant, and to the scan that succeeded.
    tenantId: [tenant, tenant, tenant, ...underTest.tenantIds],
    scanId: [scanId(101), scanId(101), scanId(1)],
    control: ['2.2.3', 'mfa-for-all-users', '2.2.2'],
    gap: ['1'],
    id: exceptions,
    remediationId: [remediation],
    policyId: [policy],
    code: ['53003', 'AADSTS50097'],
    user: [inGroup],
    resource: ['797f4846-ba00-4fd7-ba43-dac1f8f63013'],
    clientApp: ['browser', 'mobileAppsAndDesktopClients'],
    ipAddress: ['192.0.2.10', '2001:db8::7'],
    countryOrRegion: ['NZ'],
    namedLocations: ['none'],
    device: ['none'],
    client: ['AzureCLI', 'TeamsRooms'],
    excludeGroup: [group],
  };
  return { ...underTest, send, known };
}

/** Ada and Bo may do everything; `Results.Read` and the like are people with that role alone. */
const tokenValidator: TokenValidator = {
  async validate(token): Promise<Caller> {
    const person = [ada, bo].find(({ name }) => name === token);
    const role = appRoles.find((known) => known === token);
    if (person === undefined && role === undefined) throw new UnauthenticatedError('Nobody has this token.');
    const roles = role === undefined ? appRoles : [role];
    return { kind: 'person', tenantId: '10000000-0000-4000-8000-000000000001', roles, ...(person ?? ada) };
  },
};

const company = tenantExport(northwindSandbox());
const [{ id: group = '', members = [] } = {}] = company.groups.filter(({ members: all }) => all.length > 0);
const inGroup = members.find(({ id }) => company.users.some((user) => user.id === id))?.id ?? '';
const emergencyAccess = company.users
  .filter(({ accountEnabled }) => accountEnabled)
  .slice(0, 2)
  .map(({ id }) => id);
const readTenant = async () => ({ ...company, tenantId: tenant });

const parties = {
  userId: ada.objectId,
  userPrincipalName: 'ada@example.com',
  appId: '60000000-0000-4000-8000-000000000001',
  appDisplayName: 'Azure CLI',
};
const resource = {
  resourceId: '70000000-0000-4000-8000-000000000001',
  resourceDisplayName: 'Azure',
  resourceTenantId: null,
};

const readSignIns = async () => ({
  kind: 'counted' as const,
  examined: 3,
  counts: {
    signIns: 3,
    withoutPolicies: 0,
    uses: [
      { ...parties, ...resource, kind: 'direct' as const, count: 2, firstAt: minute(0), lastAt: minute(1) },
    ],
    policyResults: [
      { ...parties, policyId: policy, policyDisplayName: 'Block', result: 'reportOnlyFailure', count: 2 },
    ],
  },
});

/** Bo's, for whom nobody decides yet. */
async function proposeRemediation(send: RunningApi['send']): Promise<string> {
  const { proposal: proposed } = await posting(send, 'remediations')('Bo', '', { control: '2.2.3' });
  return proposed.remediationId;
}

/** Answers what the API does; fails where that refuses. */
function posting(send: RunningApi['send'], resourcePath: string) {
  return async (by: string, path: string, body: object) => {
    const headers = [
      ['authorization', `Bearer ${by}`] as const,
      ['content-type', 'application/json'] as const,
    ];
    const target = `/api/${resourcePath}/${tenant}${path}`;
    const answer = await send({ method: 'POST', target, headers, body: Buffer.from(JSON.stringify(body)) });
    const text = new TextDecoder().decode(answer.bytes);
    if (answer.status >= 300) throw new Error(text);
    return JSON.parse(text);
  };
}

/** One that is proposed, one that holds, one that was withdrawn. */
async function fillRegister(send: RunningApi['send']): Promise<readonly string[]> {
  const post = posting(send, 'exceptions');
  const propose = (ticket: string) => post('Ada', '', { ...proposal, ticket });
  const [proposed, confirmed, withdrawn] = [await propose('1'), await propose('2'), await propose('3')];
  await post('Bo', `/${confirmed.id}/confirm`, { contentHash: confirmed.contentHash });
  await post('Ada', `/${withdrawn.id}/withdraw`, { reason: 'not needed' });
  return [proposed.id, confirmed.id, withdrawn.id];
}

/** Of something that there is not: whoever it comes from, it decides nothing. */
export const foreignApproval = {
  hash: `sha256:${'0'.repeat(64)}`,
  idToken: idTokenOf({
    objectId: bo.objectId,
    nonce: `sha256:${'0'.repeat(64)}`,
    issuedAt: minute(0),
  }),
  reason: 'Agreed',
};

export const proposal = {
  kind: 'group',
  principalId: rooms,
  controls: ['2.2.3'],
  reason: 'Meeting rooms sign in with the device code flow',
  owner: ada.objectId,
  ticket: 'CHG-1',
  expiresOn: '2027-01-31',
};

interface Route {
  readonly route: string;
  readonly methods: readonly string[];
  readonly handler: HttpHandler;
}

/** As the host finds a function: by route and method, the catch-all last; a method that nobody names is 404. */
function handlersOf({ app }: AppUnderTest): (request: RequestToSend) => Promise<SeenAnswer> {
  const routes: Route[] = [];
  const ignore = () => undefined;
  register(
    {
      timer: ignore,
      storageQueue: ignore,
      http: (_name, { route = '', methods = [], handler }) => routes.push({ route, methods, handler }),
    },
    app,
  );
  return async ({ method, target, headers, body }) => {
    const url = `https://gateproof.example.com${target}`;
    const { pathname } = new URL(url);
    const found = routes.find(({ route, methods }) => methods.includes(method) && fits(route, pathname));
    if (found === undefined) return { status: 404, headers: new Headers(), bytes: new Uint8Array() };
    const joined = new Headers();
    for (const [name, value] of headers) joined.append(name, value);
    const request = new HttpRequest({
      method,
      url,
      headers: Object.fromEntries(joined),
      ...(body !== undefined && { body: { bytes: body } }),
    });
    const { context } = invocation();
    const returned = await found.handler(request, context);
    const response = returned instanceof HttpResponse ? returned : new HttpResponse(returned);
    const bytes = method === 'HEAD' ? new Uint8Array() : new Uint8Array(await response.arrayBuffer());
    const seen = new Headers();
    for (const [name, value] of response.headers.entries()) seen.set(name, value);
    return { status: response.status, headers: seen, bytes };
  };
}

function fits(route: string, pathname: string): boolean {
  const path = pathname.toLowerCase().replace(/\/$/, '');
  const fixed = `/api/${route.replace(/\/?\{\*path\}$/, '')}`.replace(/\/$/, '');
  return path === fixed || (route.endsWith('{*path}') && path.startsWith(`${fixed}/`));
}
