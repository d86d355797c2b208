import { counted, listText } from '../../core/controls/list-text.ts';
import type { ControlEffect, GraphRequest, Plan, PolicyChange, Stage } from '../../core/remediation/plan.ts';
import { memberChangeText } from '../change-sentences.ts';
import type { Section } from '../control-sections.ts';
import { type NameOf, withNames } from '../object-names.ts';
import { withoutControls } from '../one-line.ts';
import { paintedVerdict } from '../page.ts';
import type { Paint } from '../paint.ts';
import { renderSections } from '../render-sections.ts';
import { besides } from '../text-block.ts';
import { stepSentence } from './step-sentence.ts';

/** What a plan does, what becomes of its control then, and what to mind; `label` stands before its verdict. */
export function planBlock(plan: Plan, label: string, nameOf: NameOf, paint: Paint): string {
  const verdict = paintedVerdict(plan.after.verdict, paint);
  const cells = [paint('heading', `${label}  `), verdict, '  '];
  const steps = plan.steps.map((step) => stepSentence(step, nameOf));
  const named = (heading: string, sentences: readonly string[]): Section => ({
    heading,
    sentences: sentences.map((text) => withNames(text, nameOf)),
  });
  const sections: readonly Section[] = [
    named(
      'What changes',
      plan.policies.flatMap((change) => changes(change, plan.policies.length > 1, nameOf)),
    ),
    { heading: 'What is sent', sentences: plan.policies.flatMap(({ stages }) => stages.map(sent)) },
    named(plan.after.verdict === 'pass' ? 'After it' : 'What remains', afterwards(plan)),
    named('Other controls', otherControls(plan.otherControls)),
    named(
      'Mind',
      plan.notes.map(({ text }) => text),
    ),
  ];
  const title = paint('heading', withoutControls(steps.join(' ')));
  return [besides(cells, title), renderSections(sections, paint)].join('\n');
}

function changes(
  { policy, differences }: PolicyChange,
  isOneOfMany: boolean,
  nameOf: NameOf,
): readonly string[] {
  const name = isOneOfMany ? `"${policy.displayName || policy.id}": ` : '';
  return differences.map((difference) => `${name}${memberChangeText(difference, nameOf)}.`);
}

function sent({ name, request }: Stage): string {
  const stage = name === 'reportOnly' ? 'into report-only' : 'into force';
  return `${requestText(request)}, ${stage}`;
}

function requestText({ method, path, body }: GraphRequest): string {
  const { conditions = {} } = body;
  const members = method === 'POST' ? [] : [...Object.keys(body), ...Object.keys(conditions ?? {})];
  const told = members.filter((member) => member !== 'conditions');
  return `${method} ${path}${told.length === 0 ? '' : ` (${listText(told, told.length)})`}`;
}

const mostReasons = 3;

function afterwards({ after, newlyAffected: { count, isLeast } }: Plan): readonly string[] {
  const least = isLeast ? 'at least ' : '';
  return [
    ...after.reasons.slice(0, mostReasons),
    ...(count === null ? [] : [`It newly concerns ${least}${counted(count, 'user')} of the directory.`]),
  ];
}

/** What opens is told one by one; what closes besides is good news, in one sentence. */
function otherControls(effects: readonly ControlEffect[]): readonly string[] {
  const opening = effects.filter(({ opens }) => opens !== 'no');
  const closing = effects.filter(({ opens, closes }) => opens === 'no' && closes === 'yes');
  const ids = listText(
    closing.map(({ id, before, after }) =>
      before !== 'pass' && after === 'pass' ? `${id} (which passes then)` : id,
    ),
    closing.length,
  );
  return [
    ...opening.map(({ id, opened, opens }) => `${id}: ${opened ?? openingText(opens)}`),
    ...(closing.length === 0 ? [] : [`It also closes a part of the gap in ${ids}.`]),
  ];
}

function openingText(opens: ControlEffect['opens']): string {
  return opens === 'yes' ? 'a gap opens.' : 'whether a gap opens is not decided.';
}
