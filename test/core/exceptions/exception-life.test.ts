import { describe, expect, expectTypeOf, it } from 'vitest';
import { ConflictError, ForbiddenError, InputError } from '../../../shared/core/errors.ts';
import {
  asOf,
  confirm,
  expectOpen,
  expectProposed,
  propose,
  reject,
  replace,
  withdraw,
} from '../../../shared/core/exceptions/exception-life.ts';
import type {
  Confirmed,
  Ended,
  RegisteredException,
} from '../../../shared/core/exceptions/registered-exception.ts';
import { fc } from '../../seeded-fast-check.ts';
import {
  byAda,
  byBo,
  confirmedEntry,
  draft,
  exceptionId,
  groupException,
  membersNamed,
  proposedEntry,
  roomOne,
  roomTwo,
  seenOf,
  userException,
} from './register-examples.ts';

const stranger = '30000000-0000-4000-8000-000000000009';

describe('A proposal', () => {
  it.each([
    ['today', '2026-11-02'],
    ['tomorrow', '2026-11-03'],
    ['in 365 days', '2027-11-02'],
  ])('may name a last day that is %s', (_when, expiresOn) => {
    const entry = propose(draft({ exception: { ...groupException, expiresOn } }), byAda);

    expect(entry).toMatchObject({ state: { status: 'proposed' }, proposed: byAda });
  });

  it.each([
    ['yesterday', '2026-11-01', 'expiresOn: is over already: name a day to come'],
    ['in 366 days', '2027-11-03', '365 days ahead: 2027-11-02 is the last day that can be named'],
    ['no day of the calendar', '2027-02-30', 'expiresOn: is over already'],
  ])('is refused where the last day is %s', (_when, expiresOn, message) => {
    const proposing = () => propose(draft({ exception: { ...groupException, expiresOn } }), byAda);

    expect(proposing).toThrow(InputError);
    expect(proposing).toThrow(message);
  });
});

describe('Confirming', () => {
  it('makes the exception hold', () => {
    const entry = proposedEntry();

    const confirmed = confirm(entry, seenOf(entry), byBo);

    expect(confirmed).toEqual({ ...entry, state: { status: 'confirmed', confirmed: byBo } });
  });

  it('takes another person than the one who proposed', () => {
    const entry = proposedEntry();

    expect(() => confirm(entry, seenOf(entry), byAda)).toThrow(ForbiddenError);
  });

  it('does not count a second name of the same person', () => {
    const entry = proposedEntry();
    const renamed = { ...byAda, by: { ...byAda.by, name: 'Ada Lovelace' } };

    expect(() => confirm(entry, seenOf(entry), renamed)).toThrow(ForbiddenError);
  });

  it('is of the content that was seen', () => {
    const entry = proposedEntry();
    const seen = { ...seenOf(entry), contentHash: proposedEntry({ exception: userException }).contentHash };

    expect(() => confirm(entry, seen, byBo)).toThrow(ConflictError);
  });

  it.each([
    ['somebody joined', [roomOne, roomTwo, stranger], `1 member joined (Name of ${stranger})`],
    ['somebody left', [roomOne], '1 member left (Room two)'],
    [
      'one took the place of another',
      [roomOne, stranger],
      `1 member joined (Name of ${stranger}); 1 member left (Room two)`,
    ],
    ['all have left', [], '2 members left (Room one and Room two)'],
  ])('is refused, with what changed, where %s since the proposal', (_what, members, change) => {
    const entry = proposedEntry();
    const confirming = () => confirm(entry, { ...seenOf(entry), members: membersNamed(...members) }, byBo);

    expect(confirming).toThrow(ConflictError);
    expect(confirming).toThrow(change);
  });

  it('does not mind in which order the members are told', () => {
    const entry = proposedEntry();
    const seen = { ...seenOf(entry), members: membersNamed(roomTwo, roomOne) };

    expect(confirm(entry, seen, byBo).state.status).toBe('confirmed');
  });

  it.each([
    ['on its last day', '2027-01-31T23:59:59.999Z', undefined],
    ['after it', '2027-02-01T00:00:00.000Z', 'Its last day, 2027-01-31, is over'],
  ])('%s: %s', (_when, at, refusal) => {
    const entry = proposedEntry();
    const confirming = () => confirm(entry, seenOf(entry), { ...byBo, at });

    if (refusal === undefined) expect(confirming).not.toThrow();
    else expect(confirming).toThrow(refusal);
  });
});

