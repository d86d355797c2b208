import { expect, it } from 'vitest';
import { ConflictError } from '../../../../shared/core/errors.ts';
import { happened } from '../../../../shared/core/remediation/course/course.ts';
import type { Ended, Remediation, StateOf } from '../../../../shared/core/remediation/course/remediation.ts';
import { applicationApproved, createPlan, creation, intended, proposed } from './courses.ts';

const at = '2026-11-23T08:00:00.000Z';
const remediation = proposed(createPlan);

it('lets an event happen where its state allows it', () => {
  expect(happened<'proposed'>(remediation, applicationApproved(), at).state.status).toBe('approved');
});

it('does not compile where an event cannot happen in the state', () => {
  // @ts-expect-error A proposal that nobody approved is not written.
  expect(() => happened<'proposed'>(remediation, intended(creation), at)).toThrow(ConflictError);
  // @ts-expect-error Nor is it enforced.
  expect(() => happened<'proposed'>(remediation, { kind: 'enforced' }, at)).toThrow(ConflictError);
});

it('does not compile where the remediation is not in that state', () => {
  // @ts-expect-error It is proposed.
  expect(() => happened<'approved'>(remediation, intended(creation), at)).toThrow(ConflictError);
});

it('lets nothing happen to what has ended', () => {
  const rejected: Remediation<StateOf<'rejected'>> = {
    ...remediation,
    state: { status: 'rejected', at, reasons: ['Not this week'] } satisfies Ended,
  };

  // @ts-expect-error No event is left.
  expect(() => happened<'rejected'>(rejected, applicationApproved(), at)).toThrow(ConflictError);
});
