import type { GraphObject } from './query.ts';

type Filter = (element: GraphObject) => boolean;
type Literal = string | boolean | number | null;

const dateTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const comparison = /^(\w+(?:\/\w+)*) (eq|ne|ge|gt|le|lt) (.+)$/;
const anyElement = /^(\w+(?:\/\w+)*)\/any\((\w+): ?\2\/(\w+(?:\/\w+)*) eq (.+)\)$/;
const membership = /^(\w+(?:\/\w+)*) in \((.+)\)$/;

/**
 * The small part of OData's `$filter` that the program uses: comparisons, `in` and `any` with `eq`, joined by `and`.
 * undefined for anything else.
 */
export function filterOf(text: string | null): Filter | undefined {
  if (text === null) return () => true;
  const filters = text.split(/ and (?=(?:[^']*'[^']*')*[^']*$)/).map((clause) => clauseOf(clause.trim()));
  const understood = filters.filter((filter) => filter !== undefined);
  if (understood.length < filters.length) return undefined;
  return (element) => understood.every((filter) => filter(element));
}

function clauseOf(clause: string): Filter | undefined {
  const [, listMember, list] = membership.exec(clause) ?? [];
  if (listMember !== undefined && list !== undefined) {
    const literals = list.split(/,\s*/).map(literalOf);
    return (element) => literals.includes(memberOf(element, listMember));
  }
  const [, elements, , inner, wanted] = anyElement.exec(clause) ?? [];
  if (elements !== undefined && inner !== undefined && wanted !== undefined) {
    return (element) => {
      const values = valueAt(element, elements);
      return (
        Array.isArray(values) && values.some((one) => asLiteral(valueAt(one, inner)) === literalOf(wanted))
      );
    };
  }
  const [, member, operator, text] = comparison.exec(clause) ?? [];
  const literal = text === undefined ? undefined : literalOf(text);
  if (member === undefined || operator === undefined || literal === undefined) return undefined;
  return (element) => compare(memberOf(element, member), operator, literal);
}

function literalOf(text: string): Literal | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  if (/^'(?:[^']|'')*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (/^\d+$/.test(text)) return Number(text);
  return dateTime.test(text) ? sameForm(text) : undefined;
}

function memberOf(element: GraphObject, path: string): Literal | undefined {
  const value = valueAt(element, path);
  return value === null || value === undefined ? null : asLiteral(value);
}

function valueAt(element: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((object, name) => memberIn(object, name), element);
}

function memberIn(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
}

function asLiteral(value: unknown): Literal | undefined {
  if (typeof value === 'string') return dateTime.test(value) ? sameForm(value) : value;
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  return undefined;
}

/** Times are compared as texts, so all of them need three digits of a second. */
function sameForm(time: string): string {
  const parsed = new Date(time);
  return Number.isNaN(parsed.getTime()) ? time : parsed.toISOString();
}

function compare(actual: Literal | undefined, operator: string, expected: Literal): boolean {
  if (operator === 'eq') return actual === expected;
  if (operator === 'ne') return actual !== expected;
  if (actual === null || actual === undefined || expected === null) return false;
  if (operator === 'ge') return actual >= expected;
  if (operator === 'gt') return actual > expected;
  if (operator === 'le') return actual <= expected;
  return actual < expected;
}
