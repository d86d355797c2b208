import type { ControlResult } from '../core/controls/control-result.ts';
import { grouped } from '../core/controls/list-text.ts';

/** What a list of the users in the gaps of a control does not hold, though somebody may look for it there. */
export function unlistedUsers({ verdict, gaps, gapsOmitted }: ControlResult): readonly string[] {
  const lacksDirectory = gaps.some(({ who }) => who.count === null);
  return [
    ...(verdict === 'inconclusive' ? ['Nobody is listed: it is undecided who is in a gap.'] : []),
    ...(verdict === 'fail' && lacksDirectory ? ['Nobody is listed: the input gives no users.'] : []),
    ...(gapsOmitted > 0
      ? [`Only the largest gaps are listed, and ${grouped(gapsOmitted)} more are not.`]
      : []),
  ];
}
