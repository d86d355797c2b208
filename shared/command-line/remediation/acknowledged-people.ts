import { InputError } from '../../core/errors.ts';
import type { EnforcementProposal } from '../../core/remediation/course/impact.ts';
import type { Approving } from './arguments.ts';

type People = EnforcementProposal['acknowledges'];

/**
 * Object ids of all who are stopped, as the approver named them: each by name or object id, or all at once where
 * somebody just read their names. Throws InputError that lists whom nobody named.
 */
export function acknowledgedPeople(
  people: People,
  given: Approving['acknowledged'],
  areShown: boolean,
): readonly string[] {
  const ids = people.map(({ userId }) => userId);
  if (given === 'all') {
    if (areShown) return ids;
    throw wrong(`may be "all" at a terminal only, where they are shown: name ${textOf(people)}`);
  }
  const named = new Set((given ?? []).map((name) => name.toLowerCase()));
  const missing = people.filter((person) => namesOf(person).every((name) => !named.has(name)));
  if (missing.length > 0) throw wrong(`must name everybody who is stopped: ${textOf(missing)}`);
  const known = new Set(people.flatMap(namesOf));
  const others = [...named].filter((name) => !known.has(name));
  if (others.length > 0) throw wrong(`names somebody whom this does not stop: ${others.join(', ')}`);
  return ids;
}

function namesOf({ userId, userPrincipalName }: People[number]): readonly string[] {
  return [userId.toLowerCase(), userPrincipalName.toLowerCase()];
}

/** Each of them: nobody is acknowledged unread. */
function textOf(people: People): string {
  return people.map(({ userId, userPrincipalName }) => `${userPrincipalName} (${userId})`).join(', ');
}

function wrong(message: string): InputError {
  return new InputError([{ member: '--acknowledge', message }]);
}
