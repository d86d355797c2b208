import type { Cause, Gap, Who } from './control-result.ts';
import { exclusionPhrase } from './exclusion-phrase.ts';
import { grouped, listText } from './list-text.ts';
import { missingText } from './missing-text.ts';

const mostRepairs = 3;

/**
 * The one sentence of a gap: `214 members of Dev Tools can use the device code flow for any app, from anywhere, because
 * "Block device code flow" excludes the group.` `gapMeans` is the control's; `could` where the gap is only possible.
 */
export function gapSentence(gap: Gap, gapMeans: string, modal: 'can' | 'could' = 'can'): string {
  return `${gapHeadline(gap, gapMeans, modal)}, because ${becauseText(gap)}.`;
}

/** The same without the policies: who can do what, and where. */
export function gapHeadline({ who, where }: Gap, gapMeans: string, modal: Modal = 'can'): string {
  return `${whoText(who)} ${modal} ${gapMeans} ${where.description}`;
}

type Modal = 'can' | 'could' | 'can no longer' | 'perhaps can no longer';

/** One user is called by name; a description begins with words of ours, never with a name. */
function whoText({ count, description, sample: [only] }: Who): string {
  if (count === 1 && only !== undefined) return only.displayName || only.id;
  if (count !== null && count > 1) return `${grouped(count)} ${description}`;
  return description.charAt(0).toUpperCase() + description.slice(1);
}

/** What is missing in each policy, the shortest repair first; policies that lack the same are named together. */
export function becauseText({ because, who }: Gap): string {
  if (because.length === 0) return 'no policy is meant to stop it';
  const byPolicy = [...Map.groupBy(because, ({ policy }) => policy.id).values()].toSorted(
    (a, b) => a.length - b.length,
  );
  const byRepair = Map.groupBy(byPolicy, (causes) =>
    listText(
      causes.map((cause) => verbText(cause, who)),
      causes.length,
    ),
  );
  const repairs = [...byRepair].map(([verb, policies]) => repairText(verb, policies.map(policyName)));
  const more = repairs.length - mostRepairs;
  const rest =
    more > 0 ? [`${grouped(more)} more ${more === 1 ? 'policy misses' : 'policies miss'} it too`] : [];
  return [...repairs.slice(0, mostRepairs), ...rest].join('; ');
}

function policyName([cause]: readonly Cause[]): string {
  return `"${cause?.policy.displayName || cause?.policy.id}"`;
}

/** `"A" excludes the group, as do "B" and "C"`. */
function repairText(verb: string, [first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return `${first} ${verb}`;
  const [one, many] = verb.startsWith('is ') ? ['is', 'are'] : ['does', 'do'];
  return `${first} ${verb}, as ${others.length === 1 ? one : many} ${listText(others, 3)}`;
}

/** `excludes the group` where the sentence has named it already. */
function verbText(cause: Cause, who: Who): string {
  const excluded = exclusionPhrase(cause);
  if (excluded === undefined) return missingText(cause);
  const isTold = who.description.includes(excluded.told) && !(who.count === 1 && excluded.kind !== 'user');
  return `excludes ${isTold ? excluded.short : excluded.long}`;
}
