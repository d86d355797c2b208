/** Thrown where a value has a type that Graph never sends: what holds it is not understood. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
}

export type Members = Readonly<Record<string, unknown>>;

/** The members of an object; none for null, for what is absent and for an empty array. */
export function membersOf(value: unknown): Members {
  if (value === undefined || value === null) return {};
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isObject(value)) throw new MalformedError('An object was expected.');
  return value;
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of strings; empty for null and for what is absent. */
export function textsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new MalformedError('An array was expected.');
  return value.map((element: unknown) => {
    if (typeof element !== 'string') throw new MalformedError('An array of strings was expected.');
    return element;
  });
}

/** The flags of a comma-joined string, in lower case; empty for null and for what is absent. */
export function flagsOf(value: unknown): readonly string[] {
  return textOf(value)
    .split(',')
    .map((flag) => flag.trim().toLowerCase())
    .filter((flag) => flag !== '');
}

/** A string; empty for null and for what is absent. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new MalformedError('A string was expected.');
  return value;
}

/** Names of members that are neither known nor an annotation, and neither null nor empty. */
export function unknownMembers(value: Members, known: readonly string[]): readonly string[] {
  return Object.keys(value).filter(
    (name) => !known.includes(name) && !/[@#]/.test(name) && !isEmpty(value[name]),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
