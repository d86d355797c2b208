import { Worker } from 'node:worker_threads';
import { type AppCall, type AppReply, type AppStart, appReplySchema } from './app-calls.ts';

export interface AppThreadOptions extends AppStart {
  /** The whole of it: nothing of this process is passed on. */
  readonly environment: NodeJS.ProcessEnv;
  readonly log: (level: string, line: string) => void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

interface Waiting {
  resolve(answer: HttpAnswer): void;
  reject(error: Error): void;
}

/** A function app in a thread of its own. */
export class AppThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly queueNames: readonly string[];
  #calls = 0;

  private constructor(worker: Worker, queueNames: readonly string[]) {
    this.#worker = worker;
    this.queueNames = queueNames;
  }

  static async start({ environment, log, ...start }: AppThreadOptions): Promise<AppThread> {
    const file = new URL('./app-thread-main.ts', import.meta.url);
    const worker = new Worker(file, { env: environment, workerData: start });
    return new Promise((resolve, reject) => {
      let thread: AppThread | undefined;
      worker.on('message', (message: unknown) => {
        const reply = appReplySchema.parse(message);
        if (reply.kind === 'logged') log(reply.level, reply.line);
        else if (reply.kind === 'ready') {
          thread = new AppThread(worker, reply.queueNames);
          resolve(thread);
        } else if (thread !== undefined) thread.#settle(reply);
      });
      worker.on('error', (error) => {
        reject(error);
        if (thread !== undefined) thread.#fail(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  /** Rejects with what the function threw. */
  call(call: AppCall): Promise<HttpAnswer> {
    this.#calls += 1;
    const number = this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ number, ...call });
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(reply: Extract<AppReply, { kind: 'answered' | 'failed' }>): void {
    const waiting = this.#waiting.get(reply.call);
    this.#waiting.delete(reply.call);
    if (reply.kind === 'answered') waiting?.resolve({ status: reply.status, body: reply.body });
    else waiting?.reject(new Error(reply.problem));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
