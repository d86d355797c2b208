import type { AttributeDimension } from '../../conditional-access/device-attributes.ts';
import { labelsOf, type SignInSpace } from '../../conditional-access/sign-in-space.ts';
import { deviceWords } from './device-words.ts';
import type { GapInScope } from './gap-in-scope.ts';

const mostNamed = 4;

/** The device attributes that a gap restricts, for programs: one text each, with the values that it leaves. */
export function deviceTexts(gap: GapInScope, space: SignInSpace): readonly string[] | undefined {
  const texts = restrictedAttributes(gap, space).map((dimension) => {
    const values = labelsOf(dimension, gap.part(dimension)).map((value) => value ?? 'not set');
    const more = values.length - mostNamed;
    const shown = values.slice(0, mostNamed).join(' or ');
    return `${dimension.attribute} ${shown}${more > 0 ? ` or ${more} more` : ''}`;
  });
  return texts.length === 0 ? undefined : texts;
}

/** The same for a person: `on a device that is neither compliant nor hybrid joined`. Undefined for any device. */
export function devicePhrase(gap: GapInScope, space: SignInSpace): string | undefined {
  const attributes = restrictedAttributes(gap, space).map((dimension) => {
    const has = labelsOf(dimension, gap.part(dimension));
    const lacks = dimension.labels.filter((label) => !has.includes(label));
    return { attribute: dimension.attribute, has, lacks };
  });
  return attributes.length === 0 ? undefined : `on ${deviceWords(attributes)}`;
}

function restrictedAttributes(gap: GapInScope, space: SignInSpace): readonly AttributeDimension[] {
  return [...space.deviceAttributes.values()].filter((dimension) => gap.isRestricted(dimension));
}
