import type { Section } from './control-sections.ts';
import { withoutControls } from './one-line.ts';
import type { Paint } from './paint.ts';
import { paragraph } from './text-block.ts';

/** Sections one below the other: each heading, where it has one, above its sentences. Empty where nothing is said. */
export function renderSections(sections: readonly Section[], paint: Paint): string {
  return sections
    .filter(({ sentences }) => sentences.length > 0)
    .map(({ heading, sentences }) => {
      const items = sentences.map((sentence) => paragraph('  - ', withoutControls(sentence)));
      return [...(heading === '' ? [] : [paint('faint', `  ${heading}`)]), ...items].join('\n');
    })
    .join('\n');
}

/** Sentences below a title of their own; empty without any. */
export function titledSentences(title: string, sentences: readonly string[], paint: Paint): string {
  const text = renderSections([{ heading: '', sentences }], paint);
  return text === '' ? '' : `${paint('heading', title)}\n${text}`;
}
