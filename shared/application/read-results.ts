import { InputError, NotFoundError } from '../core/errors.ts';
import type { ControlRecord, ControlSummary } from './control-record.ts';
import { type GapAddress, type UsersOfGap, usersOfGap } from './gap-users.ts';
import type { ScanId, TenantId } from './identifiers.ts';
import type { EvidenceStore } from './ports/evidence-store.ts';
import type { GapUserStore } from './ports/gap-user-store.ts';
import type { Page, PageRequest, RejectedMessage, ResultStore } from './ports/result-store.ts';
import type { FinishedScan, Scan } from './scan.ts';
import { settleInBatches } from './settle-in-batches.ts';

export interface ReadResultsDependencies {
  readonly resultStore: ResultStore;
  readonly evidenceStore: Pick<EvidenceStore, 'load'>;
  readonly gapUserStore: Pick<GapUserStore, 'read'>;
  /** The keys of the controls that have this key, or this id in any benchmark. */
  readonly controlKeys: (anyId: string) => readonly string[];
}

interface TenantSummary {
  readonly tenantId: TenantId;
  readonly controls: readonly ControlSummary[];
}

/** A record as it is shown: where its lists of users are kept is the store's affair. */
export type DecidedControlRecord = Omit<ControlRecord, 'users'>;

/**
 * What the app decided, for whoever asks. Throws NotFoundError for what does not exist, and InputError for an id that
 * several controls share where one is asked for.
 */
export interface ResultsReader {
  tenants(page: PageRequest): Promise<Page<TenantSummary>>;
  tenant(tenantId: TenantId): Promise<TenantSummary>;
  control(tenantId: TenantId, anyId: string): Promise<DecidedControlRecord>;
  /** All users of one gap of the newest result. Throws ConflictError where that is of another scan than the one asked for. */
  users(tenantId: TenantId, anyId: string, gap: GapAddress): Promise<UsersOfGap>;
  history(tenantId: TenantId, anyId: string, page: PageRequest): Promise<Page<ControlSummary>>;
  scans(tenantId: TenantId, page: PageRequest): Promise<Page<FinishedScan>>;
  scan(tenantId: TenantId, scanId: ScanId): Promise<Scan>;
  /** The gzip-compressed tenant export that the scan judged. */
  evidence(tenantId: TenantId, scanId: ScanId): Promise<Uint8Array>;
  /** The gzip-compressed exceptions file that the scan judged by. */
  exceptions(tenantId: TenantId, scanId: ScanId): Promise<Uint8Array>;
  rejectedMessages(page: PageRequest): Promise<Page<RejectedMessage>>;
}

export function resultsReader(dependencies: ReadResultsDependencies): ResultsReader {
  const { resultStore, evidenceStore } = dependencies;
  const keyOf = (anyId: string) => onlyKey(anyId, dependencies.controlKeys(anyId));
  const tenant = async (tenantId: TenantId) => ({ tenantId, controls: await resultStore.latest(tenantId) });
  const scan = async (tenantId: TenantId, scanId: ScanId) =>
    found(await resultStore.scan(tenantId, scanId), 'No such scan was requested for this tenant.');

  const latestOf = async (tenantId: TenantId, anyId: string) =>
    found(
      await resultStore.latestOf(tenantId, keyOf(anyId)),
      'This control has not been decided for this tenant yet.',
    );

  return {
    scan,

    async tenants(page) {
      const { items, ...rest } = await resultStore.tenants(page);
      return { ...rest, items: await settleInBatches(items, tenant) };
    },

    async tenant(tenantId) {
      const summary = await tenant(tenantId);
      if (summary.controls.length === 0) throw new NotFoundError('No scan of this tenant has succeeded yet.');
      return summary;
    },

    async control(tenantId, anyId) {
      const { users: _, ...record } = await latestOf(tenantId, anyId);
      return record;
    },

    users: async (tenantId, anyId, gap) =>
      usersOfGap(dependencies.gapUserStore, await latestOf(tenantId, anyId), gap),

    history: async (tenantId, anyId, page) => resultStore.history(tenantId, keyOf(anyId), page),

    scans: (tenantId, page) => resultStore.scans(tenantId, page),

    async evidence(tenantId, scanId) {
      const { state } = await scan(tenantId, scanId);
      const evidence = state.status === 'succeeded' ? await evidenceStore.load(state.evidence) : undefined;
      return found(evidence, `There is no evidence of this scan, which is ${state.status}.`);
    },

    async exceptions(tenantId, scanId) {
      const { state } = await scan(tenantId, scanId);
      const used = state.status === 'succeeded' ? state.exceptions : undefined;
      const exceptions = used && (await evidenceStore.load(used.evidence));
      return found(exceptions, `There are no exceptions of this scan, which is ${state.status}.`);
    },

    rejectedMessages: (page) => resultStore.rejectedMessages(page),
  };
}

function onlyKey(anyId: string, [key, ...others]: readonly string[]): string {
  if (others.length === 0) return found(key, `No control has the key or id "${anyId}".`);
  const message = `"${anyId}" belongs to several controls: ask for one of ${[key, ...others].join(', ')}`;
  throw new InputError([{ member: 'control', message }]);
}

function found<Thing>(thing: Thing | undefined, message: string): Thing {
  if (thing === undefined) throw new NotFoundError(message);
  return thing;
}
