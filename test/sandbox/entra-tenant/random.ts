import { createHash } from 'node:crypto';

/** Numbers from 0 up to, not including, 1; the same for the same seed. */
export function randomFrom(seed: string): () => number {
  let block = Buffer.alloc(0);
  let count = 0;
  return () => {
    if (block.length < 4) {
      block = createHash('sha256').update(`${seed}/${count}`).digest();
      count += 1;
    }
    const number = block.readUInt32LE();
    block = block.subarray(4);
    return number / 2 ** 32;
  };
}

/** One of them. Throws where there is none. */
export function oneOf<Element>(elements: readonly Element[], random: () => number): Element {
  const element = elements[Math.floor(random() * elements.length)];
  if (element === undefined) throw new RangeError('There is nothing to choose from.');
  return element;
}
