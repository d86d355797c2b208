import type { Verdict } from '../core/controls/control-result.ts';
import type { GapUser } from '../core/controls/listed-gaps.ts';
import { ConflictError, NotFoundError } from '../core/errors.ts';
import type { ControlRecord } from './control-record.ts';
import type { ScanId, TenantId } from './identifiers.ts';
import { mostListedUsers } from './keep-gap-users.ts';
import { sentenceOfExcepted, sentenceOfGap } from './listed-users.ts';
import type { GapUserStore } from './ports/gap-user-store.ts';

export interface GapAddress {
  readonly among: 'gaps' | 'excepted';
  /** The place in that list of the result, from 1. */
  readonly gap: number;
  /** The scan whose result was read; absent: the newest. */
  readonly scanId?: ScanId | undefined;
}

/** All users of one gap of one scan; a scan that ends meanwhile changes nothing of it. */
export interface UsersOfGap {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  readonly scannedAt: string;
  readonly control: string;
  readonly gap: number;
  /** The gap in one sentence. */
  readonly description: string;
  readonly count: number;
  /** The same list has the same text: it stands for all of the users. */
  readonly list: string;
  readonly users: AsyncIterable<readonly GapUser[]>;
}

/** Throws NotFoundError for a gap that the result does not have, and ConflictError for one of another scan. */
export async function usersOfGap(
  store: Pick<GapUserStore, 'read'>,
  { tenantId, scanId, scannedAt, result, users: kept }: ControlRecord,
  { among, gap: number, scanId: wanted }: GapAddress,
): Promise<UsersOfGap> {
  if (wanted !== undefined && wanted !== scanId) {
    throw new ConflictError(
      `The newest result of this control is that of scan ${scanId}: read it again, its gaps may be others.`,
    );
  }
  const gap = result[among][number - 1];
  if (gap === undefined) {
    const have = result[among].length;
    throw new NotFoundError(`The result of this control has no such gap: it lists ${have}, counted from 1.`);
  }
  if (kept === undefined) throw new NotFoundError('This scan kept no users of gaps. The next one does.');
  const count = knownCount(result.verdict, gap.who.count);
  const sentence = among === 'gaps' ? sentenceOfGap : sentenceOfExcepted;
  const name = kept[among][number - 1] ?? null;
  return {
    tenantId,
    scanId,
    scannedAt,
    control: result.control,
    gap: number,
    description: sentence(result.control, gap),
    count,
    list: name ?? `${scanId} nobody`,
    users: count === 0 ? nobody() : await keptUsers(store, name),
  };
}

/** An empty list would say that nobody is in the gap, which is another thing than not to know. */
function knownCount(verdict: Verdict, count: number | null): number {
  if (count === null) {
    throw new NotFoundError(
      'Who is in this gap is not known: the scan could not read the users of the tenant. Its unknowns say what to grant.',
    );
  }
  if (count === 0 && verdict === 'inconclusive') {
    throw new NotFoundError(
      'It is undecided who is in this gap. The unknowns of the result say what to read or grant.',
    );
  }
  return count;
}

async function keptUsers(
  store: Pick<GapUserStore, 'read'>,
  name: string | null,
): Promise<AsyncIterable<readonly GapUser[]>> {
  if (name === null) {
    throw new NotFoundError(
      `The users of this gap were not kept: the gaps of one control are listed up to ${mostListedUsers} users ` +
        'together, the largest first. The command line lists them all: --list-users with the evidence of the scan.',
    );
  }
  const users = await store.read(name);
  if (users === undefined) throw new Error(`The list of users ${name}, named by a result, is missing.`);
  return users;
}

async function* nobody(): AsyncGenerator<readonly GapUser[]> {}
