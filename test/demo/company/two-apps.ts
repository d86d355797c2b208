import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueueClient } from '@azure/storage-queue';
import { signInQueueName } from '../../../shared/composition/names.ts';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { makeLoopbackCertificate } from '../../sandbox/entra-tenant/certificate.ts';
import { northwindSandbox } from '../../sandbox/entra-tenant/company/company.ts';
import type { IdentityName } from '../../sandbox/entra-tenant/identities.ts';
import { type EntraTenant, startEntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { appEnvironment } from '../../sandbox/launcher/app-environment.ts';
import { trustCertificate } from '../../sandbox/trust-certificate.ts';
import { AppThread, type HttpAnswer } from './app-thread.ts';
import { CompanyTime } from './company-time.ts';
import { deliverAll, type ServedQueue } from './deliver-all.ts';

/** The made-up company with storage, and both apps as they are deployed, under a clock that can be turned. */
export interface TwoApps {
  readonly tenant: EntraTenant;
  readonly azurite: Azurite;
  readonly time: CompanyTime;
  /** Asks the app that faces HTTP, below `/api/`; with a body by POST. */
  ask(token: string, path: string, body?: unknown): Promise<HttpAnswer>;
  /** Lets the timer fire, and both apps work until no queue holds a message. */
  runTimer(): Promise<void>;
  /** Lets both apps work until no queue holds a message. */
  work(): Promise<void>;
}

export interface TwoAppsOptions {
  readonly now: string;
  /** Policies that the company has not, by the beginning of their names. */
  readonly without: string;
  readonly log?: (app: IdentityName, level: string, line: string) => void;
}

/** Disposing of `resources` ends everything, also after a start that failed half way. This process trusts the certificate. */
export async function startTwoApps(
  resources: AsyncDisposableStack,
  { now, without, log = () => {} }: TwoAppsOptions,
): Promise<TwoApps> {
  const time = new CompanyTime();
  time.turnTo(now);
  const folder = await mkdtemp(join(tmpdir(), 'gateproof-company-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const certificate = await makeLoopbackCertificate(folder);
  await trustCertificate(certificate.caPath);
  const tls = { cert: certificate.certPath, key: certificate.keyPath };
  const azurite = await startAzurite({ tls, oauth: true });
  resources.defer(() => azurite.stop());
  const tenant = await startEntraTenant({
    tenant: companyWithout(without),
    certificate,
    clock: time.clock,
    throttling: false,
    pageSize: 999,
  });
  resources.defer(() => tenant.stop());
  const start = async (name: IdentityName) => {
    const app = await AppThread.start({
      environment: appEnvironment({ azurite, tenant }, {}, name),
      caPath: certificate.caPath,
      sharedTime: time.shared,
      log: (level, line) => log(name, level, line),
    });
    resources.defer(() => app.stop());
    return app;
  };
  const [reader, writer] = await Promise.all([start('reader'), start('writer')]);
  const queues = [reader, writer].flatMap((app) =>
    app.queueNames.map(
      (name): ServedQueue => ({ app, queue: new QueueClient(azurite.connectionString, name) }),
    ),
  );
  // A scan measures by the sign-ins that were collected before it: of the hour before, where the timer fires hourly.
  queues.sort((one, other) => Number(isOfSignIns(other)) - Number(isOfSignIns(one)));
  const work = () => deliverAll(queues, time);
  return {
    tenant,
    azurite,
    time,
    work,
    async runTimer() {
      await reader.call({ kind: 'timer' });
      await work();
    },
    ask: (token, path, body) =>
      reader.call({
        kind: 'http',
        method: body === undefined ? 'GET' : 'POST',
        path,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

function isOfSignIns({ queue }: ServedQueue): boolean {
  return queue.name === signInQueueName;
}

function companyWithout(policy: string) {
  const company = northwindSandbox();
  const policies = company.policies.filter(({ displayName }) => !displayName.startsWith(policy));
  return { ...company, policies };
}
