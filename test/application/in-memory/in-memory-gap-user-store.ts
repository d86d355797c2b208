import { createHash } from 'node:crypto';
import type { GapUserList, GapUserStore } from '../../../shared/application/ports/gap-user-store.ts';
import type { GapUser } from '../../../shared/core/controls/listed-gaps.ts';

export class InMemoryGapUserStore implements GapUserStore {
  readonly lists = new Map<string, readonly GapUser[]>();

  async save({ tenantId, scanId, users }: GapUserList): Promise<string> {
    const list = [...users];
    const hash = createHash('sha256').update(JSON.stringify(list)).digest('hex');
    const name = `${tenantId} ${scanId} ${hash}`;
    this.lists.set(name, list);
    return name;
  }

  async read(name: string): Promise<AsyncIterable<readonly GapUser[]> | undefined> {
    const list = this.lists.get(name);
    return list && inBatches(list);
  }
}

async function* inBatches(list: readonly GapUser[]): AsyncGenerator<readonly GapUser[]> {
  for (let start = 0; start < list.length; start += 1_000) yield list.slice(start, start + 1_000);
}
