import type { ControlResult } from '../core/controls/control-result.ts';
import { gravestFirst } from '../core/controls/findings/gravest-first.ts';
import { grouped } from '../core/controls/list-text.ts';
import type { TenantResult } from '../core/controls/tenant-result.ts';
import {
  exceptedSection,
  findingSentence,
  gapsSection,
  nearMissesSection,
  placesSection,
  unknownsSection,
  whySection,
  witnessSection,
} from './control-sections.ts';
import { idsText } from './ids-text.ts';
import type { NameOf } from './object-names.ts';
import { withoutControls } from './one-line.ts';
import { assumptions, type Page, pageOf, paintedVerdict, tenantHeading } from './page.ts';
import { type Paint, painter } from './paint.ts';
import { renderSections, titledSentences } from './render-sections.ts';
import { besides, padded } from './text-block.ts';
import { unknownsBlock } from './unknowns-block.ts';
import { wordingFor } from './wording.ts';

/** The result for a person's eyes: at most 80 columns, the summary first, then what lies behind each verdict. */
export function renderTable(result: TenantResult, { colours, nameOf }: Page): string {
  const paint = painter(colours);
  const { controls } = result;
  return pageOf([
    tenantHeading(result, paint),
    summary(controls, paint),
    ...controls.map((control) => details(control, nameOf, controls.length > 1, paint)),
    controls.length > 1 ? unknownsBlock(controls.filter(isUndecided), controls, nameOf, paint) : '',
    findings(controls, paint),
    assumptions(result, paint),
    controls.length > 1 ? hint(controls, paint) : '',
  ]);
}

function isUndecided({ verdict }: ControlResult): boolean {
  return verdict === 'inconclusive';
}

const columns = { id: 9, verdict: 16, users: 14 };

function summary(controls: readonly ControlResult[], paint: Paint): string {
  if (controls.length === 0) return '';
  const titles = [
    padded('Control', columns.id),
    padded('Verdict', columns.verdict),
    padded('Users in gap', columns.users),
    'What must hold',
  ];
  return [paint('faint', titles.join('')), ...controls.map((control) => row(control, paint))].join('\n');
}

function row({ id, title, verdict, usersInGap }: ControlResult, paint: Paint): string {
  const users = usersInGap === null ? '-' : grouped(usersInGap);
  const cells = [
    padded(id, columns.id),
    padded(paintedVerdict(verdict, paint), columns.verdict),
    `${padded(users, columns.users - 2, 'left')}  `,
  ];
  return besides(cells, withoutControls(title));
}

/** Why it is so. Of several controls no more than decides them: `--explain` tells the rest. */
function details(result: ControlResult, nameOf: NameOf, isOneOfMany: boolean, paint: Paint): string {
  const wording = wordingFor(result, nameOf, isOneOfMany ? 2 : 10);
  const isMet = result.verdict === 'pass' || result.verdict === 'notApplicable';
  const sections = [
    (...of: SectionArguments) => ({ ...whySection(...of), heading: '' }),
    placesSection,
    ...(isMet ? [] : [gapsSection, witnessSection]),
    ...(isOneOfMany ? [] : [unknownsSection, exceptedSection, ...(isMet ? [] : [nearMissesSection])]),
  ];
  const text = renderSections(
    sections.map((section) => section(result, wording)),
    paint,
  );
  return text === '' ? '' : `${heading(result, paint)}\n${text}`;
}

type SectionArguments = Parameters<typeof whySection>;

function heading({ id, title, verdict }: ControlResult, paint: Paint): string {
  const cells = [paint('heading', `${id}  `), paintedVerdict(verdict, paint), '  '];
  return besides(cells, paint('heading', withoutControls(title)));
}

/** Each once, the gravest first. */
function findings(controls: readonly ControlResult[], paint: Paint): string {
  const told = gravestFirst(controls.flatMap((control) => control.findings)).map(findingSentence);
  const sentences = [...new Set(told)].map((sentence) => {
    const concerned = controls.filter((control) => control.findings.map(findingSentence).includes(sentence));
    const ids = concerned.map(({ id }) => id);
    return controls.length === 1 ? sentence : `${sentence} (${idsText(ids, controls)})`;
  });
  return titledSentences('Findings', sentences, paint);
}

function hint(controls: readonly ControlResult[], paint: Paint): string {
  const worth = controls.find(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
  if (worth === undefined) return '';
  return paint('faint', `--explain ${worth.id} tells all of one control, and how to close it.`);
}
