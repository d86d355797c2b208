import type { GroupPrincipal } from '../../application/ports/principal-reader.ts';
import { settleInBatches } from '../../application/settle-in-batches.ts';
import { TransientError } from '../../core/errors.ts';
import { describeGroups, type GroupDescription } from './describe-groups.ts';
import { type DirectoryReferences, readDirectoryReferences } from './directory-references.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import { type ReadFailure, whyUnread } from './read-failure.ts';
import { nestedGroups } from './read-group-members.ts';

/**
 * Every user of the group and of those nested in it; undefined where there is no such group. Throws TransientError where
 * a part cannot be read: nobody can approve an exception for members whom the app does not see.
 */
export async function readUsersInGroup(
  connection: GraphConnection,
  id: string,
): Promise<GroupPrincipal | undefined> {
  const readings = await readWithNested(connection, id);
  if (!readings.has(id)) return undefined;
  const descriptions = await describeGroups(connection, [...readings.keys()]);
  for (const [group, members] of readings) expectVisible(group, members, descriptions);
  const displayName = descriptions.get(id.toLowerCase())?.displayName ?? id;
  return { displayName, members: usersIn([...readings.values()].flat()) };
}

/** The direct members of the group and of every group nested in it, by id; of those that exist. */
async function readWithNested(
  connection: GraphConnection,
  id: string,
): Promise<ReadonlyMap<string, DirectoryReferences>> {
  const readings = new Map<string, DirectoryReferences>();
  const asked = new Set([id]);
  for (let level: readonly string[] = [id]; level.length > 0; ) {
    const members = await settleInBatches(level, (group) => readMembers(connection, group));
    const nested = new Set<string>();
    for (const [index, group] of level.entries()) {
      const references = members[index];
      if (references === undefined) continue;
      readings.set(group, references);
      for (const member of nestedGroups(references)) nested.add(member);
    }
    level = [...nested.difference(asked)];
    for (const group of level) asked.add(group);
  }
  return readings;
}

/** Undefined where there is no such group. */
async function readMembers(
  connection: GraphConnection,
  id: string,
): Promise<DirectoryReferences | undefined> {
  const address = graphPath`/groups/${id}/members?$select=id,displayName&$top=999`;
  const reading = await readDirectoryReferences(connection, address);
  if ('references' in reading) return reading.references;
  if (reading.failure.kind === 'notFound') return undefined;
  throw unreadable(id, reading.failure);
}

/** An app that may not see a hidden membership is shown an empty group, so only a visible one is believed empty. */
function expectVisible(
  id: string,
  members: DirectoryReferences,
  descriptions: ReadonlyMap<string, GroupDescription>,
): void {
  const description = descriptions.get(id.toLowerCase());
  const isVisible = description !== undefined && description.visibility !== 'HiddenMembership';
  if (members.length > 0 || isVisible) return;
  throw unreadable(id, { kind: 'forbidden', why: 'no members were shown, as where they are hidden' });
}

function usersIn(references: DirectoryReferences): GroupPrincipal['members'] {
  const names = new Map<string, string>();
  for (const { id, '@odata.type': type, displayName } of references) {
    if (type !== '#microsoft.graph.user') continue;
    names.set(id.toLowerCase(), typeof displayName === 'string' ? displayName : id);
  }
  return [...names]
    .map(([id, displayName]) => ({ id, displayName }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function unreadable(id: string, failure: ReadFailure): TransientError {
  const message = `The members of the group ${id} could not be read: ${whyUnread(failure, 'group')}.`;
  return new TransientError(message, { cause: failure.cause });
}
