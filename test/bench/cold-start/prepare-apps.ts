import { rowKeys } from '../../../shared/adapters/storage/row-keys.ts';
import { appEnvironment } from '../../sandbox/launcher/app-environment.ts';
import { buildAppPackage } from '../../sandbox/launcher/app-package.ts';
import { applicationToken } from '../../sandbox/launcher/application-token.ts';
import { type Step, startSandbox } from '../../sandbox/launcher/start-sandbox.ts';
import type { ColdStart } from './cold-start.ts';

/** As on the hosting plan, where a process that answers HTTP runs neither timers nor queues. */
const httpOnly = {
  'AzureWebJobs.scanOnSchedule.Disabled': 'true',
  'AzureWebJobs.runScan.Disabled': 'true',
};

export interface PreparedApps {
  /** The app itself, asked for the latest result of a control. */
  readonly results: ColdStart;
  /** Reads the same row, and does nothing else. */
  readonly pointRead: ColdStart;
  /** Reads nothing: what it takes is the host's own. */
  readonly empty: ColdStart;
}

/** The compiled apps over one sandbox whose table holds the result of one scan. */
export async function prepareApps(resources: AsyncDisposableStack, step: Step): Promise<PreparedApps> {
  const { host, tenant, azurite, appDirectory, client } = await startSandbox(resources, {
    step,
    log: () => {},
  });
  const { tenantId } = tenant;
  const [control] = await step('Scanning the tenant', () => client.scan());
  if (control === undefined) throw new Error('The scan decided no control.');
  const authorization = `Bearer ${await applicationToken(tenant)()}`;
  await host.stop();

  const environment = { ...appEnvironment({ azurite, tenant }, {}), ...httpOnly };
  const built = (name: string) =>
    step(`Building ${name}`, () =>
      buildAppPackage(`${appDirectory}-${name}`, `test/bench/cold-start/${name}.ts`),
    );
  const rowKey = encodeURIComponent(rowKeys.latest(control.control));
  return {
    results: {
      name: 'results',
      appDirectory,
      path: `/api/results/${tenantId}/controls/${control.id}`,
      headers: { authorization },
      environment,
    },
    pointRead: {
      name: 'raw point read',
      appDirectory: await built('point-read-app'),
      path: `/api/rows/${tenantId}/${rowKey}`,
      environment,
    },
    empty: {
      name: 'host alone',
      appDirectory: await built('empty-app'),
      path: '/api/answer',
      environment,
    },
  };
}
