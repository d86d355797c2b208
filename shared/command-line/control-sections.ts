import type { ControlResult, ExceptedGap, Finding, NearMiss, Who } from '../core/controls/control-result.ts';
import { gapHeadline, gapSentence } from '../core/controls/gap-sentence.ts';
import { grouped, listText } from '../core/controls/list-text.ts';
import { type NameOf, withNames } from './object-names.ts';
import { unknownSentences } from './unknown-sentences.ts';
import { witnessSentence } from './witness-sentence.ts';

/** A heading with sentences below it; nothing is shown of one without sentences. */
export interface Section {
  readonly heading: string;
  readonly sentences: readonly string[];
}

/** What a result's sentences need beside it. */
export interface Wording {
  /** The control's: what users in a gap can do. */
  readonly gapMeans: string;
  readonly nameOf: NameOf;
  /** Sentences of each section at most; the rest is counted. */
  readonly most: number;
}

/** Why the verdict is what it is: of a claim that one gap refutes, the gaps say it. */
export function whySection(result: ControlResult, wording: Wording): Section {
  if (isRefutedByGap(result)) return sureGapsSection(result, wording);
  return { heading: 'Why', sentences: result.reasons.slice(0, wording.most) };
}

/** The gaps, where they do not say by themselves why the verdict is what it is; or what there may be. */
export function gapsSection(result: ControlResult, wording: Wording): Section {
  const { gaps, gapsOmitted, verdict } = result;
  const { gapMeans, most } = wording;
  if (verdict === 'fail' && !isRefutedByGap(result))
    return sureGapsSection(withoutTold(result, wording), wording);
  const sentences = verdict === 'inconclusive' ? gaps.map((gap) => gapSentence(gap, gapMeans, 'could')) : [];
  return { heading: 'What may get through', sentences: capped(sentences, most, 'gap', gapsOmitted) };
}

/** Without the gaps that the reasons tell of in the same words. */
function withoutTold(result: ControlResult, { gapMeans }: Wording): ControlResult {
  const told = new Set(result.reasons);
  return { ...result, gaps: result.gaps.filter((gap) => !told.has(gapSentence(gap, gapMeans))) };
}

/** A claim of places takes a gap at each of them. */
function isRefutedByGap({ verdict, gaps, locations }: ControlResult): boolean {
  return verdict === 'fail' && gaps.length > 0 && locations === undefined;
}

function sureGapsSection({ gaps, gapsOmitted }: ControlResult, { gapMeans, most }: Wording): Section {
  const sentences = gaps.map((gap) => `${gapSentence(gap, gapMeans)}${examples(gap.who)}`);
  return { heading: 'What gets through', sentences: capped(sentences, most, 'gap', gapsOmitted) };
}

export function witnessSection({ verdict, witness }: ControlResult, { nameOf }: Wording): Section {
  const heading = `A sign-in that ${verdict === 'inconclusive' ? 'may get' : 'gets'} through`;
  return { heading, sentences: witness === null ? [] : [witnessSentence(witness, nameOf)] };
}

export function placesSection({ locations }: ControlResult, { most }: Wording): Section {
  if (locations === undefined) return { heading: '', sentences: [] };
  const text = (places: readonly string[]) => listText(places, most) || 'none';
  return {
    heading: 'Places outside all trusted locations',
    sentences: [`Blocked for everybody: ${text(locations.blocked)}.`, `Open: ${text(locations.open)}.`],
  };
}

export function unknownsSection({ unknowns }: ControlResult, { nameOf, most }: Wording): Section {
  return {
    heading: 'What is not known, and what to do',
    sentences: capped(
      unknownSentences(
        unknowns.map((unknown) => ({ unknown })),
        nameOf,
      ),
      most,
      'unknown',
    ),
  };
}

export function exceptedSection({ excepted }: ControlResult, { gapMeans, nameOf, most }: Wording): Section {
  const sentences = excepted.map(
    (gap) => `${gapHeadline(gap, gapMeans)}, ${exceptionPhrase(gap.exception, nameOf)}.`,
  );
  return { heading: 'Excepted', sentences: capped(sentences, most, 'exception') };
}

function exceptionPhrase(
  { kind, principalId, reason, owner, ticket, expiresOn }: ExceptedGap['exception'],
  nameOf: NameOf,
): string {
  const name = nameOf(principalId);
  if (kind === 'emergencyAccess') return `as emergency access (${name})`;
  const terms = [ticket, owner && `owner ${owner}`, expiresOn && `until ${expiresOn}`].filter(
    (term) => term !== undefined && term !== '',
  );
  return `by the exception of the ${kind} ${name} (${terms.join(', ')})${reason ? `: ${reason.replace(/\.$/, '')}` : ''}`;
}

export function nearMissesSection({ benchmark }: ControlResult, { most, nameOf }: Wording): Section {
  return {
    heading: 'Policies that nearly meet the letter of the benchmark',
    sentences: capped(
      benchmark.nearMisses.map((nearMiss) => nearMissSentence(nearMiss, nameOf)),
      most,
      'policy',
      0,
      'policies',
    ),
  };
}

function nearMissSentence({ policy, unmet }: NearMiss, nameOf: NameOf): string {
  const criteria = unmet.map(
    ({ criterion, has, needs }) => `${criterion} (it has ${withNames(has, nameOf)}, and needs ${needs})`,
  );
  return `"${policy.displayName || policy.id}" lacks: ${criteria.join('; ')}.`;
}

export function findingsSection({ findings }: ControlResult): Section {
  return { heading: 'Findings', sentences: findings.map(findingSentence) };
}

export function findingSentence({ severity, text }: Finding): string {
  return `${severity}: ${text}`;
}

/** Who is meant, where the sentence only counts them. */
function examples({ count, sample }: Who): string {
  const names = sample.slice(0, 3).map(({ id, displayName }) => displayName || id);
  if (count === null || count < 2 || names.length === 0) return '';
  const rest = count - names.length;
  return ` They are ${listText(rest > 0 ? [...names, `${grouped(rest)} more`] : names)}.`;
}

export function capped(
  sentences: readonly string[],
  most: number,
  noun: string,
  omitted = 0,
  nouns = `${noun}s`,
): readonly string[] {
  const more = Math.max(0, sentences.length - most) + omitted;
  if (more === 0) return sentences;
  return [
    ...sentences.slice(0, most),
    `and ${more === 1 ? `1 more ${noun}` : `${grouped(more)} more ${nouns}`}.`,
  ];
}
