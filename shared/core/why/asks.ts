import { protects } from '../conditional-access/policy.ts';
import { coverage } from '../prover/coverage.ts';
import { intersect, type Region } from '../prover/cube.ts';
import type { AskedSignIns } from './asked-sign-ins.ts';
import { asksText } from './asks-text.ts';
import type { Ask } from './explanation.ts';
import { demandsOf } from './grant-demands.ts';
import type { PolicyMatch } from './policy-match.ts';
import { sessionDemands } from './session-demands.ts';

/** What a policy asks for, and the part of what is asked about where it does. */
export interface AskRegion {
  readonly ask: Ask;
  readonly region: Region;
}

/** What policies in force ask of whoever gets through, where nothing stops them. */
export function asksOf(
  matches: readonly PolicyMatch[],
  open: Region,
  { cube, model: { space } }: AskedSignIns,
): readonly AskRegion[] {
  return matches
    .filter(({ model: { policy } }) => protects(policy))
    .flatMap(({ model: { policy }, wire, region: applied }) => {
      const region = intersect(open, applied);
      if (region.length === 0) return [];
      const rest = coverage(open, applied);
      const isSure =
        policy.state.kind === 'enabled' && rest.kind === 'decided' && rest.uncovered.length === 0;
      const certainty = isSure ? 'surely' : 'perhaps';
      const reference = { id: policy.id, displayName: policy.displayName };
      return [
        ...demandsOf(policy.grant, cube, space).map(({ controls, errorCode }) => ({
          ask: { policy: reference, what: asksText(controls), errorCode, certainty } as const,
          region,
        })),
        ...sessionDemands(wire).map((what) => ({
          ask: { policy: reference, what, errorCode: null, certainty } as const,
          region,
        })),
      ];
    });
}
