import type { SandboxResponse } from '../http/message.ts';
import { type SignInEntry, signInRecord } from '../sign-in-log.ts';
import { badRequest } from './errors.ts';
import type { GraphRequest } from './graph-request.ts';
import { listResponse } from './query.ts';
import { licenceRefusal, retentionMilliseconds } from './reporting.ts';

/** Any of these lets a caller see which policies applied to a sign-in; without one, Graph leaves the member out. */
const policyReaders = [
  'Policy.Read.All',
  'Policy.Read.ConditionalAccess',
  'Policy.ReadWrite.ConditionalAccess',
];

/** Members that Graph filters by; those on the flow are not documented, but beta takes them. */
const filterable = {
  'v1.0': ['createdDateTime', 'id', 'userId', 'appId', 'resourceId', 'status/errorCode', 'ipAddress'],
  beta: ['authenticationProtocol', 'originalTransferMethod'],
} as const;

/** Newest first; interactive ones unless the filter asks for others, which only beta knows. */
export function listSignIns(request: GraphRequest): SandboxResponse {
  const refusal = licenceRefusal(request);
  if (refusal !== undefined) return refusal;
  const wanted = filterIn(request);
  if (wanted === undefined) return badRequest('Invalid filter clause');
  const showPolicies = policyReaders.some((permission) => request.permissions.has(permission));
  const elements = shownEntries(request)
    .filter(({ eventType }) => eventType === wanted.eventType)
    .map((entry) => recordOf(entry, request))
    .filter(({ createdDateTime }) => wanted.mayLie(createdDateTime))
    .map(({ appliedConditionalAccessPolicies, ...rest }) =>
      showPolicies ? { ...rest, appliedConditionalAccessPolicies } : rest,
    )
    .sort((one, other) => (one.createdDateTime > other.createdDateTime ? -1 : 1));
  const url = new URL(request.url);
  if (wanted.rest === '') url.searchParams.delete('$filter');
  else url.searchParams.set('$filter', wanted.rest);
  const pages = { largest: 1_000, usual: Math.min(1_000, request.usualPage) };
  const response = listResponse({ ...request, url }, { context: 'auditLogs/signIns', elements, pages });
  return withNextFilter(response, request.url);
}

/** What the log shows now: not yet what is late, and no more what is old. */
function shownEntries({ state, signIns }: GraphRequest): readonly SignInEntry[] {
  const now = state.now().getTime();
  return signIns.entries.filter(
    ({ at, visibleAt }) => visibleAt.getTime() <= now && at.getTime() >= now - retentionMilliseconds,
  );
}

/** A sign-in keeps the names that things had when the log first showed it. */
const records = {
  'v1.0': new WeakMap<SignInEntry, ReturnType<typeof signInRecord>>(),
  beta: new WeakMap<SignInEntry, ReturnType<typeof signInRecord>>(),
};

function recordOf(entry: SignInEntry, { state, version }: GraphRequest) {
  const known = records[version].get(entry);
  if (known !== undefined) return known;
  const record = signInRecord(entry, state.tenant, version);
  records[version].set(entry, record);
  return record;
}

interface SignInFilter {
  readonly eventType: string;
  /** The clauses on other members. */
  readonly rest: string;
  /** Whether the time may fit: looked at first, as the log is long. */
  readonly mayLie: (createdDateTime: string) => boolean;
}

/** Undefined where Graph would refuse. */
function filterIn({ url, version }: GraphRequest): SignInFilter | undefined {
  const clauses = (url.searchParams.get('$filter') ?? '').split(' and ').filter((clause) => clause !== '');
  const onTypes = clauses.filter((clause) => clause.startsWith('signInEventTypes/'));
  const others = clauses.filter((clause) => !clause.startsWith('signInEventTypes/'));
  const known: readonly string[] = [...filterable['v1.0'], ...(version === 'beta' ? filterable.beta : [])];
  if (others.some((clause) => !known.includes(clause.split(' ')[0] ?? ''))) return undefined;
  if (onTypes.length > 1 || (onTypes.length > 0 && version === 'v1.0')) return undefined;
  const eventType = eventTypeIn(onTypes[0]);
  if (eventType === undefined) return undefined;
  const [, from = ''] = /createdDateTime ge (\S+)/.exec(others.join(' and ')) ?? [];
  return { eventType, rest: others.join(' and '), mayLie: (time) => !(Date.parse(time) < Date.parse(from)) };
}

function eventTypeIn(clause: string | undefined): string | undefined {
  if (clause === undefined) return 'interactiveUser';
  return /^signInEventTypes\/any\(t: ?t eq '(\w+)'\)$/.exec(clause)?.[1];
}

/** The nextLink carries the whole query, as the client sent it. */
function withNextFilter(response: SandboxResponse, asked: URL): SandboxResponse {
  const { body } = response;
  if (typeof body !== 'object' || body === null || !('@odata.nextLink' in body)) return response;
  const next = new URL(String(body['@odata.nextLink']));
  const filter = asked.searchParams.get('$filter');
  if (filter !== null) next.searchParams.set('$filter', filter);
  return { ...response, body: { ...body, '@odata.nextLink': next.href } };
}
