import { described, type ExampleTenant, type Forbidden } from './example-tenant.ts';
import type { VirtualTime } from './virtual-time.ts';

export const origin = 'https://graph.example:8443';

export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: RequestInit['body'];
  readonly signal: AbortSignal | null | undefined;
  readonly redirect: RequestInit['redirect'];
  /** Milliseconds since the first request. */
  readonly at: number;
}

type Answer = (request: SentRequest) => Response | Promise<Response>;

/** The part of Graph that the reader uses, over one tenant, in the form in which Graph really answers. */
export class FakeGraph {
  readonly requests: SentRequest[] = [];
  readonly #tenant: ExampleTenant;
  readonly #time: VirtualTime;
  readonly #pageSize: number;
  readonly #answers: { readonly path: string; readonly answer: Answer }[] = [];
  #startedAt: number | undefined;

  constructor(tenant: ExampleTenant, time: VirtualTime, pageSize = 2) {
    this.#tenant = tenant;
    this.#time = time;
    this.#pageSize = pageSize;
  }

  /** The next requests whose path ends so are answered by these, one after the other. */
  answerNext(path: string, ...answers: readonly Answer[]): void {
    this.#answers.push(...answers.map((answer) => ({ path, answer })));
  }

  requestsTo(path: string): readonly SentRequest[] {
    return this.requests.filter(({ url }) => url.pathname.endsWith(path));
  }

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const now = this.#time.clock().getTime();
    this.#startedAt ??= now;
    const url = new URL(String(input instanceof Request ? input.url : input));
    const { method = 'GET', headers, body, signal, redirect } = init;
    const at = now - this.#startedAt;
    const request = { method, url, headers: new Headers(headers), body, signal, redirect, at };
    this.requests.push(request);
    const prepared = this.#answers.findIndex(({ path }) => url.pathname.endsWith(path));
    const [next] = prepared === -1 ? [] : this.#answers.splice(prepared, 1);
    return next === undefined ? this.#answer(url) : next.answer(request);
  };

  #answer(url: URL): Response {
    const filter = url.searchParams.get('$filter') ?? '';
    const [, groupId, list] = /^\/v1\.0\/groups\/([^/]+)\/(members|owners)$/.exec(url.pathname) ?? [];
    if (groupId !== undefined) return this.#references(decodeURIComponent(groupId), list, url);
    switch (url.pathname) {
      case '/v1.0/identity/conditionalAccess/policies':
        return this.#guard({ kind: 'policies' }) ?? this.#page(this.#tenant.policies, url);
      case '/v1.0/identity/conditionalAccess/namedLocations':
        return this.#guard({ kind: 'namedLocations' }) ?? this.#page(this.#tenant.namedLocations, url);
      case '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy':
        return this.#guard({ kind: 'securityDefaults' }) ?? Response.json(this.#tenant.securityDefaults);
      case '/v1.0/users':
        return this.#guard({ kind: 'users' }) ?? this.#page(this.#tenant.users, url);
      case '/v1.0/roleManagement/directory/roleAssignments':
        return this.#guard({ kind: 'role' }) ?? this.#page(this.#tenant.roleAssignments, url);
      case '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances':
        return this.#guard({ kind: 'roleEligibilities' }) ?? this.#page(this.#tenant.roleEligibilities, url);
      case '/v1.0/subscribedSkus':
        return this.#guard({ kind: 'licences' }) ?? this.#page([this.#subscribedSku()], url);
      case '/v1.0/groups':
        return this.#descriptions(filter, url);
      default:
        return graphError(400, 'BadRequest', `Resource not found for the path '${url.pathname}'.`);
    }
  }

  #references(id: string, list: string | undefined, url: URL): Response {
    const group = this.#tenant.groups.find((candidate) => candidate.id === id);
    const notFound = () => graphError(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist.`);
    return (
      this.#guard({ kind: 'group', id }) ??
      (group === undefined
        ? notFound()
        : this.#page(list === 'owners' ? (group.owners ?? []) : group.members, url))
    );
  }

  #subscribedSku() {
    return subscribedSku(this.#tenant.licences.map((servicePlanName) => servicePlan(servicePlanName)));
  }

  #descriptions(filter: string, url: URL): Response {
    const named = this.#tenant.groups.filter(({ id }) => filter.includes(`'${id.replaceAll("'", "''")}'`));
    return this.#page(named.map(described), url);
  }

  #guard(asked: Forbidden): Response | undefined {
    const isForbidden = this.#tenant.forbidden.some((one) => JSON.stringify(one) === JSON.stringify(asked));
    return isForbidden ? forbidden() : undefined;
  }

  #page(elements: readonly unknown[], url: URL): Response {
    const start = Number(url.searchParams.get('$skiptoken') ?? 0);
    const end = start + this.#pageSize;
    const next = new URL(url);
    next.searchParams.set('$skiptoken', String(end));
    return Response.json({
      '@odata.context': `${url.origin}/v1.0/$metadata#collection`,
      ...(end < elements.length && { '@odata.nextLink': next.href }),
      value: elements.slice(start, end),
    });
  }
}

interface ServicePlan {
  readonly servicePlanName: string;
  readonly provisioningStatus: string;
}

/** A subscription in the form in which Graph lists it. */
export function subscribedSku(servicePlans: readonly ServicePlan[], capabilityStatus = 'Enabled') {
  return {
    id: '7a000000-0000-4000-8000-000000000001_84a661c4-e949-4bd2-a560-ed7766fcaf2b',
    skuId: '84a661c4-e949-4bd2-a560-ed7766fcaf2b',
    skuPartNumber: 'AAD_PREMIUM_P2',
    appliesTo: 'User',
    capabilityStatus,
    consumedUnits: 3,
    servicePlans,
  };
}

export function servicePlan(servicePlanName: string, provisioningStatus = 'Success') {
  return { servicePlanId: servicePlanName, servicePlanName, provisioningStatus, appliesTo: 'User' };
}

export function graphError(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  const innerError = { date: '2026-11-22T10:00:00', 'request-id': 'r', 'client-request-id': 'c' };
  return Response.json({ error: { code, message, innerError } }, { status, headers });
}

export function forbidden(): Response {
  return graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

export function throttled(headers: Record<string, string> = {}): Response {
  return graphError(429, 'TooManyRequests', 'Too many requests.', headers);
}
