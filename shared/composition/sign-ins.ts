import type { TenantId } from '../application/identifiers.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { Logger } from '../application/ports/logger.ts';
import type { NotificationQueue } from '../application/ports/notification-queue.ts';
import type { ResultStore } from '../application/ports/result-store.ts';
import type { SignInEvidenceStore } from '../application/ports/sign-in-evidence-store.ts';
import type { SignInQueue } from '../application/ports/sign-in-queue.ts';
import type { SignInReader } from '../application/ports/sign-in-reader.ts';
import type { Telemetry } from '../application/ports/telemetry.ts';
import type { Delivery } from '../application/reject-message.ts';
import { queueSignIns } from '../application/sign-ins/queue-sign-ins.ts';
import {
  type SignInEvidenceReader,
  signInEvidenceReader,
} from '../application/sign-ins/read-sign-in-evidence.ts';
import type { SlicePlan } from '../application/sign-ins/slices.ts';
import type { Settings } from './settings.ts';

export interface SignInAdapters {
  readonly signInQueue: () => Promise<SignInQueue>;
  readonly signInReader: () => Promise<SignInReader>;
  readonly signInEvidenceStore: () => Promise<SignInEvidenceStore>;
}

interface OtherAdapters {
  readonly notificationQueue: () => Promise<NotificationQueue>;
  readonly resultStore: () => Promise<ResultStore>;
  readonly telemetry: (logger: Logger) => Telemetry;
  readonly clock: Clock;
}

export type SignInSettings = Pick<
  Settings,
  | 'TENANT_IDS'
  | 'SIGN_IN_HISTORY_DAYS'
  | 'SIGN_IN_LATENESS_HOURS'
  | 'SIGN_IN_VOLUME_LIMIT'
  | 'LOG_ANALYTICS_WORKSPACE_ID'
>;

export interface SignInUseCases {
  /** For one tenant, or for each that is configured. Never rejects. */
  queueSignIns(logger: Logger, tenantId?: TenantId): Promise<void>;
  collectSignIns(delivery: Delivery, logger: Logger): Promise<void>;
  signInEvidence(): Promise<SignInEvidenceReader>;
}

/** A while less than the host lets an invocation run. */
const budgetMilliseconds = 420_000;

/** With a P1 or P2 licence; without, it refuses the log altogether. */
const daysThatGraphKeeps = 30;

/** How far back sign-ins are read, and how late the log may be. */
export function slicePlan(
  settings: Pick<
    SignInSettings,
    'SIGN_IN_HISTORY_DAYS' | 'SIGN_IN_LATENESS_HOURS' | 'LOG_ANALYTICS_WORKSPACE_ID'
  >,
): SlicePlan {
  const { SIGN_IN_HISTORY_DAYS: days, LOG_ANALYTICS_WORKSPACE_ID: workspace } = settings;
  return {
    historyDays: workspace === undefined ? Math.min(days, daysThatGraphKeeps) : days,
    latenessHours: settings.SIGN_IN_LATENESS_HOURS,
  };
}

export function signInUseCases(
  settings: SignInSettings,
  adapters: SignInAdapters & OtherAdapters,
  lastAttempt: number,
): SignInUseCases {
  const { TENANT_IDS: tenantIds, SIGN_IN_VOLUME_LIMIT: volumeLimit } = settings;
  const { clock } = adapters;
  const plan = slicePlan(settings);

  return {
    async queueSignIns(logger, tenantId) {
      const openSignInQueue = adapters.signInQueue;
      const wanted = tenantId === undefined ? tenantIds : [tenantId];
      await Promise.all(wanted.map((id) => queueSignIns({ openSignInQueue, logger }, id)));
    },

    async collectSignIns(delivery, logger) {
      const { collectSignIns } = await import('../application/sign-ins/collect-sign-ins.ts');
      const dependencies = {
        tenantIds,
        clock,
        plan,
        volumeLimit,
        budgetMilliseconds,
        lastAttempt,
        logger,
        signInReader: await adapters.signInReader(),
        signInEvidenceStore: await adapters.signInEvidenceStore(),
        signInQueue: await adapters.signInQueue(),
        resultStore: await adapters.resultStore(),
        notificationQueue: await adapters.notificationQueue(),
        telemetry: adapters.telemetry(logger),
      };
      await collectSignIns(dependencies, delivery);
    },

    async signInEvidence() {
      const signInEvidenceStore = await adapters.signInEvidenceStore();
      return signInEvidenceReader({ tenantIds, clock, plan, signInEvidenceStore });
    },
  };
}
