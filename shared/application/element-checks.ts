import { isRecord } from '../core/conditional-access/wire.ts';

/** Something wrong in a value: where, and in the words of a problem of an `InputError`. */
export interface ElementProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Finds what is wrong with an element of a tenant export. Written by hand: exports hold millions of elements, and a
 * schema takes as long over one as `JSON.parse` did.
 */
export type ElementCheck = (value: unknown) => readonly ElementProblem[];

const nothing: readonly ElementProblem[] = [];

function wrong(message: string): readonly ElementProblem[] {
  return [{ path: [], message }];
}

const id: ElementCheck = (value) => {
  if (typeof value === 'string') return value === '' ? wrong('must not be empty') : nothing;
  return wrong(value === undefined ? 'is missing' : 'must be a string');
};

const optionalText: ElementCheck = (value) =>
  typeof value === 'string' || value === undefined || value === null ? nothing : wrong('must be a string');

const optionalBoolean: ElementCheck = (value) =>
  typeof value === 'boolean' || value === undefined || value === null
    ? nothing
    : wrong('must be true or false');

/** Members that are not named here are left alone: the core reads more of an element than is checked. */
function objectWith(members: Readonly<Record<string, ElementCheck>>): ElementCheck {
  const checks = Object.entries(members);
  return (value) => {
    if (!isRecord(value)) return wrong('must be an object');
    let problems = nothing;
    for (const [name, check] of checks) {
      const found = check(value[name]);
      if (found !== nothing) problems = [...problems, ...within(name, found)];
    }
    return problems;
  };
}

function within(step: string | number, problems: readonly ElementProblem[]): readonly ElementProblem[] {
  if (problems === nothing) return nothing;
  return problems.map(({ path, message }) => ({ path: [step, ...path], message }));
}

/** What is wrong with elements that stand next to each other, the first of them at that index of its list. */
export function problemsOfEach(
  elements: readonly unknown[],
  check: ElementCheck,
  first = 0,
): readonly ElementProblem[] {
  const problems: ElementProblem[] = [];
  elements.forEach((element, at) => {
    const found = check(element);
    // A spread of that many problems as there may be members would not fit the stack.
    if (found !== nothing) for (const problem of within(first + at, found)) problems.push(problem);
  });
  return problems.length === 0 ? nothing : problems;
}

const listOf =
  (check: ElementCheck): ElementCheck =>
  (value) => {
    if (value === undefined || value === null) return nothing;
    return Array.isArray(value) ? problemsOfEach(value, check) : wrong('must be a list');
  };

export const checkUser = objectWith({
  id,
  displayName: optionalText,
  userPrincipalName: optionalText,
  userType: optionalText,
  accountEnabled: optionalBoolean,
});

export const checkMember = objectWith({ id, '@odata.type': optionalText });

/** And its members. */
export const checkGroup = objectWith({ id, displayName: optionalText, members: listOf(checkMember) });

export const checkRoleAssignment = objectWith({
  principalId: id,
  roleDefinitionId: id,
  directoryScopeId: optionalText,
  appScopeId: optionalText,
});
