import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { SpawnedFunctionHost } from '../function-host/spawn-function-host.ts';
import { StartProblem } from './start-problem.ts';

const summarySchema = z.object({
  control: z.string(),
  id: z.string(),
  title: z.string(),
  verdict: z.enum(['pass', 'fail', 'inconclusive', 'notApplicable']),
  usersInGap: z.number().nullable(),
  reason: z.string(),
});
const tenantSchema = z.object({ controls: z.array(summarySchema) });
const scanSchema = z.object({
  scanId: z.string(),
  state: z.discriminatedUnion('status', [
    z.object({ status: z.literal('succeeded') }),
    z.object({ status: z.literal('failed'), error: z.string() }),
  ]),
});
const scansSchema = z.object({ items: z.array(scanSchema) });

export type ControlSummary = z.output<typeof summarySchema>;
type FinishedScan = z.output<typeof scanSchema>;
type Host = Pick<SpawnedFunctionHost, 'url' | 'masterKey'>;
/** Gives an access token that may read results and ask for scans. */
type AccessToken = () => Promise<string>;

const pollMilliseconds = 250;
const usualLimitMilliseconds = 120_000;

/** Speaks to the running app as its users do: over HTTP, with an access token. */
export class ScanClient {
  readonly #host: Host;
  readonly #tenantId: string;
  readonly #accessToken: AccessToken;

  constructor(host: Host, tenantId: string, accessToken: AccessToken) {
    this.#host = host;
    this.#tenantId = tenantId;
    this.#accessToken = accessToken;
  }

  /** Lets the timer function run now, and answers what is served once its scan has finished. */
  async scan(limitMilliseconds = usualLimitMilliseconds): Promise<readonly ControlSummary[]> {
    const before = await this.newestScan();
    await this.startTimer();
    const scan = await this.#scanAfter(before, limitMilliseconds);
    if (scan.state.status === 'failed') throw new StartProblem(`The scan failed. ${scan.state.error}`);
    const response = await this.get(this.#tenantId);
    return tenantSchema.parse(await response.json()).controls;
  }

  /** Through the host's admin endpoint, as on Azure. */
  async startTimer(): Promise<void> {
    const response = await fetch(`${this.#host.url}/admin/functions/scanOnSchedule`, {
      method: 'POST',
      headers: { 'x-functions-key': this.#host.masterKey, 'content-type': 'application/json' },
      body: '{}',
    });
    if (response.status !== 202) {
      throw new StartProblem(`The timer function cannot be run: the host answered ${response.status}.`);
    }
  }

  /** The newest finished one. */
  async newestScan(): Promise<FinishedScan | undefined> {
    const response = await this.get(`${this.#tenantId}/scans?size=1`);
    if (response.status === 404) return undefined;
    return scansSchema.parse(await response.json()).items[0];
  }

  /** What stands at a path below `/api/results`. */
  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(this.address(path), {
      headers: { authorization: `Bearer ${await this.#accessToken()}`, ...headers },
    });
  }

  address(path: string): string {
    return `${this.#host.url}/api/results/${path}`;
  }

  async #scanAfter(before: FinishedScan | undefined, limitMilliseconds: number): Promise<FinishedScan> {
    const limit = Date.now() + limitMilliseconds;
    while (Date.now() < limit) {
      const newest = await this.newestScan();
      if (newest !== undefined && newest.scanId !== before?.scanId) return newest;
      await delay(pollMilliseconds);
    }
    const seconds = Math.round(limitMilliseconds / 1_000);
    throw new StartProblem(`No scan finished within ${seconds} s: start with --verbose to see the log.`);
  }
}
