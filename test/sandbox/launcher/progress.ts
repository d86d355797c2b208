import type { Paint } from './paint.ts';
import type { Step } from './start-sandbox.ts';

/** The part of a terminal's stream that progress is written to. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Of a terminal that was not told its size and so says 0. */
const usualColumns = 80;
const refreshMilliseconds = 500;
const eraseLine = '\r\u001B[2K';

/**
 * Shows on a terminal what is under way and for how long, in one line below all others, and leaves a line for each
 * piece that is done. Into a pipe it writes other lines only.
 */
export class Progress {
  readonly #stream: ProgressStream;
  readonly #paint: Paint;
  /** Title and start, in milliseconds, of what is under way. */
  readonly #running = new Map<string, number>();
  #refresh: NodeJS.Timeout | undefined;

  constructor(stream: ProgressStream, paint: Paint) {
    this.#stream = stream;
    this.#paint = paint;
  }

  readonly step: Step = async (title, work) => {
    this.#begin(title);
    try {
      const result = await work();
      this.#end(title, this.#paint('green', '✓'));
      return result;
    } catch (error) {
      this.#end(title, this.#paint('red', '✗'));
      throw error;
    }
  };

  /** Writes a line above what is under way. */
  line(text: string): void {
    this.#stream.write(`${this.#stream.isTTY ? eraseLine : ''}${text}\n`);
    this.#show();
  }

  /** Takes away what is under way, for good: what is written from here on stands alone. */
  close(): void {
    clearInterval(this.#refresh);
    this.#running.clear();
    if (this.#stream.isTTY) this.#stream.write(eraseLine);
  }

  #begin(title: string): void {
    this.#running.set(title, performance.now());
    this.#refresh ??= setInterval(() => this.#show(), refreshMilliseconds).unref();
    this.#show();
  }

  #end(title: string, mark: string): void {
    if (!this.#running.has(title)) return;
    const seconds = this.#paint('dim', `${this.#seconds(title).toFixed(1)} s`);
    this.#running.delete(title);
    if (this.#stream.isTTY) this.line(`${mark} ${title} ${seconds}`);
    if (this.#running.size > 0) return;
    clearInterval(this.#refresh);
    this.#refresh = undefined;
  }

  #show(): void {
    if (!this.#stream.isTTY || this.#running.size === 0) return;
    const pieces = [...this.#running.keys()].map((title) => `${title} ${Math.floor(this.#seconds(title))} s`);
    // A line that wraps could not be erased again.
    const line = `… ${pieces.join(', ')}`.slice(0, (this.#stream.columns || usualColumns) - 1);
    this.#stream.write(`${eraseLine}${line}`);
  }

  #seconds(title: string): number {
    return (performance.now() - (this.#running.get(title) ?? performance.now())) / 1_000;
  }
}
