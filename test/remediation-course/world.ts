import type { HttpRequestInit } from '@azure/functions';
import { remediations } from '../../functions/remediations.ts';
import { scanIdSchema } from '../../shared/application/identifiers.ts';
import { notificationQueue } from '../../shared/application/notifications/queue-notifications.ts';
import type { Delivery } from '../../shared/application/reject-message.ts';
import type { Adapters } from '../../shared/composition/adapters.ts';
import { type App, type AppSettings, composeApp, lastAttempt } from '../../shared/composition/app.ts';
import { composeWriter, type WriterAdapters, type WriterApp } from '../../shared/composition/writer.ts';
import { defaultStepLimit } from '../../shared/core/step-limit.ts';
import { RecordingLogger } from '../application/in-memory/recording-logger.ts';
import { type Answer, answerOf } from '../functions/answers.ts';
import { request } from '../functions/app-under-test.ts';
import { apiTenantId, breakGlass, tenantId } from './company.ts';
import { Estate } from './estate.ts';
import { type Ending, MortalProcess } from './mortal-process.ts';
import type { Message } from './queues.ts';
import { type Intercept, watched } from './watched-ports.ts';

type Settings = AppSettings & { readonly REMEDIATION_DRY_RUN: boolean };

const usual: Settings = {
  TENANT_IDS: [tenantId],
  EMERGENCY_ACCESS_IDS: [breakGlass],
  ADMINISTRATIVE_ROLE_IDS: [],
  AUTHORITY_HOST: 'https://login.example.com',
  API_TENANT_ID: apiTenantId,
  API_CLIENT_ID: '30000000-0000-4000-8000-0000000000aa',
  PROOF_STEP_LIMIT: defaultStepLimit,
  MAX_RESULT_AGE_HOURS: 26,
  SIGN_IN_HISTORY_DAYS: 0,
  SIGN_IN_LATENESS_HOURS: 24,
  SIGN_IN_VOLUME_LIMIT: 100_000,
  LOG_ANALYTICS_WORKSPACE_ID: undefined,
  REMEDIATION_DRY_RUN: false,
  REMEDIATION_DELIVERY: 'direct',
  REMEDIATION_APPROVALS: 2,
  APPROVAL_HOURS: 72,
  APPROVAL_AUTHENTICATION_CONTEXT: undefined,
  OBSERVATION_DAYS: 14,
  notifications: { channels: ['webhook'], level: 'verbose', siteUrl: 'https://gateproof.example.com' },
};

/** Both apps, as one process has them. */
interface Instance {
  readonly reader: App;
  readonly writer: WriterApp;
}

export interface WorldOptions {
  readonly estate?: Estate;
  readonly settings?: Partial<Settings>;
  readonly adapters?: Partial<WriterAdapters>;
}

/** Both apps over one estate. Each invocation runs in a process of its own, so that nothing in memory is ever relied on. */
export class World {
  readonly estate: Estate;
  readonly logger = new RecordingLogger();
  /** What becomes of each call of a port; a test may set it. */
  intercept: (process: MortalProcess) => Intercept = () => (_, run) => run();
  readonly #settings: Settings;
  readonly #adapters: Partial<WriterAdapters>;

  constructor({ estate = new Estate(), settings = {}, adapters = {} }: WorldOptions = {}) {
    this.estate = estate;
    this.#settings = { ...usual, ...settings };
    this.#adapters = adapters;
  }

  /** Runs something in a new process of both apps. */
  invoke<Value>(work: (instance: Instance) => Promise<Value>): Promise<Ending<Value>> {
    const process = new MortalProcess();
    const instance = this.#instance(process.mortal(this.intercept(process)));
    this.estate.wait(1_000);
    return process.run(() => work(instance));
  }

  /** The function that the queue triggers. */
  run(message: Message): Promise<Ending<void>> {
    const { queue, id: messageId, insertedAt, text, attempt } = message;
    const body: unknown = JSON.parse(text);
    const delivery: Delivery = { queue, messageId, insertedAt, message: body, attempt };
    return this.invoke(({ reader, writer }) => {
      switch (queue) {
        case 'scans':
          return reader.runScan(delivery, this.logger);
        case 'sign-ins':
          return reader.collectSignIns(delivery, this.logger);
        case 'notifications':
          return reader.sendNotification(delivery, this.logger);
        case 'remediations':
          return writer.applyRemediation(delivery, this.logger);
        case 'remediation-requests':
          return reader.proposeOnRequest(delivery, this.logger);
      }
    });
  }

  /** Below `/api/remediations/`; with a body by POST. The access token of a caller is their name. */
  ask(by: string, path: string, body?: unknown): Promise<Ending<Answer>> {
    const init: Partial<HttpRequestInit> = {
      headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: { string: JSON.stringify(body) } }),
    };
    return this.invoke(({ reader }) => answerOf(remediations(reader), request(`remediations/${path}`, init)));
  }

  #instance(intercept: Intercept): Instance {
    const adapters = this.#adaptersOf(intercept);
    return {
      reader: composeApp(this.#settings, adapters),
      writer: composeWriter(this.#settings, adapters, lastAttempt),
    };
  }

  #adaptersOf(intercept: Intercept): Adapters & WriterAdapters {
    const { estate, logger } = this;
    const { notifications: plan } = this.#settings;
    const port = <Port extends object>(name: string, implementation: Port): (() => Promise<Port>) => {
      const one = watched(name, implementation, intercept);
      return async () => one;
    };
    const openMessageQueue = port('notificationMessageQueue', estate.notificationMessageQueue);
    const telemetry = watched('telemetry', estate.telemetry, intercept);
    return {
      clock: estate.clock,
      newScanId: () => {
        estate.scansMade += 1;
        return scanIdSchema.parse(`0b000000-0000-4000-8000-${String(estate.scansMade).padStart(12, '0')}`);
      },
      telemetry: () => telemetry,
      sleep: async (milliseconds) => estate.wait(milliseconds),
      notificationMessageQueue: openMessageQueue,
      notificationQueue: async () => notificationQueue({ plan, openMessageQueue, logger }),
      notifier: port('notifier', estate.notifier),
      notificationStore: port('notificationStore', estate.notificationStore),
      tokenValidator: port('tokenValidator', estate.tokenValidator),
      approvalVerifier: port('approvalVerifier', estate.approvalVerifier),
      tenantReader: port('tenantReader', estate.tenant),
      policyWriter: port('policyWriter', estate.policyWriter),
      principalReader: port('principalReader', estate.principalReader),
      policyAudit: port('policyAudit', estate.policyAudit),
      whatIf: port('whatIf', estate.whatIf),
      signInReader: port('signInReader', estate.signInReader),
      signInEvidenceStore: port('signInEvidenceStore', estate.signInEvidenceStore),
      resultStore: port('resultStore', estate.resultStore),
      scanRegister: port('scanRegister', estate.scanRegister),
      evidenceStore: port('evidenceStore', estate.evidenceStore),
      gapUserStore: port('gapUserStore', estate.gapUserStore),
      exceptionRegister: port('exceptionRegister', estate.exceptionRegister),
      remediationStore: port('remediationStore', estate.remediationStore),
      journalHeadStore: port('journalHeadStore', estate.journalHeadStore),
      scanQueue: port('scanQueue', estate.queue('scans')),
      signInQueue: port('signInQueue', estate.queue('sign-ins')),
      remediationQueue: port('remediationQueue', estate.queue('remediations')),
      ...this.#adapters,
    };
  }
}
