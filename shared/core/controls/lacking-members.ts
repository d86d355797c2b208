import { type Cube, containsCube, meets, type Region, subtractWithin } from '../prover/cube.ts';
import type { Candidate } from './sufficient-boxes.ts';

/** The members that keep a policy from the gap, whoever signs in. */
export function missingMembers({ policy, conditions, grant }: Candidate, gap: Cube): readonly string[] {
  return [
    ...(policy.state.kind === 'enabled' ? [] : ['state']),
    ...conditions.filter(({ region }) => isApart(region, gap)).map(({ member }) => member),
    ...(isApart(grant, gap) ? ['grantControls'] : []),
  ];
}

/** The conditions that let a policy meet a part of the gap only. */
export function partialMembers({ conditions }: Candidate, gap: Cube): readonly string[] {
  return conditions
    .filter(({ region }) => !isApart(region, gap) && !covers(region, gap))
    .map(({ member }) => member);
}

export function isApart(region: Region, gap: Cube): boolean {
  return !region.some((cube) => meets(cube, gap));
}

const mostPieces = 256;

/** Together the boxes contain the gap; where that takes too many pieces to tell, they count as not doing so. */
function covers(region: Region, gap: Cube): boolean {
  if (region.some((cube) => containsCube(cube, gap))) return true;
  return region.length > 1 && subtractWithin(mostPieces, [gap], region)?.length === 0;
}
