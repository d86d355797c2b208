import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConflictError } from '../../../../shared/core/errors.ts';
import { isEnded, replay } from '../../../../shared/core/remediation/course/course.ts';
import type { RemediationEvent } from '../../../../shared/core/remediation/course/events.ts';
import type { Remediation } from '../../../../shared/core/remediation/course/remediation.ts';
import { runs } from '../../../properties/runs.ts';
import {
  applicationApproved,
  later as at,
  createPlan,
  following,
  planHash,
  proposalOf,
  untilObserving,
  untilVerified,
} from './courses.ts';
import { eventsIn, kinds, statuses } from './every-state.ts';

describe('The journal of a remediation', () => {
  const proposal = { kind: 'proposed', proposal: proposalOf(createPlan), planHash } as const;

  it('says what its events led to, however many were tried that cannot happen', () => {
    const anyEvent = fc
      .tuple(fc.constantFrom(...statuses), fc.constantFrom(...kinds))
      .map(([status, kind]) => eventsIn(status)[kind]);
    const usual = [...untilObserving, ...untilVerified];
    // Mostly the usual course, so that the later states are reached, with whatever else in between.
    const tries = fc.tuple(
      ...usual.map((event) => fc.tuple(fc.array(anyEvent, { maxLength: 3 }), fc.constant(event))),
    );

    fc.assert(
      fc.property(tries, (found) => {
        const journal: { event: RemediationEvent; at: string }[] = [{ event: proposal, at }];
        let remediation = replay(journal);
        for (const event of found.flatMap(([others, next]) => [...others, next])) {
          const wasEnded = isEnded(remediation);
          const next = afterOrSame(remediation, event);
          if (next === remediation) continue;
          expect(wasEnded).toBe(false);
          journal.push({ event, at });
          remediation = next;
        }
        expect(replay(journal)).toEqual(remediation);
      }),
      runs(200, 5000),
    );
  });

  it('begins with the proposal', () => {
    expect(() => replay([])).toThrow(ConflictError);
    expect(() => replay([{ event: applicationApproved(), at }])).toThrow(ConflictError);
    expect(() =>
      replay([
        { event: proposal, at },
        { event: proposal, at },
      ]),
    ).toThrow(ConflictError);
  });
});

function afterOrSame(remediation: Remediation, event: RemediationEvent): Remediation {
  try {
    return following(remediation, [event]);
  } catch (error) {
    expect(error).toBeInstanceOf(ConflictError);
    return remediation;
  }
}
