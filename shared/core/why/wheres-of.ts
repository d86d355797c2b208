import type { Where } from '../controls/control-result.ts';
import { Wheres } from '../controls/where.ts';
import { partOf, type Region } from '../prover/cube.ts';
import { widen } from '../prover/widen.ts';
import type { AskedSignIns } from './asked-sign-ins.ts';

const mostCases = 8;

/** Where a region lies within what is asked, in few cases that are easy to read. `others`: what is outside it. */
export function wheresOf(
  region: Region,
  others: Region,
  { cube, cohort, model: { space } }: AskedSignIns,
): readonly Where[] {
  const dimensions = new Set(
    region.flatMap((box) => [...box.keys()].filter((one) => partOf(box, one) !== partOf(cube, one))),
  );
  const wheres = new Wheres({ scope: cube, space });
  const cases = widen(region, cube, others, [...dimensions], mostCases).map((box) =>
    wheres.of(box, cohort.user),
  );
  return [...new Map(cases.map((where) => [where.description, where])).values()];
}
