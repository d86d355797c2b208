import type { Control } from '../core/controls/control.ts';
import type { ControlResult, Verdict } from '../core/controls/control-result.ts';
import { counted } from '../core/controls/list-text.ts';
import type { TenantResult } from '../core/controls/tenant-result.ts';
import {
  exceptedSection,
  findingsSection,
  gapsSection,
  nearMissesSection,
  placesSection,
  unknownsSection,
  whySection,
  witnessSection,
} from './control-sections.ts';
import type { NameOf } from './object-names.ts';
import { withoutControls } from './one-line.ts';
import { assumptions, type Page, pageOf, paintedVerdict, tenantHeading } from './page.ts';
import { type Paint, painter } from './paint.ts';
import { renderSections } from './render-sections.ts';
import { requestText, rolesSentence } from './request-text.ts';
import { paragraph } from './text-block.ts';
import { controlOf, wordingFor } from './wording.ts';

/** All that is known of the controls of a result, in sentences and at most 80 columns (bodies to send as they are). */
export function renderExplanation(result: TenantResult, { colours, nameOf }: Page): string {
  const paint = painter(colours);
  return pageOf([
    tenantHeading(result, paint),
    ...result.controls.flatMap((control) => explained(control, nameOf, paint)),
    assumptions(result, paint),
  ]);
}

const mostShown = 25;

function explained(result: ControlResult, nameOf: NameOf, paint: Paint): readonly string[] {
  const control = controlOf(result);
  const wording = wordingFor(result, nameOf, mostShown);
  const blocks = (...sections: readonly Parameters<typeof renderSections>[0][number][]) =>
    sections.map((section) => renderSections([section], paint));
  return [
    heading(result, paint),
    control === undefined ? '' : text(control.rationale),
    ...blocks(whySection(result, wording), gapsSection(result, wording), witnessSection(result, wording)),
    replay(result, paint),
    ...blocks(
      placesSection(result, wording),
      unknownsSection(result, wording),
      exceptedSection(result, wording),
      letter(result, nearMissesSection(result, wording).sentences),
      findingsSection(result),
    ),
    control === undefined || isMet(result) ? '' : remediation(control, result, paint),
  ];
}

function isMet({ verdict }: ControlResult): boolean {
  return verdict === 'pass' || verdict === 'notApplicable';
}

function text(sentences: string): string {
  return paragraph('  ', withoutControls(sentences));
}

function heading({ id, title, verdict, usersInGap }: ControlResult, paint: Paint): string {
  const users = usersInGap === null || usersInGap === 0 ? '' : `, ${counted(usersInGap, 'user')} in a gap`;
  return [
    paragraph(paint('heading', `${id}  `), paint('heading', withoutControls(title))),
    `  ${paintedVerdict(verdict, paint)}${users}`,
  ].join('\n');
}

const letterOf = {
  pass: 'The benchmark is met to the letter.',
  fail: 'The benchmark is not met to the letter.',
  inconclusive: 'Whether the benchmark is met to the letter depends on what was not read.',
  notApplicable: 'The letter of the benchmark does not apply.',
} as const satisfies Record<Verdict, string>;

function letter({ benchmark }: ControlResult, nearMisses: readonly string[]) {
  return { heading: 'The letter of the benchmark', sentences: [letterOf[benchmark.verdict], ...nearMisses] };
}

function replay({ witness, whatIf }: ControlResult, paint: Paint): string {
  if (witness === null) return '';
  const heading = paint('faint', '  Replay it');
  if (whatIf === null) {
    const why = 'No user object stands for this sign-in, so What If cannot be asked about it.';
    return `${heading}\n${paragraph('  - ', why)}`;
  }
  return [heading, requestText('/identity/conditionalAccess/evaluate', whatIf)].join('\n');
}

/** Where the letter is met, what there is wants mending first. */
function remediation(
  { remediation: { summary, resource, body } }: Control,
  { benchmark }: ControlResult,
  paint: Paint,
) {
  const anew = `${summary}${rolesSentence(body)}`;
  const sentences = benchmark.verdict === 'pass' ? [mend, `Or start anew. ${anew}`] : [anew];
  return [
    renderSections([{ heading: 'How to close it', sentences }], paint),
    requestText(resource, body),
  ].join('\n');
}

const mend =
  'The letter of the benchmark is met already: mend what the sentences above name, or approve it as an exception.';