describe('Ending', () => {
  it('is rejected by another, with the reason', () => {
    expect(reject(proposedEntry(), byBo, 'Use a resource account').state).toEqual({
      status: 'ended',
      ending: { kind: 'rejected', ...byBo, reason: 'Use a resource account' },
    });
  });

  it('is not rejected by the one who proposed', () => {
    expect(() => reject(proposedEntry(), byAda)).toThrow(ForbiddenError);
  });

  it.each([
    ['a proposal', proposedEntry(), {}],
    ['a confirmed one', confirmedEntry(), { confirmed: byBo }],
  ])('is withdrawn by one person alone: %s', (_what, entry, held) => {
    expect(withdraw(entry, byAda).state).toEqual({
      status: 'ended',
      ...held,
      ending: { kind: 'withdrawn', ...byAda },
    });
  });

  it('comes with the renewal that takes its place', () => {
    const renewal = confirmedEntry({ number: 2, replaces: exceptionId(1) });

    expect(replace(confirmedEntry(), renewal).state).toEqual({
      status: 'ended',
      confirmed: byBo,
      ending: { kind: 'replaced', ...byBo, replacedBy: exceptionId(2) },
    });
  });

  it.each([
    ['on its last day it stands', '2027-01-31T23:59:59.999Z', 'confirmed'],
    ['with the day after it has expired', '2027-02-01T00:00:00.000Z', 'ended'],
  ])('comes with time: %s', (_when, at, status) => {
    expect(asOf(confirmedEntry(), at).state.status).toBe(status);
  });

  it('by time is told alike whenever it is looked at', () => {
    const ending = { kind: 'expired', at: '2027-02-01T00:00:00.000Z' };

    expect(asOf(proposedEntry(), '2027-02-01T09:00:00Z').state).toEqual({ status: 'ended', ending });
    expect(asOf(proposedEntry(), '2028-01-01T00:00:00Z').state).toEqual({ status: 'ended', ending });
  });

  it('stands, whatever the time', () => {
    const withdrawn = withdraw(confirmedEntry(), byAda);

    expect(asOf(withdrawn, '2030-01-01T00:00:00Z')).toBe(withdrawn);
  });
});

/** Every step as it is offered to an exception in whatever state. */
const steps = {
  confirm: (entry: RegisteredException) => confirm(expectProposed(entry), seenOf(entry), byBo),
  reject: (entry: RegisteredException) => reject(expectProposed(entry), byBo),
  withdraw: (entry: RegisteredException) => withdraw(expectOpen(entry), byAda),
  replace: (entry: RegisteredException) => replace(expectOpen(entry), confirmedEntry({ number: 2 })),
  expire: (entry: RegisteredException) => asOf(expectOpen(entry), '2027-02-01T00:00:00.000Z'),
};
type Step = keyof typeof steps;
const allSteps = Object.keys(steps) as readonly Step[];

const legal: Readonly<Record<RegisteredException['state']['status'], readonly Step[]>> = {
  proposed: allSteps,
  confirmed: ['withdraw', 'replace', 'expire'],
  ended: [],
};

describe('The life of an exception', () => {
  it('takes legal steps only, and ends but once, whatever is asked of it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...allSteps), { maxLength: 6 }), (asked) => {
        let entry: RegisteredException = proposedEntry();
        for (const step of asked) {
          const { status } = entry.state;
          if (legal[status].includes(step)) {
            entry = steps[step](entry);
            expect(entry.state.status).toBe(step === 'confirm' ? 'confirmed' : 'ended');
          } else {
            const before = entry;
            expect(() => steps[step](before)).toThrow(ConflictError);
          }
        }
      }),
    );
  });

  it('keeps what was proposed, whatever is done to it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...allSteps),
        fc.constantFrom(groupException, userException),
        (step, exception) => {
          const { state: _, ...before } = proposedEntry({ exception });
          const { state: __, ...after } = steps[step](proposedEntry({ exception }));

          expect(after).toEqual(before);
        },
      ),
    );
  });

  it('is refused by the types where a step is not legal', () => {
    type Of<Step extends (entry: never, ...rest: never[]) => unknown> = Parameters<Step>[0];

    expectTypeOf<RegisteredException<Confirmed>>().not.toExtend<Of<typeof confirm>>();
    expectTypeOf<RegisteredException<Confirmed>>().not.toExtend<Of<typeof reject>>();
    expectTypeOf<RegisteredException<Confirmed>>().toExtend<Of<typeof withdraw>>();
    expectTypeOf<RegisteredException<Ended>>().not.toExtend<Of<typeof confirm>>();
    expectTypeOf<RegisteredException<Ended>>().not.toExtend<Of<typeof reject>>();
    expectTypeOf<RegisteredException<Ended>>().not.toExtend<Of<typeof withdraw>>();
    expectTypeOf<RegisteredException<Ended>>().not.toExtend<Of<typeof replace>>();
    expectTypeOf<RegisteredException>().not.toExtend<Of<typeof withdraw>>();
  });
});
