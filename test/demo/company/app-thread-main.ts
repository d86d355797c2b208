/**
 * One of the two apps as it is deployed, in a thread with the environment of its own process: its settings and its managed
 * identity. Only the clock is another one, and who calls the functions.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { register } from '../../../functions/register.ts';
import { registerWriter } from '../../../functions/register-writer.ts';
import { composeApp, lastAttempt } from '../../../shared/composition/app.ts';
import { azureAdapters } from '../../../shared/composition/azure-adapters.ts';
import { azureWriterAdapters } from '../../../shared/composition/azure-writer-adapters.ts';
import { readSettings } from '../../../shared/composition/settings.ts';
import { composeWriter } from '../../../shared/composition/writer.ts';
import { trustCertificate } from '../../sandbox/trust-certificate.ts';
import { type AppReply, appCallSchema, appStartSchema } from './app-calls.ts';
import { CompanyTime } from './company-time.ts';
import { FunctionsOfApp } from './functions-of-app.ts';

const { caPath, sharedTime } = appStartSchema.parse(workerData);
const time = new CompanyTime(sharedTime);
const { clock } = time;
/** Whoever waits lets the time of the company pass. */
const runtime = { clock, sleep: async (milliseconds: number) => time.pass(milliseconds) };
const reply = (message: AppReply) => parentPort?.postMessage(message);

await trustCertificate(caPath);
const settings = readSettings(process.env);
const functions = new FunctionsOfApp((level, line) => reply({ kind: 'logged', level, line }));
if (settings.FUNCTION_APP === 'writer') {
  const adapters = { ...azureWriterAdapters(settings, runtime), clock };
  registerWriter(functions.host, composeWriter(settings, adapters, lastAttempt));
} else {
  const adapters = { ...azureAdapters(settings, runtime), clock };
  register(functions.host, composeApp(settings, adapters));
}

parentPort?.on('message', async ({ number, ...given }: { readonly number: number }) => {
  try {
    const answered = await functions.call(appCallSchema.parse(given));
    reply({ kind: 'answered', call: number, ...answered });
  } catch (error) {
    reply({ kind: 'failed', call: number, problem: error instanceof Error ? error.message : String(error) });
  }
});
reply({ kind: 'ready', queueNames: functions.queueNames });
