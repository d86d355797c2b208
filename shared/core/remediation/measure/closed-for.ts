import type { ListedGap } from '../../controls/listed-gaps.ts';
import type { JudgedControl } from '../../judge-tenant.ts';

/**
 * Whom a plan closes the control's part of the sign-in space for, of these users, who are known to get through today.
 * `before` and `after`: the control as it was decided without and with the plan. Users beyond the gaps that are told of,
 * or in doubt, count as closed for unless they are in a gap, or excepted, afterwards: rather one too many is told of.
 */
export function closedFor(
  before: JudgedControl,
  after: JudgedControl,
  userIds: Iterable<string>,
): (userId: string) => boolean {
  const asked = new Set(userIds);
  const openBefore = usersIn(before.gaps, asked);
  const excepted = usersIn([...before.excepted, ...after.excepted], asked);
  const openAfter = usersIn(after.gaps, asked);
  const isWhole = tellsOfAll(before);
  return (userId) =>
    asked.has(userId) &&
    !openAfter.has(userId) &&
    (openBefore.has(userId) || (!isWhole && !excepted.has(userId)));
}

/** Of a large tenant the gaps may name everybody: only who is asked about is kept. */
function usersIn(gaps: readonly ListedGap[], asked: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { users } of gaps)
    for (const { id } of users) {
      const key = id.toLowerCase();
      if (asked.has(key)) found.add(key);
      if (found.size === asked.size) return found;
    }
  return found;
}

function tellsOfAll({ result }: JudgedControl): boolean {
  const { gaps, gapsOmitted, unknowns, verdict } = result;
  const isDecided = verdict === 'pass' || verdict === 'fail';
  return (
    isDecided && gapsOmitted === 0 && unknowns.length === 0 && gaps.every(({ who }) => who.count !== null)
  );
}
