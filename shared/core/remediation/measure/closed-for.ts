import type { ListedGap } from '../../controls/listed-gaps.ts';
import type { JudgedControl } from '../../judge-tenant.ts';

/**
 * Whom a plan closes the control's part of the sign-in space for, of these users, who are known to get through today; ids
 * in lower case. `before` and `after`: the control as it was decided without and with the plan. Users beyond the gaps that
 * are told of, or in doubt, count as closed for: rather one too many is told of.
 */
export function closedFor(
  before: JudgedControl,
  after: JudgedControl,
  userIds: Iterable<string>,
): (userId: string) => boolean {
  const asked = new Set(userIds);
  const openBefore = usersIn(before.gaps, asked);
  const openAfter = usersIn([...after.gaps, ...after.excepted], asked);
  const isWhole = tellsOfAll(before);
  return (userId) => asked.has(userId) && !openAfter.has(userId) && (openBefore.has(userId) || !isWhole);
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

/** A gap without anybody in it is one of users who are not known. */
function tellsOfAll({ result }: JudgedControl): boolean {
  const { gapsOmitted, unknowns, usersInGap, verdict } = result;
  if (verdict === 'pass') return true;
  return verdict === 'fail' && gapsOmitted === 0 && unknowns.length === 0 && (usersInGap ?? 0) > 0;
}
