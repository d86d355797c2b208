/** A clock that stands until it is turned, for all threads that hold what is shared. */
export class CompanyTime {
  /** One BigInt64: milliseconds since 1970. */
  readonly shared: SharedArrayBuffer;
  readonly #time: BigInt64Array;

  constructor(shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#time = new BigInt64Array(shared);
  }

  readonly clock = (): Date => new Date(Number(Atomics.load(this.#time, 0)));

  /** ISO 8601. */
  get now(): string {
    return this.clock().toISOString();
  }

  turnTo(now: string): void {
    Atomics.store(this.#time, 0, BigInt(Date.parse(now)));
  }

  pass(milliseconds: number): void {
    Atomics.add(this.#time, 0, BigInt(Math.ceil(milliseconds)));
  }
}
