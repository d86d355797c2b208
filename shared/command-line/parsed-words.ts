import { InputError } from '../core/errors.ts';

/** What `parseArgs` of Node makes of the words; what it has against them becomes an InputError. */
export function parsedWords<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const [firstSentence] = cause.message.split('. ');
    throw new InputError([{ member: '', message: `${firstSentence} (--help shows the options)` }], { cause });
  }
}
