import { type Choose, suppose } from './choices.ts';
import { type Members, textOf, textsOf } from './wire.ts';

/** Combinations of methods by what they are worth, and those that the built-in strengths allow. */
export interface StrengthRules {
  readonly multifactor: readonly string[];
  readonly singleFactor: readonly string[];
  readonly builtIn: readonly { readonly id: string; readonly allowedCombinations: readonly string[] }[];
}

export interface AuthenticationStrength {
  /** The id, or which policy holds it where it has none. */
  readonly name: string;
  /** Empty: not given. */
  readonly allowedCombinations: readonly string[];
}

/** Throws MalformedError where a member has a type that Graph never sends. */
export function readStrength(wire: Members, policy: string): AuthenticationStrength {
  return {
    name: textOf(wire['id']) || `of ${policy}`,
    allowedCombinations: textsOf(wire['allowedCombinations']),
  };
}

/** One combination of one factor is enough to be less than MFA; a combination that nobody knows may be either. */
export function isMultifactor(
  strength: AuthenticationStrength,
  rules: StrengthRules,
  choose: Choose,
): boolean {
  const builtIn = rules.builtIn.find(({ id }) => id === strength.name)?.allowedCombinations ?? [];
  const given = strength.allowedCombinations.length > 0 ? strength.allowedCombinations : builtIn;
  const allowed = given.map(normalised);
  const isOneOf = (combinations: readonly string[], one: string): boolean =>
    combinations.some((combination) => normalised(combination) === one);
  if (allowed.some((one) => isOneOf(rules.singleFactor, one))) return false;
  if (allowed.length > 0 && allowed.every((one) => isOneOf(rules.multifactor, one))) return true;
  // The same strength allowing something else that nobody knows is another question.
  const unknown = allowed.filter((one) => !isOneOf(rules.multifactor, one)).sort();
  return suppose(
    choose,
    `authentication strength ${strength.name} is multifactor, allowing ${unknown.join(';')}`,
  );
}

/** A combination is a set of flags, in whatever order and case they come. */
function normalised(combination: string): string {
  return combination
    .toLowerCase()
    .split(',')
    .map((method) => method.trim())
    .sort()
    .join();
}
