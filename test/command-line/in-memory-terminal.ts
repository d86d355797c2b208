import type { Terminal } from '../../shared/command-line/terminal.ts';

export interface InMemoryTerminal extends Terminal {
  readonly written: () => string;
  readonly complaints: readonly string[];
}

/** A terminal without a process: keeps what is written; its clock stands still. */
export function inMemoryTerminal(...input: readonly string[]): InMemoryTerminal {
  const written: string[] = [];
  const complaints: string[] = [];
  return {
    input: pieces(input),
    write: async (text) => {
      written.push(text);
      return 'written';
    },
    complain: (line) => {
      complaints.push(line);
    },
    colours: false,
    now: () => new Date('2026-11-22T12:00:00Z'),
    written: () => written.join(''),
    complaints,
  };
}

async function* pieces(texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
