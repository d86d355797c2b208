import type { ExceptedGap, Gap } from './control-result.ts';
import type { ReportedGap } from './gap-report.ts';

/** A user whom a gap counts: enabled, with an object, and surely in it. */
export interface GapUser {
  readonly id: string;
  /** As in samples: the user principal name or the id where there is none. */
  readonly displayName: string;
  /** Null where none was given. */
  readonly userPrincipalName: string | null;
}

/** A gap as the result tells of it, with all its users. */
export interface ListedGap<Told extends Gap = Gap> {
  /** Its place in the result, from 1. */
  readonly number: number;
  readonly gap: Told;
  /** As many as `who.count` says, those of `who.sample` first. Each is made out when it is its turn, and every time. */
  readonly users: Iterable<GapUser>;
}

/** An excepted gap, and where in the space it lies. */
export interface ReportedExceptedGap extends ReportedGap {
  readonly gap: ExceptedGap;
}

/** `userPrincipalNameOf` is asked for no user before its turn. */
export function listedGaps<Told extends Gap>(
  reported: readonly (ReportedGap & { readonly gap: Told })[],
  userPrincipalNameOf: (id: string) => string | null,
): readonly ListedGap<Told>[] {
  return reported.map(({ gap, users }, index) => ({
    number: index + 1,
    gap,
    users: { [Symbol.iterator]: () => countedUsers({ gap, users }, userPrincipalNameOf) },
  }));
}

function* countedUsers(
  { gap, users }: Pick<ReportedGap, 'gap' | 'users'>,
  userPrincipalNameOf: (id: string) => string | null,
): Generator<GapUser> {
  // Nobody is counted where it is in doubt who is in the gap.
  if (gap.who.count === null || gap.who.count === 0) return;
  for (const { origin } of users) {
    if (origin.kind !== 'directory') continue;
    for (const { id, displayName } of origin.accounts.all())
      yield { id, displayName, userPrincipalName: userPrincipalNameOf(id) };
  }
}
