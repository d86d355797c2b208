import type { Cohort } from '../conditional-access/cohort.ts';
import { type Closing, together } from '../prover/three-values.ts';
import type { Closer } from './closing-source.ts';

/** Users with what closes parts of the scope for all of them. */
export interface Start {
  readonly cohort: Cohort;
  readonly closing: Closing;
}

export function splitAll(starts: readonly Start[], closer: Closer): readonly Start[] {
  return starts.flatMap((start) => splitBy(closer, start));
}

/** The users apart by what the source closes for them, which is `added`; those for whom it is the same stay together. */
export function splitBy(
  closer: Pick<Closer, 'tellers' | 'closingFor'>,
  { cohort, closing }: Start,
): readonly (Start & { readonly added: Closing })[] {
  const parts = cohort.splitBy(closer.tellers).map((part) => ({
    part,
    added: closer.closingFor(part.user),
  }));
  const alike = Map.groupBy(parts, ({ added }) => added);
  return [...alike].map(([added, same]) => ({
    cohort: cohort.joined(same.map(({ part }) => part)),
    closing: together([closing, added]),
    added,
  }));
}
