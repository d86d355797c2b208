import type {
  Cause,
  ControlResult,
  ExceptedGap,
  Finding,
  Gap,
  NearMiss,
  PolicyReference,
  Unknown,
  Who,
} from '../core/controls/control-result.ts';
import { withoutControls } from './one-line.ts';
import type { Paint } from './paint.ts';
import { counted, grouped, paragraph } from './text-block.ts';
import { witnessSentence } from './witness-sentence.ts';

/** What lies behind one verdict, in plain sentences; empty where the summary said all. */
export function controlDetails(result: ControlResult, paint: Paint): string {
  const sections = [
    list('', furtherReasons(result)),
    list(result.verdict === 'inconclusive' ? 'Possible gaps' : 'Gaps', gaps(result)),
    list(
      result.verdict === 'inconclusive' ? 'A sign-in that may get through' : 'A sign-in that gets through',
      result.witness === null ? [] : [witnessSentence(result.witness)],
    ),
    list('What is not known, and what to do', result.unknowns.map(unknownSentence)),
    list('Excepted', result.excepted.map(exceptedSentence)),
    list('Policies that nearly meet the benchmark', result.benchmark.nearMisses.map(nearMissSentence)),
    list('Findings', result.findings.map(findingSentence)),
  ].filter((section) => section !== '');
  if (sections.length === 0) return '';
  return [
    paragraph('', paint('heading', `${result.id}  ${withoutControls(result.title)}`)),
    ...sections,
  ].join('\n');
}

/** The summary gave the first one; where gaps or unknowns follow, the others would say the same again. */
function furtherReasons({ reasons, gaps, unknowns }: ControlResult): readonly string[] {
  return gaps.length === 0 && unknowns.length === 0 ? reasons.slice(1) : [];
}

function list(title: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  const items = sentences.map((sentence) => paragraph('    - ', withoutControls(sentence)));
  return title === '' ? items.join('\n') : [`  ${title}`, ...items].join('\n');
}

const gapsShown = 10;

function gaps({ gaps, gapsOmitted }: ControlResult): readonly string[] {
  const more = gaps.length - gapsShown + gapsOmitted;
  const shown = gaps.slice(0, gapsShown).map(gapSentence);
  return gaps.length > gapsShown || gapsOmitted > 0
    ? [...shown, `and ${counted(more, 'more gap')}; --format json lists up to 100`]
    : shown;
}

function gapSentence({ who, where, because }: Gap): string {
  const why = because.length === 0 ? '' : `, because of ${because.map(causeClause).join('; ')}`;
  return `${whoPhrase(who)}: ${where.description}${why}.`;
}

function whoPhrase({ description, count, sample }: Who): string {
  if (count === null) return description;
  const names = sample.slice(0, 3).map(({ id, displayName }) => displayName || id);
  const rest = count - names.length;
  const examples =
    names.length === 0 ? '' : `: ${names.join(', ')}${rest > 0 ? ` and ${grouped(rest)} more` : ''}`;
  return `${description} (${counted(count, 'user')}${examples})`;
}

function causeClause({ policy, member, value }: Cause): string {
  return `${quoted(policy)} (${value === '' ? member : `${member}: ${value}`})`;
}

function exceptedSentence({ exception, ...gap }: ExceptedGap): string {
  const { kind, principalId, reason, ticket, expiresOn } = exception;
  const terms = [
    kind === 'emergencyAccess' ? `emergency access ${principalId}` : `${kind} ${principalId}`,
    reason,
    ticket,
    expiresOn && `until ${expiresOn}`,
  ].filter((term) => term !== undefined && term !== '');
  return `${whoPhrase(gap.who)}: ${gap.where.description} (${terms.join(', ')}).`;
}

function nearMissSentence({ policy, unmet }: NearMiss): string {
  const criteria = unmet.map(({ criterion, has, needs }) => `${criterion} (has ${has}, needs ${needs})`);
  return `${quoted(policy)}: ${criteria.join('; ')}.`;
}

function unknownSentence({ kind, id, why, whatToDo }: Unknown): string {
  return `${kind} ${id}: ${why}. ${whatToDo}`;
}

function findingSentence({ severity, text }: Finding): string {
  return `${severity}: ${text}`;
}

function quoted({ id, displayName }: PolicyReference): string {
  return `"${displayName || id}"`;
}
