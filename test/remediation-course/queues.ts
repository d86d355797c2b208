import hostJson from '../../host.json' with { type: 'json' };
import type { Ending } from './mortal-process.ts';

const { maxDequeueCount } = hostJson.extensions.queues;
/** As `visibilityTimeout` says. */
const afterFailureMilliseconds = 30_000;
/** So long a message belongs to the process that received it, and no longer once that is dead. */
const leaseMilliseconds = 600_000;

export type QueueName = 'scans' | 'sign-ins' | 'notifications' | 'remediations' | 'remediation-requests';

export interface Message {
  readonly queue: QueueName;
  readonly id: string;
  /** JSON, as it lies in the queue. */
  readonly text: string;
  readonly insertedAt: string;
  /** How often it was received. */
  attempt: number;
  /** Milliseconds since 1970. */
  visibleAt: number;
}

/** Queues that deliver as those of Azure and the host do: at least once, after a failure again, and in the end not at all. */
export class Queues {
  /** Waiting, in the order in which they came. */
  waiting: Message[] = [];
  readonly poison: Message[] = [];
  #put = 0;

  put(queue: QueueName, body: unknown, now: Date, delaySeconds = 0): void {
    this.#put += 1;
    this.waiting.push({
      queue,
      id: `message-${this.#put}`,
      text: JSON.stringify(body),
      insertedAt: now.toISOString(),
      attempt: 0,
      visibleAt: now.getTime() + delaySeconds * 1_000,
    });
  }

  /** Takes the message out that is visible first, if that is so by that time. */
  receive(until: number): Message | undefined {
    const [first] = this.waiting.toSorted((one, other) => one.visibleAt - other.visibleAt);
    if (first === undefined || first.visibleAt > until) return undefined;
    return this.take(first);
  }

  take(message: Message): Message | undefined {
    this.waiting = this.waiting.filter((one) => one !== message);
    message.attempt += 1;
    if (message.attempt <= maxDequeueCount) return message;
    this.poison.push(message);
    return undefined;
  }

  settle(message: Message, { kind }: Ending<unknown>, now: Date): void {
    if (kind === 'done') return;
    if (kind === 'threw' && message.attempt >= maxDequeueCount) {
      this.poison.push(message);
      return;
    }
    message.visibleAt = now.getTime() + (kind === 'threw' ? afterFailureMilliseconds : leaseMilliseconds);
    this.waiting.push(message);
  }
}
