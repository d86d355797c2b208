import type { WhyAnswer } from '../application/why/why-answer.ts';
import type { PolicyReference } from '../core/controls/control-result.ts';
import { listText } from '../core/controls/list-text.ts';
import type { ClientAdvice } from '../core/why/advice/client-advice.ts';
import { clientAdvice } from '../core/why/advice/client-advice.ts';
import type { ErrorAdvice } from '../core/why/advice/error-advice.ts';
import type { Ask, Stop } from '../core/why/explanation.ts';
import { withoutControls } from './one-line.ts';
import { assumptions, headingOf, minute, type Page, pageOf } from './page.ts';
import { type Paint, painter } from './paint.ts';
import { policiesBlocks } from './policy-sections.ts';
import { renderSections, titledSentences } from './render-sections.ts';
import { signInSentence } from './sign-in-sentence.ts';
import { capitalised, paragraph } from './text-block.ts';
import { unknownSentences } from './unknown-sentences.ts';

/** The answer about one sign-in in sentences, at most 80 columns (commands to copy as they are). */
export function renderWhy(answer: WhyAnswer, { colours, nameOf }: Page): string {
  const paint = painter(colours);
  return pageOf([
    headingOf(answer.tenantId, `explained by ${answer.engine} as of ${minute(answer.explainedAt)}`, paint),
    text(signInSentence(answer, nameOf)),
    verdict(answer, paint),
    titledSentences('What stops it', answer.stoppedBy.map(stopSentence), paint),
    titledSentences('Where it gets through', throughSentences(answer), paint),
    titledSentences('What is still asked for', answer.asks.map(askSentence), paint),
    titledSentences(
      'What is not known',
      unknownSentences(
        answer.unknowns.map((unknown) => ({ unknown })),
        nameOf,
      ),
      paint,
    ),
    policiesBlocks(answer.policies, paint),
    ...errorsOf(answer).map((error) => errorBlock(error, paint, answer.signIn.flow === 'deviceCodeFlow')),
    ...waysBlocks(answer, paint),
    exclusionBlock(answer, nameOf, paint),
    assumptions(answer, paint),
  ]);
}

/** What is known of an error by itself. */
export function renderCodeAdvice(
  error: ErrorAdvice,
  clients: readonly ClientAdvice[],
  colours: boolean,
): string {
  const paint = painter(colours);
  return pageOf([errorBlock(error, paint, true), ...clients.map((client) => clientBlock(client, paint))]);
}

function text(sentence: string): string {
  return paragraph('', withoutControls(sentence));
}

function verdict({ outcome, errorCode }: WhyAnswer, paint: Paint): string {
  switch (outcome) {
    case 'stopped':
      return paint('fail', errorCode === null ? 'STOPPED' : `STOPPED with AADSTS${errorCode}`);
    case 'notStopped':
      return paint('pass', 'NOT STOPPED');
    case 'depends':
      return paint('inconclusive', 'IT DEPENDS');
  }
}

function stopSentence({ by, errorCode, certainty, where }: Stop): string {
  const code = errorCode === null ? '' : ` (AADSTS${errorCode})`;
  const places = where === 'everywhere' ? [] : where.map(({ description }) => description);
  const verb = certainty === 'surely' ? '' : 'perhaps ';
  return `${capitalised(verb + stopperText(by))}${code}${places.length === 0 ? '' : `: ${listText(places, 3, 'or')}`}.`;
}

function stopperText(by: Stop['by']): string {
  switch (by.kind) {
    case 'policy':
      return nameOfPolicy(by.policy);
    case 'securityDefaults':
      return 'security defaults';
    case 'account':
      return 'the account is disabled';
    case 'unread':
      return 'a policy that was not read';
  }
}

function nameOfPolicy({ id, displayName }: PolicyReference): string {
  return `"${displayName || id}"`;
}

function throughSentences({ outcome, getsThrough }: WhyAnswer): readonly string[] {
  if (outcome !== 'depends') return [];
  return getsThrough.map(({ description }) => `${capitalised(description)}.`);
}

function askSentence({ policy, what, certainty }: Ask): string {
  return `${capitalised(what)}, by ${nameOfPolicy(policy)}${certainty === 'surely' ? '' : ', perhaps'}.`;
}

/** Of what stops the sign-in; where nothing does, of what is asked. */
function errorsOf({ errors, stoppedBy }: WhyAnswer): readonly ErrorAdvice[] {
  const stopping = errors.filter(({ code }) => stoppedBy.some(({ errorCode }) => errorCode === code));
  return stopping.length > 0 ? stopping : errors;
}

function errorBlock(error: ErrorAdvice, paint: Paint, isDeviceCode: boolean): string {
  const sentences = (heading: string, list: readonly string[]) => ({ heading, sentences: list });
  return [
    paint('heading', `AADSTS${error.code}  ${error.name}`),
    paragraph('  ', error.meaning),
    renderSections(
      [
        sentences('Under the device code flow', isDeviceCode ? [error.underDeviceCode] : []),
        sentences('What to do', error.whatToDo),
        sentences('What not to do', error.whatNotToDo),
      ],
      paint,
    ),
    paint('faint', `  ${error.source}`),
  ].join('\n');
}

function waysBlocks({ clients }: WhyAnswer, paint: Paint): readonly string[] {
  if (clients.length < clientAdvice.length) return clients.map((client) => clientBlock(client, paint));
  const keys = listText(
    clients.map(({ key }) => key),
    clients.length,
    'or',
  );
  return [
    `${paint('heading', 'What works instead')}\n${paragraph('  ', `Say what signs in, to read it: --client ${keys}.`)}`,
  ];
}

function clientBlock({ name, ways }: ClientAdvice, paint: Paint): string {
  const blocks = ways.map(({ title, commands, note, source }) =>
    [
      paragraph('  - ', title),
      ...commands.map((command) => `      ${command}`),
      paragraph('    ', note),
      paint('faint', `    ${source}`),
    ].join('\n'),
  );
  return [paint('heading', `What works instead, for ${name}`), ...blocks].join('\n');
}

function exclusionBlock({ exclusion, user }: WhyAnswer, nameOf: Page['nameOf'], paint: Paint): string {
  if (exclusion === null) return '';
  const { principal, policies, opened } = exclusion;
  const who = principal.kind === 'group' ? `the group ${nameOf(principal.id)}` : user.displayName;
  const left = `Left out of ${listText(policies.map(nameOfPolicy), 3)}, ${who} would open`;
  const sentences =
    opened.length === 0
      ? [`${left} no gap in any control: other policies keep all of them closed.`]
      : [
          `${left} ${opened.length === 1 ? 'a gap in one control' : `gaps in ${opened.length} controls`}.`,
          ...opened.map(({ id, sentence }) => `${id}: ${sentence}`),
        ];
  return titledSentences('What an exclusion would open instead', sentences, paint);
}
