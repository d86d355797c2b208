import type { PolicyReference } from '../controls/control-result.ts';
import { becauseText, gapHeadline } from '../controls/gap-sentence.ts';
import { listText } from '../controls/list-text.ts';
import type { ChangedGap, Decision } from './comparison.ts';

/**
 * The sentence of an opened gap: `2 users can sign in without MFA for the Azure API, from anywhere, because now "MFA"
 * excludes the Azure API.` `gapMeans` is the control's.
 */
export function openedSentence(gap: ChangedGap, gapMeans: string, opens: Decision): string {
  return `${gapHeadline(gap, gapMeans, opens === 'yes' ? 'can' : 'could')}, ${whyOpened(gap)}.`;
}

/** The sentence of a closed gap: `2 users can no longer sign in without MFA from anywhere: "MFA" stops it now.` */
export function closedSentence(gap: ChangedGap, gapMeans: string, closes: Decision): string {
  const modal = closes === 'yes' ? 'can no longer' : 'perhaps can no longer';
  return `${gapHeadline(gap, gapMeans, modal)}: ${whyClosed(gap)}.`;
}

function whyOpened(gap: ChangedGap): string {
  const { closedBy, because } = gap;
  switch (closedBy.kind) {
    case 'policies': {
      const isThere = (policy: PolicyReference) => because.some((cause) => cause.policy.id === policy.id);
      const gone = closedBy.policies.filter((policy) => !isThere(policy));
      if (gone.length < closedBy.policies.length) return `because now ${becauseText(gap)}`;
      return `because ${namesOf(gone)} ${gone.length === 1 ? 'is' : 'are'} no longer there`;
    }
    case 'exception':
      return `because no exception is for them any more, and ${becauseText(gap)}`;
    case 'notInScope':
      return `because ${becauseText(gap)}; before, the control did not speak of them`;
    case 'couldNotSignIn':
      return `because ${becauseText(gap)}; before, they could not sign in at all`;
    case 'unread':
      return 'because what may have stopped it before, and was not read, does so no more';
  }
}

function whyClosed({ closedBy }: ChangedGap): string {
  switch (closedBy.kind) {
    case 'policies':
      return `${namesOf(closedBy.policies)} ${closedBy.policies.length === 1 ? 'sees' : 'see'} to it now`;
    case 'exception':
      return 'an exception allows it now';
    case 'notInScope':
      return 'the control speaks of them no more';
    case 'couldNotSignIn':
      return 'they can sign in no more';
    case 'unread':
      return 'something that was not read may stop it now';
  }
}

function namesOf(policies: readonly PolicyReference[]): string {
  return listText(
    policies.map(({ id, displayName }) => `"${displayName || id}"`),
    3,
  );
}
