import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Slice, slicesIn } from '../../shared/application/sign-ins/slices.ts';
import type { SignIn } from '../../shared/core/sign-ins/sign-in.ts';
import { SignInCounter } from '../../shared/core/sign-ins/sign-in-counter.ts';
import { mergeCounts, type SignInCounts } from '../../shared/core/sign-ins/sign-in-counts.ts';
import { tenantId } from '../application/examples.ts';
import { InMemorySignInEvidenceStore } from '../application/in-memory/in-memory-sign-in-evidence-store.ts';
import { signIn } from '../core/sign-ins/sign-ins.ts';
import { runs, seed } from './runs.ts';

const numbers = runs(100, 2_000);
const begin = Date.UTC(2026, 10, 1);
const hour = 3_600_000;
const days = 3;
const period: Slice = { from: isoTime(begin), to: isoTime(begin + days * 24 * hour) };
const tenant = tenantId(1);

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

const policy = fc.record({
  id: fc.constantFrom('p1', 'p2'),
  displayName: fc.constantFrom('One', 'Two'),
  result: fc.constantFrom('reportOnlyFailure', 'reportOnlyNotApplied', 'failure', 'notEnabled'),
  includeRulesSatisfied: fc.constantFrom([], ['deviceCodeFlow']),
});

const signIns: fc.Arbitrary<SignIn[]> = fc
  .array(
    fc.record({
      createdDateTime: fc.integer({ min: 0, max: days * 24 * hour - 1 }).map((ms) => isoTime(begin + ms)),
      userId: fc.constantFrom('ann', 'bob', 'cho'),
      appId: fc.constantFrom('cli', 'shell'),
      errorCode: fc.constantFrom(0, 0, 0, 53003, 50199),
      authenticationProtocol: fc.constantFrom('none', 'deviceCode'),
      originalTransferMethod: fc.constantFrom('none', 'deviceCodeFlow'),
      appliedPolicies: fc.option(fc.array(policy, { maxLength: 2 }), { nil: undefined }),
    }),
    { maxLength: 40 },
  )
  .map((some) => some.map((members, index) => signIn({ id: `s${index}`, ...members })));

function countsOf(some: readonly SignIn[]): SignInCounts {
  const counter = new SignInCounter();
  for (const one of some) counter.add(one);
  return counter.counts();
}

/** One reading of a slice: what of it the log showed by then, in some order, some of it twice. */
interface Reading {
  readonly slice: number;
  readonly readAt: number;
  readonly shuffledBy: readonly number[];
}

const slices = slicesIn(period);
const readings: fc.Arbitrary<Reading[]> = fc.array(
  fc.record({
    slice: fc.nat({ max: slices.length - 1 }),
    readAt: fc.nat({ max: 99 }),
    shuffledBy: fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 9 }),
  }),
  { maxLength: 60 },
);

/** When the log shows the sign-in with this number, in the hours that readings begin at. */
const lateBy = fc.array(fc.nat({ max: 99 }), { maxLength: 40 });

describe(`Sign-ins are counted alike, seed ${seed}`, () => {
  test('in any order, with any repetition, in any parts', () => {
    fc.assert(
      fc.property(signIns, fc.array(fc.nat()), fc.array(fc.nat()), (some, order, parts) => {
        const inOtherOrder = shuffled(some, order);
        const partOf = (one: SignIn) => (parts[Number(one.id.slice(1))] ?? 0) % 4;
        const split = [...Map.groupBy(inOtherOrder, partOf).values()];

        expect(countsOf([...inOtherOrder, ...some])).toEqual(countsOf(some));
        expect(mergeCounts(split.map(countsOf))).toEqual(countsOf(some));
      }),
      numbers,
    );
  });

  test('however often slices are read, in whatever order the readings are written, and however late records are', async () => {
    await fc.assert(
      fc.asyncProperty(
        signIns,
        readings,
        lateBy,
        fc.array(fc.nat()),
        async (some, before, lateness, order) => {
          const store = new InMemorySignInEvidenceStore();
          // In the end every slice is read once more, when nothing is late any longer; that reading may be written first.
          const last = slices.map((_, slice) => ({ slice, readAt: 100, shuffledBy: [1] }));
          const written = shuffled([...last, ...before], order);
          for (const reading of written) await write(store, reading, some, lateness);

          const kept = await store.slices(tenant, period);
          const parts = await Promise.all(
            kept.map(async (slice) => ({
              signIns: slice.signIns,
              withoutPolicies: slice.withoutPolicies,
              uses: await store.uses(tenant, slice),
              policyResults: await store.policyResults(tenant, slice),
            })),
          );
          expect(mergeCounts(parts)).toEqual(countsOf(some));
        },
      ),
      numbers,
    );
  });
});

function shuffled<Element>(elements: readonly Element[], order: readonly number[]): Element[] {
  const ranked = elements.map((element, at) => ({ element, rank: order[at] ?? 0 }));
  return ranked.sort((one, other) => one.rank - other.rank).map(({ element }) => element);
}

async function write(
  store: InMemorySignInEvidenceStore,
  { slice: index, readAt, shuffledBy }: Reading,
  some: readonly SignIn[],
  lateness: readonly number[],
): Promise<void> {
  const slice = slices[index] ?? period;
  const shown = some.filter(
    ({ id, createdDateTime: at }) =>
      at >= slice.from && at < slice.to && (lateness[Number(id.slice(1))] ?? 0) <= readAt,
  );
  const twice = [...shown, ...shown.filter((_, at) => (shuffledBy[at % shuffledBy.length] ?? 0) % 2 === 0)];
  const counts = countsOf(twice);
  const { signIns: counted, withoutPolicies } = counts;
  const collected = { ...slice, source: 'microsoftGraph', examined: twice.length } as const;
  await store.saveSlice(
    tenant,
    { ...collected, readAt: isoTime(begin + readAt * hour), signIns: counted, withoutPolicies },
    counts,
  );
}
