import { stateEdit } from './candidate-edits.ts';
import type { Edit } from './edit.ts';
import type { RepairablePolicy } from './repairable-policy.ts';
import { smallestSubset } from './smallest-subset.ts';

/** Of a policy with more that could be changed, the larger steps are left out of the search. */
const mostEdits = 60;

export interface Repairs {
  /** Each makes the claim hold, and none of its edits can be left out. */
  readonly sufficient: readonly (readonly Edit[])[];
  /** Single changes that might close a part of the gap, where nothing makes the claim hold. */
  readonly partial: readonly (readonly Edit[])[];
}

/**
 * What repairs of existing policies make the claim hold; `editsOf` gives the smallest first. Of each policy by itself: all that could be done to it, and if
 * that suffices, the part of it that does. Where no policy by itself suffices, the same of all of them together.
 */
export function searchRepairs(
  repairables: readonly RepairablePolicy[],
  editsOf: (repairable: RepairablePolicy) => readonly Edit[],
  holds: (edits: readonly Edit[]) => boolean,
): Repairs {
  const ofEach = repairables.map((one) => editsOf(one).slice(0, mostEdits));
  const suffices = (edits: readonly Edit[]) => edits.length > 0 && holds(edits);
  const sufficient = ofEach.filter(suffices).map((edits) => smallestSubset(edits, holds));
  if (sufficient.length > 0) return { sufficient, partial: [] };
  const ofAll = ofEach.flat().toSorted((a, b) => a.weight - b.weight);
  if (ofEach.filter(({ length }) => length > 0).length > 1 && suffices(ofAll))
    return { sufficient: [smallestSubset(ofAll, holds)], partial: [] };
  return { sufficient, partial: repairables.flatMap((one, at) => singleChanges(one, ofEach[at] ?? [])) };
}

/** A policy that is not in force has to be switched on before anything else of it matters. */
function singleChanges(repairable: RepairablePolicy, edits: readonly Edit[]): readonly (readonly Edit[])[] {
  const state = stateEdit(repairable);
  return state.length > 0 ? [state] : edits.map((edit) => [edit]);
}
