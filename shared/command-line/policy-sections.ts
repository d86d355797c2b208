import type { Cause } from '../core/controls/control-result.ts';
import { exclusionPhrase } from '../core/controls/exclusion-phrase.ts';
import { listText } from '../core/controls/list-text.ts';
import { missingText } from '../core/controls/missing-text.ts';
import type { PolicyExplanation } from '../core/why/explanation.ts';
import type { Paint } from './paint.ts';
import { renderSections } from './render-sections.ts';

/** Every policy with what it does to a sign-in, by whether it applies and is in force. */
export function policiesBlocks(policies: readonly PolicyExplanation[], paint: Paint): string {
  const inForce = policies.filter(({ state }) => state === 'enabled' || state === 'unknown');
  const ofReport = policies.filter(({ state }) => state === 'enabledForReportingButNotEnforced');
  const off = policies.filter(({ state }) => state === 'disabled' || state === 'absent');
  const applying = (applies: PolicyExplanation['applies']) =>
    inForce.filter((policy) => policy.applies === applies).map(sentenceOf);
  const text = renderSections(
    [
      { heading: 'Apply', sentences: applying('yes') },
      { heading: 'Apply in some cases', sentences: applying('depends') },
      { heading: 'Do not apply', sentences: applying('no') },
      { heading: 'In report-only: enforce nothing', sentences: ofReport.map(sentenceOf) },
      {
        heading: 'Not in force',
        sentences: off.length === 0 ? [] : [`${listText(off.map(nameOf), off.length)}.`],
      },
    ],
    paint,
  );
  return text === '' ? '' : `${paint('heading', 'Policies')}\n${text}`;
}

function nameOf({ policy: { id, displayName } }: PolicyExplanation): string {
  return `"${displayName || id}"`;
}

function sentenceOf(policy: PolicyExplanation): string {
  const { applies, because, state, isMicrosoftManaged } = policy;
  const would = state === 'enabledForReportingButNotEnforced' ? 'would ' : '';
  const effect = effectText(policy, would !== '');
  const managed = isMicrosoftManaged ? ', which Microsoft manages,' : '';
  const subject = `${nameOf(policy)}${managed}`;
  const reasons = listText(because.map(causeText), because.length);
  if (applies === 'no') return `${subject} ${reasons || 'does not apply'}.`;
  if (reasons === '') return `${subject} ${would}${effect}.`;
  return `${subject} ${would}${effect}, but ${reasons}.`;
}

function effectText({ effect, errorCodes, asks }: PolicyExplanation, isConditional: boolean): string {
  const verb = (word: string) => (isConditional ? word : `${word}s`);
  const codes = errorCodes.length === 0 ? '' : ` (${errorCodes.map((code) => `AADSTS${code}`).join(', ')})`;
  switch (effect) {
    case 'stops':
    case 'mayStop':
      return `${verb('stop')} it${codes}`;
    case 'asks':
      return `${verb('ask')} for ${listText(asks, asks.length)}`;
    case 'nothing':
      return `${verb('ask')} for nothing more`;
  }
}

function causeText(cause: Cause): string {
  const exclusion = exclusionPhrase(cause);
  return exclusion === undefined ? missingText(cause) : `excludes ${exclusion.long}`;
}
