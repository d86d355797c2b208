import { listText } from '../list-text.ts';

/** What a device attribute may be, and may not; null stands for an attribute that has no value. */
export interface AttributeValues {
  /** As Graph names it. */
  readonly attribute: string;
  readonly has: readonly (string | null)[];
  readonly lacks: readonly (string | null)[];
}

/** `a compliant device that is not hybrid joined and whose model is "Surface"`. */
export function deviceWords(attributes: readonly AttributeValues[]): string {
  const words = attributes.map(wordsFor);
  const states = words.flatMap((word) => (word.kind === 'state' ? [word.text] : []));
  const opposites = words.flatMap((word) => (word.kind === 'opposite' ? word.states : []));
  const clauses = words.flatMap((word) => (word.kind === 'clause' ? [word.text] : []));
  const noun = [...(states.length === 0 ? [] : [states.join(', ')]), 'device'].join(' ');
  const that = [...(opposites.length === 0 ? [] : [oppositeText(opposites)]), ...clauses];
  return [`${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`, ...that.slice(0, 1)]
    .join(' ')
    .concat(...that.slice(1).map((more) => ` and ${more}`));
}

function oppositeText([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? `that is not ${first}` : `that is neither ${[first, ...others].join(' nor ')}`;
}

type Words =
  | { readonly kind: 'state'; readonly text: string }
  | { readonly kind: 'opposite'; readonly states: readonly string[] }
  | { readonly kind: 'clause'; readonly text: string };

function wordsFor({ attribute, has, lacks }: AttributeValues): Words {
  const may = has.flatMap((value) => stateName(attribute, value) ?? []);
  if (may.length === has.length) return { kind: 'state', text: listText(may, may.length, 'or') };
  const mayNot = lacks.flatMap((value) => stateName(attribute, value) ?? []);
  const isPlain = mayNot.length === lacks.length && !mayNot.includes(notCompliant);
  if (has.includes(null) && isPlain) return { kind: 'opposite', states: mayNot };
  return { kind: 'clause', text: `whose ${attribute} is ${valuesText(has, lacks)}` };
}

const notCompliant = 'non-compliant';

const states = new Map([
  ['isCompliant=true', 'compliant'],
  ['isCompliant=false', notCompliant],
  ['trustType=azuread', 'Entra joined'],
  ['trustType=serverad', 'hybrid joined'],
  ['trustType=workplace', 'Entra registered'],
]);

function stateName(attribute: string, value: string | null): string | undefined {
  return states.get(`${attribute}=${value?.toLowerCase()}`);
}

const mostNamed = 3;

function valuesText(has: AttributeValues['has'], lacks: AttributeValues['lacks']): string {
  if (!has.includes(null)) return listText(has.map(valueText), mostNamed, 'or');
  return has.length === 1 ? 'not set' : `not ${listText(lacks.map(valueText), mostNamed, 'or')}`;
}

/** Where rules ask how a value begins or ends, `~` stands in it for whatever else it is made of. */
function valueText(value: string | null): string {
  return value === '~' ? 'another one' : `"${value?.replaceAll('~', '…')}"`;
}
