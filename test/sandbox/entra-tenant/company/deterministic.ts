import { createHash } from 'node:crypto';

/** A GUID that depends on the seed and the name alone, so that the same company has the same ids every time. */
export function guidOf(seed: string, name: string): string {
  const hex = createHash('sha256').update(`${seed}/${name}`).digest('hex');
  const version4 = `4${hex.slice(13, 16)}`;
  const variant = `a${hex.slice(17, 20)}`;
  return [hex.slice(0, 8), hex.slice(8, 12), version4, variant, hex.slice(20, 32)].join('-');
}

/** The elements in an order that depends on the seed alone. */
export function shuffled<Element>(elements: readonly Element[], seed: string): Element[] {
  return elements
    .map((element, index) => ({ element, rank: guidOf(seed, `rank/${index}`) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))
    .map(({ element }) => element);
}

/** An instant in the company's first year, as Graph writes it. */
export function instantOf(seed: string, name: string): string {
  const day = Number.parseInt(guidOf(seed, `day/${name}`).slice(0, 4), 16) % 330;
  return new Date(Date.UTC(2025, 0, 2 + day, 8, 15, 30)).toISOString().replace('.000Z', 'Z');
}
