import fc from 'fast-check';

export type Wire = Readonly<Record<string, unknown>>;

/** One or two of a pool. */
export function some(pool: readonly string[]): fc.Arbitrary<string[]> {
  return fc.subarray([...pool], { minLength: 1, maxLength: Math.min(2, pool.length) });
}

/** As a rule nothing, now and then these members. */
export function rarely(wire: Wire): fc.Arbitrary<Wire> {
  return fc.oneof({ weight: 24, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constant(wire) });
}
