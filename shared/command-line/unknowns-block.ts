import type { Unknown } from '../core/controls/control-result.ts';
import { idsText } from './ids-text.ts';
import type { NameOf } from './object-names.ts';
import type { Paint } from './paint.ts';
import { titledSentences } from './render-sections.ts';
import { unknownSentences } from './unknown-sentences.ts';

/** A control with what decides it and is not known. */
interface Depending {
  readonly id: string;
  readonly unknowns: readonly Unknown[];
}

const mostUnknowns = 8;

/** What some of these controls depend on, each once, with what to do; empty where nothing is unknown. */
export function unknownsBlock(
  depending: readonly Depending[],
  all: readonly { readonly id: string }[],
  nameOf: NameOf,
  paint: Paint,
): string {
  const told = depending.flatMap(({ id, unknowns }) => unknowns.map((unknown) => ({ unknown, id })));
  const each = [...Map.groupBy(told, ({ unknown }) => JSON.stringify(unknown)).values()];
  const sentences = unknownSentences(
    each.flatMap((same) =>
      same.slice(0, 1).map(({ unknown }) => {
        const concerned = same.map(({ id }) => id);
        return { unknown, suffix: all.length === 1 ? '' : ` (${idsText(concerned, all)})` };
      }),
    ),
    nameOf,
  );
  const more = sentences.length - mostUnknowns;
  const shown = more > 0 ? [...sentences.slice(0, mostUnknowns), `and ${more} more.`] : sentences;
  return titledSentences('What is not known, and what to do', shown, paint);
}
