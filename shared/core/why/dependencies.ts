import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { Unknown } from '../controls/control-result.ts';
import { decidingUnknowns } from '../controls/deciding-unknowns.ts';
import { type Dimension, partOf, type Region } from '../prover/cube.ts';
import type { AskedSignIns } from './asked-sign-ins.ts';

/** What decides in a region, of what the question leaves free and of what is not known. */
export interface Dependencies {
  readonly dependsOn: readonly string[];
  readonly unknowns: readonly Unknown[];
}

export function dependencies(region: Region, { model, cube, cohort }: AskedSignIns): Dependencies {
  const { space } = model;
  const restricted = (dimension: Dimension) =>
    region.some((box) => partOf(box, dimension) !== partOf(cube, dimension));
  const members: readonly [string, boolean][] = [
    ['platform', restricted(space.platform)],
    ['ipAddress', restricted(space.ipAddress)],
    ['countryOrRegion', restricted(space.country) || restricted(space.gpsCountry)],
  ];
  return {
    dependsOn: members.filter(([, decides]) => decides).map(([member]) => member),
    unknowns: decidingUnknowns(model, [{ cohort, gaps: region, answer: 'undecided' }]),
  };
}

/** It says something of what is not known, not of what was not given. */
export function isUnknown(dimension: Dimension, space: SignInSpace): boolean {
  return space.isUnknown(dimension) || dimension === guestTypeDimension || dimension === space.homeTenant;
}
