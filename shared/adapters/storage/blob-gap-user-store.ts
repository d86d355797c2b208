import { createHash } from 'node:crypto';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { GapUserList, GapUserStore } from '../../application/ports/gap-user-store.ts';
import { inPieces } from '../../application/text-pieces.ts';
import { isRecord } from '../../core/conditional-access/wire.ts';
import type { GapUser } from '../../core/controls/listed-gaps.ts';
import type { BlobContainer } from './blob-container.ts';

export const gapUsersContainerName = 'gap-users';

/** Lists of users as NDJSON, compressed and written while they are made out. */
export class BlobGapUserStore implements GapUserStore {
  readonly #container: BlobContainer;

  constructor(container: BlobContainer) {
    this.#container = container;
  }

  async save({ tenantId, scanId, users }: GapUserList): Promise<string> {
    const name = `${tenantId}/${scanId}/${hashOf(users)}.ndjson.gz`;
    if (!(await this.#container.exists(name))) {
      await this.#container.uploadStream(name, () => gzipped(piecesOf(users)));
    }
    return name;
  }

  async read(name: string): Promise<AsyncIterable<readonly GapUser[]> | undefined> {
    return (await this.#container.exists(name)) ? usersIn(this.#container, name) : undefined;
  }
}

function* piecesOf(users: Iterable<GapUser>): Generator<string> {
  yield* inPieces(linesOf(users));
}

function* linesOf(users: Iterable<GapUser>): Generator<string> {
  for (const { id, displayName, userPrincipalName } of users) {
    yield `${JSON.stringify({ id, displayName, userPrincipalName })}\n`;
  }
}

function hashOf(users: Iterable<GapUser>): string {
  const hash = createHash('sha256');
  for (const piece of piecesOf(users)) hash.update(piece);
  return hash.digest('hex');
}

function gzipped(pieces: Iterable<string>): Transform {
  const gzip = createGzip();
  // What goes wrong is thrown by whoever reads the stream.
  pipeline(Readable.from(pieces), gzip).catch((error: Error) => gzip.destroy(error));
  return gzip;
}

/**
 * A batch for each piece that was unpacked. The download begins with the reading, as some only ask whether the list is
 * still the one that they have, and ends when its reader stops early.
 */
async function* usersIn(container: BlobContainer, name: string): AsyncGenerator<readonly GapUser[]> {
  const stream = await container.downloadStream(name);
  if (stream === undefined) throw new Error(`The blob ${name} is gone.`);
  const gunzip = createGunzip();
  pipeline(stream, gunzip).catch((error: Error) => gunzip.destroy(error));
  let rest = '';
  for await (const piece of gunzip.setEncoding('utf8')) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map((line) => userIn(line, name));
  }
  if (rest !== '') throw new Error(`The blob ${name} ends in the middle of a line.`);
}

/** Checked by hand: a list may have a million lines. */
function userIn(line: string, name: string): GapUser {
  const user: unknown = JSON.parse(line);
  if (isRecord(user)) {
    const { id, displayName, userPrincipalName } = user;
    const isNamed = typeof userPrincipalName === 'string' || userPrincipalName === null;
    if (typeof id === 'string' && typeof displayName === 'string' && isNamed) {
      return { id, displayName, userPrincipalName };
    }
  }
  throw new Error(`The blob ${name} holds a line that is no user.`);
}
