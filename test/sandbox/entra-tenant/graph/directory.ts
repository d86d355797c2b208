import type { DirectoryReference, Group, User } from '../graph-types.ts';
import type { SandboxResponse } from '../http/message.ts';
import type { Tenant } from '../tenant.ts';
import { accessDenied, notFound } from './errors.ts';
import type { GraphRequest } from './graph-request.ts';
import { type GraphObject, listResponse, objectResponse } from './query.ts';

/** What Graph sends of a user without `$select`: neither `userType` nor `accountEnabled` is among it. */
const usualUserMembers = [
  'id',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'surname',
  'userPrincipalName',
];

export function listUsers(request: GraphRequest): SandboxResponse {
  return listResponse(request, {
    context: 'users',
    elements: request.state.tenant.users.map(objectOf),
    defaultMembers: usualUserMembers,
    pages: pagesOf(request),
  });
}

/** By object id or user principal name. */
export function getUser(
  request: GraphRequest,
  { id = '' }: Readonly<Record<string, string>>,
): SandboxResponse {
  const user = findUser(request.state.tenant, id);
  if (user === undefined) return notFound(id);
  return objectResponse(request, 'users/$entity', objectOf(user), usualUserMembers);
}

export function findUser(tenant: Tenant, idOrName: string): User | undefined {
  const name = idOrName.toLowerCase();
  return tenant.users.find(
    ({ id, userPrincipalName }) => id === name || userPrincipalName.toLowerCase() === name,
  );
}

export function listGroups(request: GraphRequest): SandboxResponse {
  return listResponse(request, {
    context: 'groups',
    elements: request.state.tenant.groups.map(groupOnTheWire),
    pages: pagesOf(request),
  });
}

export function getGroup(request: GraphRequest, params: Readonly<Record<string, string>>): SandboxResponse {
  return withGroup(request, params, (group) =>
    objectResponse(request, 'groups/$entity', groupOnTheWire(group)),
  );
}

export function listMembers(
  request: GraphRequest,
  params: Readonly<Record<string, string>>,
): SandboxResponse {
  return withGroup(request, params, (group) => membersResponse(request, visibleMembers(request, group)));
}

export function listOwners(request: GraphRequest, params: Readonly<Record<string, string>>): SandboxResponse {
  return withGroup(request, params, ({ owners }) => membersResponse(request, owners));
}

/** Flat and without repetition; the groups in between are members too. */
export function listTransitiveMembers(
  request: GraphRequest,
  params: Readonly<Record<string, string>>,
): SandboxResponse {
  return withGroup(request, params, (group) => {
    const found = new Map<string, DirectoryReference>();
    const waiting = [...visibleMembers(request, group)];
    for (let member = waiting.shift(); member !== undefined; member = waiting.shift()) {
      if (found.has(member.id)) continue;
      found.set(member.id, member);
      const { id } = member;
      const nested = request.state.tenant.groups.find((candidate) => candidate.id === id);
      if (nested !== undefined) waiting.push(...visibleMembers(request, nested));
    }
    return membersResponse(request, [...found.values()]);
  });
}

/** The object behind an id as Graph shows it in a collection of directory objects. */
export function directoryObject(
  request: GraphRequest,
  { id, '@odata.type': type }: DirectoryReference,
): GraphObject {
  const { users, groups, devices, servicePrincipals } = request.state.tenant;
  const byId = (element: { readonly id: string }): boolean => element.id === id;
  const user = users.find(byId);
  const group = groups.find(byId);
  const other = devices.find(byId) ?? servicePrincipals.find(byId);
  const whole = user ?? (group === undefined ? other : groupOnTheWire(group));
  const readable = type !== '#microsoft.graph.user' || request.permissions.has('User.Read.All');
  if (whole === undefined || !readable) return { '@odata.type': type, id, displayName: null };
  return { '@odata.type': type, ...objectOf(whole) };
}

/** Which kind of directory object the id belongs to. */
export function referenceOf(tenant: Tenant, id: string): DirectoryReference {
  const isIn = (elements: readonly { readonly id: string }[]) =>
    elements.some((element) => element.id === id);
  if (isIn(tenant.users)) return { '@odata.type': '#microsoft.graph.user', id };
  if (isIn(tenant.groups)) return { '@odata.type': '#microsoft.graph.group', id };
  return { '@odata.type': '#microsoft.graph.servicePrincipal', id };
}

export function pagesOf({ usualPage }: GraphRequest) {
  return { largest: 999, usual: usualPage };
}

function withGroup(
  request: GraphRequest,
  { id = '' }: Readonly<Record<string, string>>,
  answer: (group: Group) => SandboxResponse,
): SandboxResponse {
  if (request.state.isUnreadable(id)) return accessDenied();
  const group = request.state.tenant.groups.find((candidate) => candidate.id === id);
  return group === undefined ? notFound(id) : answer(group);
}

/** Without Member.Read.Hidden, a group with hidden membership looks as if it were empty. */
function visibleMembers({ permissions }: GraphRequest, group: Group): readonly DirectoryReference[] {
  const hidden = group.visibility === 'HiddenMembership' && !permissions.has('Member.Read.Hidden');
  return hidden ? [] : group.members;
}

function membersResponse(request: GraphRequest, members: readonly DirectoryReference[]): SandboxResponse {
  return listResponse(request, {
    context: 'directoryObjects',
    elements: members.map((member) => directoryObject(request, member)),
    pages: pagesOf(request),
  });
}

function groupOnTheWire({ owners, members, ...group }: Group): GraphObject {
  return objectOf(group);
}

function objectOf(element: object): GraphObject {
  return { ...element };
}
