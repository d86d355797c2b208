import * as z from 'zod/mini';
import {
  type RemediationId,
  remediationIdSchema,
  type TenantId,
  tenantIdSchema,
} from '../../application/identifiers.ts';
import type { JournalHeadStore, KeptHead } from '../../application/ports/journal-head-store.ts';
import { ConflictError, IntegrityError } from '../../core/errors.ts';
import type { BlobContainer } from './blob-container.ts';
import { paddedSequence } from './row-keys.ts';

export const journalHeadsContainerName = 'journal-heads';

const headSchema: z.ZodMiniType<KeptHead> = z.strictObject({
  tenantId: tenantIdSchema,
  remediationId: remediationIdSchema,
  sequence: z.int().check(z.nonnegative()),
  hash: z.string(),
  keptAt: z.string(),
  recordedByWriter: z.exactOptional(z.boolean()),
});

/** A small blob for each entry, written where there is none: storage itself refuses a second one. */
export class BlobJournalHeadStore implements JournalHeadStore {
  readonly #container: BlobContainer;

  constructor(container: BlobContainer) {
    this.#container = container;
  }

  async keep(head: KeptHead): Promise<void> {
    const name = nameOf(head);
    if (await this.#container.createOnce(name, Buffer.from(JSON.stringify(head)), 'application/json')) return;
    const kept = await this.#read(name);
    if (kept.hash === head.hash) return;
    throw new ConflictError(
      `Another hash is kept as head ${head.sequence} of remediation ${head.remediationId}: its journal was rewritten.`,
    );
  }

  async heads(tenantId: TenantId, remediationId: RemediationId): Promise<readonly KeptHead[]> {
    const names = await this.#container.names(`${tenantId}/${remediationId}/`);
    return Promise.all(names.map((name) => this.#read(name)));
  }

  async tenants(): Promise<readonly TenantId[]> {
    return (await this.#folders('')).map((name) => tenantIdSchema.parse(name));
  }

  async remediations(tenantId: TenantId): Promise<readonly RemediationId[]> {
    return (await this.#folders(`${tenantId}/`)).map((name) => remediationIdSchema.parse(name));
  }

  /** The names of the folders in the one that `path` leads to, which ends with `/`. */
  async #folders(path: string): Promise<readonly string[]> {
    return (await this.#container.folders(path)).map((folder) => folder.slice(path.length, -1));
  }

  /** Throws IntegrityError where it is no head, or one of another place. */
  async #read(name: string): Promise<KeptHead> {
    const bytes = await this.#container.download(name);
    const head = headSchema.safeParse(parsedJson(bytes));
    if (head.success && nameOf(head.data) === name) return head.data;
    throw new IntegrityError(`The blob ${name} does not hold the head that was written there.`);
  }
}

function nameOf({ tenantId, remediationId, sequence }: KeptHead): string {
  return `${tenantId}/${remediationId}/${paddedSequence(sequence)}.json`;
}

function parsedJson(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(bytes ?? []).toString());
  } catch {
    return undefined;
  }
}
