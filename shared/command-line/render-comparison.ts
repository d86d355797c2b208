import { closedSentence, openedSentence } from '../core/compare/changed-gap-sentence.ts';
import type { ControlComparison, Decision } from '../core/compare/comparison.ts';
import { changeSentences } from './change-sentences.ts';
import type { ComparisonResult } from './compare-input.ts';
import { capped, type Section, type Wording } from './control-sections.ts';
import type { NameOf } from './object-names.ts';
import { withoutControls } from './one-line.ts';
import { assumptions, headingOf, minute, type Page, pageOf, paintedVerdict } from './page.ts';
import { type Paint, painter } from './paint.ts';
import { renderSections, titledSentences } from './render-sections.ts';
import { besides, padded } from './text-block.ts';
import { unknownsBlock } from './unknowns-block.ts';
import { witnessSentence } from './witness-sentence.ts';
import { wordingFor } from './wording.ts';

/** A comparison for a person's eyes: at most 80 columns, a row for each control, then what opens and what closes. */
export function renderComparison(result: ComparisonResult, { colours, nameOf }: Page): string {
  const paint = painter(colours);
  const { tenantId, engine, comparedAt, controls, changes } = result;
  return pageOf([
    headingOf(tenantId, `compared by ${engine} as of ${minute(comparedAt)}`, paint),
    summary(controls, paint),
    ...controls.map((control) => details(control, nameOf, controls.length > 1 ? 5 : 25, paint)),
    unknownsBlock(controls, controls, nameOf, paint),
    titledSentences('What was changed', changeSentences(changes, nameOf), paint),
    assumptions(result, paint),
  ]);
}

const columns = { id: 9, before: 16, arrow: 4, after: 16 };

function summary(controls: readonly ControlComparison[], paint: Paint): string {
  const titles = [
    padded('Control', columns.id),
    padded('Before', columns.before),
    padded('', columns.arrow),
    padded('After', columns.after),
    'What the change does',
  ];
  return [paint('faint', titles.join('')), ...controls.map((control) => row(control, paint))].join('\n');
}

function row({ id, before, after, change }: ControlComparison, paint: Paint): string {
  const cells = [
    padded(id, columns.id),
    padded(paintedVerdict(before, paint), columns.before),
    padded('->', columns.arrow),
    padded(paintedVerdict(after, paint), columns.after),
  ];
  return besides(cells, paintedChange(change, paint));
}

const words = {
  opens: 'OPENS A GAP',
  closes: 'closes a gap',
  both: 'OPENS A GAP, closes one',
  none: 'nothing',
  undecided: 'undecided',
} as const satisfies Record<ControlComparison['change'], string>;

const styles = {
  opens: 'fail',
  closes: 'pass',
  both: 'fail',
  none: 'faint',
  undecided: 'inconclusive',
} as const satisfies Record<ControlComparison['change'], Parameters<Paint>[0]>;

function paintedChange(change: ControlComparison['change'], paint: Paint): string {
  return paint(styles[change], words[change]);
}

function details(control: ControlComparison, nameOf: NameOf, most: number, paint: Paint): string {
  if (control.change === 'none') return '';
  const { id, title, change } = control;
  const wording = wordingFor(control, nameOf, most);
  const cells = [paint('heading', `${id}  `), paintedChange(change, paint), '  '];
  return [
    besides(cells, paint('heading', withoutControls(title))),
    renderSections(
      [openedSection(control, wording), witnessSection(control, wording), closedSection(control, wording)],
      paint,
    ),
  ].join('\n');
}

function openedSection(control: ControlComparison, { gapMeans, most }: Wording): Section {
  const { opens, opened, openedOmitted, reasons } = control;
  const sentences = opened.map((gap) => openedSentence(gap, gapMeans, opens));
  return {
    heading: heading(opens, 'Opens', 'May open'),
    sentences: [...reasons.slice(0, most), ...capped(sentences, most, 'gap', openedOmitted)],
  };
}

function witnessSection({ opens, witness }: ControlComparison, { nameOf }: Wording): Section {
  const heading = `A sign-in that ${opens === 'yes' ? 'gets' : 'may get'} through now, and did not before`;
  return { heading, sentences: witness === null ? [] : [witnessSentence(witness, nameOf)] };
}

function closedSection(control: ControlComparison, { gapMeans, most }: Wording): Section {
  const { closes, closed, closedOmitted } = control;
  const sentences = closed.map((gap) => closedSentence(gap, gapMeans, closes));
  return {
    heading: heading(closes, 'Closes', 'May close'),
    sentences: capped(sentences, most, 'gap', closedOmitted),
  };
}

function heading(decision: Decision, surely: string, perhaps: string): string {
  return decision === 'undecided' ? perhaps : surely;
}
