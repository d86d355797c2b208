import type { Control } from '../controls/control.ts';
import { decideControl } from '../controls/decide-control.ts';
import type { SignInModel } from '../controls/sign-in-model.ts';
import { compareSignIns } from './compare-sign-ins.ts';
import { compareTrustedLocations } from './compare-trusted-locations.ts';
import { compareUntrustedPlaces } from './compare-untrusted-places.ts';
import type { ControlComparison, Difference } from './comparison.ts';
import type { Verdicts } from './verdict-change.ts';

/** A tenant by itself, as a scan sees it, and on the ground that it shares with the other one. */
export interface ComparedTenant {
  readonly alone: SignInModel;
  readonly shared: SignInModel;
}

export function compareControl(
  control: Control,
  before: ComparedTenant,
  after: ComparedTenant,
  budget: number,
): ControlComparison {
  const results = {
    before: decideControl(control, before.alone, budget).result,
    after: decideControl(control, after.alone, budget).result,
  };
  const difference = differenceIn(control, before.shared, after.shared, budget, results);
  return {
    control: control.key,
    id: control.id,
    title: control.title,
    before: results.before.verdict,
    after: results.after.verdict,
    change: changeOf(difference),
    ...difference,
  };
}

function differenceIn(
  control: Control,
  before: SignInModel,
  after: SignInModel,
  budget: number,
  results: Verdicts,
): Difference {
  const { claim } = control;
  switch (claim.kind) {
    case 'everySignInMeets':
      return compareSignIns({ ...control, claim }, before, after, budget);
    case 'trustedLocationsDefined':
      return compareTrustedLocations(before.tenant, after.tenant, results);
    case 'someUntrustedPlaceBlocked':
      return compareUntrustedPlaces(control, before, after, budget, results);
  }
}

function changeOf({ opens, closes }: Difference): ControlComparison['change'] {
  if (opens === 'yes') return closes === 'yes' ? 'both' : 'opens';
  if (opens === 'undecided') return 'undecided';
  return closes === 'yes' ? 'closes' : closes === 'no' ? 'none' : 'undecided';
}
