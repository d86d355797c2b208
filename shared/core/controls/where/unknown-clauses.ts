import { guestTypeDimension } from '../../conditional-access/guest-types.ts';
import { labelsOf, type SignInSpace, type UnknownDimension } from '../../conditional-access/sign-in-space.ts';
import { guestTypeNames } from '../guest-type-name.ts';
import { listText } from '../list-text.ts';
import { unknownClause, unknownName } from '../unknown-text.ts';
import type { GapInScope } from './gap-in-scope.ts';

/** What must hold besides, of what is not known: one clause each for a person. */
export function unknownClauses(gap: GapInScope, space: SignInSpace): readonly string[] {
  return [
    ...clausesOf(unknownsIn(gap, space), space),
    ...doubtsIn(gap, space).map(({ dimension, labels }) =>
      dimension === guestTypeDimension
        ? `if ${listText(labels.map(guestTypeClause), labels.length, 'or')}`
        : `if of the tenant ${listText(labels, labels.length, 'or')}`,
    ),
  ];
}

const mostNamed = 3;

/** Where all must hold, or none may, groups that were not read are told in one clause, and so are policies. */
function clausesOf(unknowns: ReturnType<typeof unknownsIn>, space: SignInSpace): readonly string[] {
  const alike = Map.groupBy(unknowns, ({ unknown: { kind, id }, holds }) =>
    kind in together ? `${kind} ${holds}` : `${kind} ${id}`,
  );
  return [...alike.values()].flatMap((same) => {
    const [first, ...others] = same;
    if (first === undefined) return [];
    const { kind, id } = first.unknown;
    if (others.length === 0) return [unknownClause(kind, id, first.holds, nameOf(first.unknown, space))];
    return (
      together[kind]?.(
        same.map(({ unknown }) => unknown),
        first.holds,
        space,
      ) ?? []
    );
  });
}

const together: Readonly<
  Record<string, (unknowns: readonly UnknownDimension[], hold: boolean, space: SignInSpace) => string>
> = {
  group: (unknowns, hold, space) => {
    const names = unknowns.map((unknown) => nameOf(unknown, space));
    return `if in ${hold ? '' : 'none of '}the groups ${listText(names, mostNamed)}`;
  },
  policy: (unknowns, hold, space) => {
    const names = unknowns.map((unknown) => unknownName(unknown.kind, unknown.id, nameOf(unknown, space)));
    return `${hold ? 'if' : 'unless'} ${listText(names, mostNamed, hold ? 'and' : 'or')} apply`;
  },
};

function nameOf({ kind, id, displayName }: UnknownDimension, { namedLocations }: SignInSpace): string {
  const isLocation = kind === 'namedLocation' || kind === 'trustedNamedLocation';
  return (isLocation ? namedLocations.get(id.toLowerCase())?.displayName : displayName) || id;
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
