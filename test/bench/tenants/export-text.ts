import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GeneratedTenant } from './generated-tenant.ts';
import type { GeneratedGroup } from './groups.ts';
import { peopleOf } from './people.ts';

/** The tenant's export as one string: up to some hundred thousand users. */
export function exportText(tenant: GeneratedTenant): string {
  return [...piecesOf(tenant)].join('');
}

/** The tenant's export in a file, however many users there are. */
export async function writeExport(tenant: GeneratedTenant, path: string): Promise<void> {
  await pipeline(Readable.from(inChunks(piecesOf(tenant))), createWriteStream(path));
}

function* piecesOf(tenant: GeneratedTenant): Generator<string> {
  const { tenantId, policies, namedLocations, roleAssignments, seed, userIds, groups } = tenant;
  const small = JSON.stringify({ tenantId, policies, namedLocations, roleAssignments });
  yield `${small.slice(0, -1)},"users":[`;
  yield* separated(peopleOf(seed, userIds), (user) => [JSON.stringify(user)]);
  yield '],"groups":[';
  yield* separated(groups.entries(), ([number, group]) => groupPieces(tenant, number, group));
  yield ']}';
}

function* groupPieces(tenant: GeneratedTenant, number: number, group: GeneratedGroup): Generator<string> {
  const { id, displayName, nested } = group;
  yield `${JSON.stringify({ id, displayName }).slice(0, -1)},"members":[`;
  yield nested.map((other) => member('group', tenant.groups[other]?.id)).join(',');
  const users = tenant.memberships.ofGroup(number);
  if (nested.length > 0 && users.length > 0) yield ',';
  yield* separated(users, (user) => [member('user', tenant.userIds[user])]);
  yield ']}';
}

function member(kind: 'user' | 'group', id: string | undefined): string {
  return `{"@odata.type":"#microsoft.graph.${kind}","id":"${id}"}`;
}

function* separated<Element>(
  elements: Iterable<Element>,
  pieces: (element: Element) => Iterable<string>,
): Generator<string> {
  let separator = '';
  for (const element of elements) {
    yield separator;
    yield* pieces(element);
    separator = ',';
  }
}

const chunkLength = 1 << 18;

function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
