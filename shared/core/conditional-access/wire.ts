/**
 * Tolerant access to objects in Graph's wire form. Exports differ in the case of member names and are full of
 * annotations (`@odata.type`, `#microsoft.graph.restore`), so names are compared in lower case and names with
 * `@` or `#` are skipped. Nothing here decides; a wrong type is told apart from an absent member.
 */
export interface WireMember {
  /** As the wire wrote it. */
  readonly name: string;
  readonly value: unknown;
}

/** Members by lower-case name, annotations left out. */
export type WireObject = ReadonlyMap<string, WireMember>;

/** Thrown inside the readers for a member of the wrong type; it makes the policy a malformed one. */
export class WrongType extends Error {
  override readonly name = 'WrongType';
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function wireObject(value: Readonly<Record<string, unknown>>): WireObject {
  const members = new Map<string, WireMember>();
  for (const [name, member] of Object.entries(value)) {
    if (!/[@#]/.test(name)) members.set(name.toLowerCase(), { name, value: member });
  }
  return members;
}

/** No policy of Graph's is nested half as deep. */
const deepest = 32;

function assertNotTooDeep(depth: number): void {
  if (depth > deepest) throw new WrongType(`it is nested deeper than ${deepest} levels`);
}

/** Null, absent, an empty string, an empty list, and an object all of whose members are empty say nothing. */
export function isEmpty(value: unknown, depth = 0): boolean {
  assertNotTooDeep(depth);
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  if (isRecord(value)) {
    return [...wireObject(value).values()].every((member) => isEmpty(member.value, depth + 1));
  }
  return false;
}

/** The object under that name; undefined where it is absent, null or an empty list (some exports write `[]`). */
export function objectMember(object: WireObject, name: string): WireObject | undefined {
  const value = object.get(name.toLowerCase())?.value;
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  if (!isRecord(value)) throw new WrongType(`${name} is not an object`);
  return wireObject(value);
}

/** The strings under that name, without surrounding blanks; empty where it is absent or null. */
export function stringsMember(object: WireObject, name: string): readonly string[] {
  const value = object.get(name.toLowerCase())?.value;
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new WrongType(`${name} is not a list`);
  return value.map((item) => {
    if (typeof item !== 'string') throw new WrongType(`${name} holds something that is not a string`);
    return item.trim();
  });
}

/** The string under that name; undefined where it is absent or null. */
export function stringMember(object: WireObject, name: string): string | undefined {
  const value = object.get(name.toLowerCase())?.value;
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string') throw new WrongType(`${name} is not a string`);
  return value;
}

/** The Boolean under that name; false where it is absent or null. */
export function booleanMember(object: WireObject, name: string): boolean {
  const value = object.get(name.toLowerCase())?.value ?? false;
  if (typeof value !== 'boolean') throw new WrongType(`${name} is not true or false`);
  return value;
}

/**
 * A flags enum: Graph sends one comma-joined string, in any order and spacing; some exports write a list.
 * In lower case; empty where it is absent, null or empty.
 */
export function flagsMember(object: WireObject, name: string): readonly string[] {
  const value = object.get(name.toLowerCase())?.value;
  const flags = typeof value === 'string' ? value.split(',') : stringsMember(object, name);
  return flags.map((flag) => flag.trim().toLowerCase()).filter((flag) => flag !== '');
}

/** The members that are neither known nor empty. Known names are given in lower case. */
export function unknownMembers(object: WireObject, known: ReadonlySet<string>): readonly WireMember[] {
  return [...object.entries()]
    .filter(([name, { value }]) => !known.has(name) && !isEmpty(value))
    .map(([, member]) => member);
}

/** The same text for the same value, whatever the order of its members: what makes two unknowns one. */
export function canonicalText(value: unknown, depth = 0): string {
  assertNotTooDeep(depth);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item, depth + 1)).join(',')}]`;
  if (isRecord(value)) {
    const members = [...wireObject(value)].filter(([, member]) => !isEmpty(member.value));
    const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([name, member]) => `${name}:${canonicalText(member.value, depth + 1)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** The same for everything that says the same; what is nested too deep is all one. Never throws. */
export function keyOf(value: unknown): string {
  try {
    return canonicalText(value);
  } catch (error) {
    if (error instanceof WrongType) return error.message;
    throw error;
  }
}
