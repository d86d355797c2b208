import { guestTypeDimension } from '../../conditional-access/guest-types.ts';
import { labelsOf, type SignInSpace } from '../../conditional-access/sign-in-space.ts';
import { guestTypeNames } from '../guest-type-name.ts';
import { listText } from '../list-text.ts';
import { unknownClause } from '../unknown-text.ts';
import type { GapInScope } from './gap-in-scope.ts';

/** What must hold besides, of what is not known: one clause each for a person. */
export function unknownClauses(gap: GapInScope, space: SignInSpace): readonly string[] {
  return [
    ...unknownsIn(gap, space).map(({ unknown: { kind, id }, holds }) => unknownClause(kind, id, holds)),
    ...doubtsIn(gap, space).map(({ dimension, labels }) =>
      dimension === guestTypeDimension
        ? `if ${listText(labels.map(guestTypeClause), labels.length, 'or')}`
        : `if of the tenant ${listText(labels, labels.length, 'or')}`,
    ),
  ];
}

function guestTypeClause(type: string): string {
  return type === 'notGuest' ? 'not a guest' : `among ${listText(guestTypeNames([type]))}`;
}

/** The same for programs: the unknowns' names, `!` before one that must not hold. Undefined for none. */
export function unknownTexts(gap: GapInScope, space: SignInSpace): readonly string[] | undefined {
  const texts = [
    ...unknownsIn(gap, space).map(({ unknown, holds }) => (holds ? unknown.name : `!${unknown.name}`)),
    ...doubtsIn(gap, space).map(({ dimension, labels }) => `${dimension.name}:${labels.join('|')}`),
  ];
  return texts.length === 0 ? undefined : texts;
}

function unknownsIn({ gap }: GapInScope, space: SignInSpace) {
  return [...gap].flatMap(([dimension, set]) =>
    space.isUnknown(dimension) ? [{ unknown: dimension, holds: set === 2n }] : [],
  );
}

/** Of which types or tenants a user must be, where that is in doubt. */
function doubtsIn(gap: GapInScope, space: SignInSpace) {
  return [guestTypeDimension, space.homeTenant]
    .filter((dimension) => gap.isRestricted(dimension))
    .map((dimension) => ({
      dimension,
      labels: labelsOf(dimension, gap.part(dimension)).map((label) => label ?? 'another'),
    }));
}
