import { allControls } from '../core/controls/catalogue.ts';
import type { Gap } from '../core/controls/control-result.ts';
import { gapHeadline, gapSentence } from '../core/controls/gap-sentence.ts';
import type { ListedGap } from '../core/controls/listed-gaps.ts';
import type { JudgedControl } from '../core/judge-tenant.ts';
import type { ListedUser } from './listed-user.ts';

/** Gap by gap, whom each counts, one by one: a user in several gaps comes with each of them. */
export function usersInGaps({ result, gaps }: JudgedControl): Generator<ListedUser> {
  return usersOf(result.control, gaps, (gap) => sentenceOfGap(result.control, gap));
}

/** The same of the gaps that exceptions keep open; `gap` is the place among these. */
export function exceptedUsers({ result, excepted }: JudgedControl): Generator<ListedUser> {
  return usersOf(result.control, excepted, (gap) => sentenceOfExcepted(result.control, gap));
}

/** A gap of that control in one sentence, with what is behind it. */
export function sentenceOfGap(control: string, gap: Gap): string {
  return gapSentence(gap, meaningOf(control));
}

/** The same of a gap that an exception keeps open. */
export function sentenceOfExcepted(control: string, gap: Gap): string {
  return `${gapHeadline(gap, meaningOf(control))}.`;
}

function* usersOf(
  control: string,
  listed: readonly ListedGap[],
  sentenceOf: (gap: Gap) => string,
): Generator<ListedUser> {
  for (const { number, gap, users } of listed) {
    const description = sentenceOf(gap);
    for (const user of users) yield { control, gap: number, description, ...user };
  }
}

function meaningOf(key: string): string {
  return allControls.find((control) => control.key === key)?.gapMeans ?? 'get through';
}
