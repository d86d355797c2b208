import {
  type HttpFunctionOptions,
  type HttpHandler,
  type HttpMethodFunctionOptions,
  HttpRequest,
  HttpResponse,
  InvocationContext,
  type StorageQueueHandler,
  type TimerHandler,
} from '@azure/functions';
import type { AppCall } from './app-calls.ts';

type Log = (level: string, line: string) => void;

interface Answered {
  readonly status: number;
  readonly body: string;
}

const nothing: Answered = { status: 0, body: '' };
const neverRun = { last: '', next: '', lastUpdated: '' };

/** The functions that an app registers, each called by its trigger. */
export class FunctionsOfApp {
  readonly #http = new Map<string, HttpHandler>();
  readonly #queues = new Map<string, StorageQueueHandler>();
  readonly #timers: TimerHandler[] = [];
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Takes the place of the library's `app` where functions are registered. */
  readonly host = {
    http: (_name: string, { route = '', handler }: HttpFunctionOptions | HttpMethodFunctionOptions) => {
      this.#http.set(firstSegment(route), handler);
    },
    storageQueue: (
      _name: string,
      { queueName, handler }: { readonly queueName: string; readonly handler: StorageQueueHandler },
    ) => {
      this.#queues.set(queueName, handler);
    },
    timer: (_name: string, { handler }: { readonly handler: TimerHandler }) => {
      this.#timers.push(handler);
    },
  };

  get queueNames(): string[] {
    return [...this.#queues.keys()];
  }

  async call(call: AppCall): Promise<Answered> {
    switch (call.kind) {
      case 'http':
        return this.#request(call);
      case 'queue':
        return this.#deliver(call);
      case 'timer':
        for (const fire of this.#timers) {
          const schedule = { adjustForDST: false };
          await fire({ isPastDue: false, schedule, scheduleStatus: neverRun }, this.#invocation());
        }
        return nothing;
    }
  }

  async #request({ method, path, headers, body }: AppCall & { kind: 'http' }): Promise<Answered> {
    const handler = this.#http.get(firstSegment(path));
    if (handler === undefined) throw new Error(`No function answers at ${path}.`);
    const request = new HttpRequest({
      method,
      url: `https://gateproof.example.com/api/${path}`,
      headers,
      ...(body !== undefined && { body: { string: body } }),
    });
    const returned = await handler(request, this.#invocation());
    const response = returned instanceof HttpResponse ? returned : new HttpResponse(returned);
    return { status: response.status, body: await response.text() };
  }

  async #deliver({ queueName, message, ...metadata }: AppCall & { kind: 'queue' }): Promise<Answered> {
    const handler = this.#queues.get(queueName);
    if (handler === undefined) throw new Error(`No function takes messages of the queue ${queueName}.`);
    await handler(message, this.#invocation(metadata));
    return nothing;
  }

  #invocation(triggerMetadata: Record<string, unknown> = {}): InvocationContext {
    return new InvocationContext({
      triggerMetadata: { ...triggerMetadata },
      logHandler: (level, ...text) => this.#log(level, text.join(' ')),
    });
  }
}

function firstSegment(path: string): string {
  return path.split(/[/?]/)[0] ?? '';
}
