import { describe, expect, test } from 'vitest';
import { Budget, Exhausted } from '../../../shared/core/prover/budget.ts';
import {
  type Cube,
  type Dimension,
  nowhere,
  partOf,
  pointsOf,
  type Region,
} from '../../../shared/core/prover/cube.ts';
import { type Answer, ThreeValuedCover, type Unknowns } from '../../../shared/core/prover/three-values.ts';
import { fc } from '../../seeded-fast-check.ts';
import { cubeOf, everyPoint, isIn, type Point, regionOf, runs } from './enumeration.ts';

const flow: Dimension = { name: 'flow', size: 2 };
const location: Dimension = { name: 'location', size: 3 };
const inGroup: Dimension = { name: 'inGroup', size: 2 };
const guestType: Dimension = { name: 'guestType', size: 3 };
const filterMatches: Dimension = { name: 'filterMatches', size: 2 };
const inUnreadLocation: Dimension = { name: 'inUnreadLocation', size: 2 };

const signIn = [flow, location];
const ofUser = [inGroup, guestType];
const ofSignIn = [filterMatches, inUnreadLocation];
const all = [...signIn, ...ofUser, ...ofSignIn];
const unknowns: Unknowns = {
  ofUser: (dimension) => ofUser.includes(dimension),
  ofSignIn: (dimension) => ofSignIn.includes(dimension),
};

interface Question {
  readonly scope: Cube;
  readonly boxes: Region;
  readonly impossible: Region;
}

function decide({ scope, boxes, impossible }: Question, steps = 1_000_000): { kind: Answer; gaps: Region } {
  const cover = new ThreeValuedCover(scope, impossible, unknowns);
  const closing = cover.add(boxes);
  const kind = cover.decide(closing, scope, new Budget(steps));
  return { kind, gaps: kind === 'covered' ? [] : cover.gaps(closing, kind, new Budget(steps)) };
}

/** The scope restricts sign-ins, and what the user may be, never an unknown of the sign-in. */
const questions = fc.record({
  scope: cubeOf([...signIn, guestType]),
  boxes: regionOf(all, 10),
});

function merge(...parts: readonly Point[]): Point {
  return new Map(parts.flatMap((part) => [...part]));
}

/** The definition: whatever the user is, some one sign-in gets through whatever the sign-in's unknowns are. */
function surelyOpen(scope: Cube, boxes: Region): boolean {
  const users = everyPoint(ofUser).filter((user) => isIn(user, [scope]));
  const signIns = everyPoint(signIn).filter((point) => isIn(point, [scope]));
  return users.every((user) =>
    signIns.some((point) => everyPoint(ofSignIn).every((values) => !isIn(merge(user, point, values), boxes))),
  );
}

function surelyCovered(scope: Cube, boxes: Region): boolean {
  return everyPoint(all).every((point) => !isIn(point, [scope]) || isIn(point, boxes));
}

describe('A question with unknowns', () => {
  test('is covered, open or undecided as brute force over every value says', () => {
    fc.assert(
      fc.property(questions, ({ scope, boxes }) => {
        const expected = surelyCovered(scope, boxes)
          ? 'covered'
          : surelyOpen(scope, boxes)
            ? 'open'
            : 'undecided';
        expect(decide({ scope, boxes, impossible: nowhere }).kind).toBe(expected);
      }),
      { ...runs, numRuns: 1000 },
    );
  });

  test('names as sure gaps only sign-ins that get through under every value of their unknowns', () => {
    fc.assert(
      fc.property(questions, ({ scope, boxes }) => {
        const decision = decide({ scope, boxes, impossible: nowhere });
        fc.pre(decision.kind === 'open');
        const { gaps } = decision;
        for (const point of everyPoint(all)) {
          if (isIn(point, gaps)) expect(isIn(point, [scope]) && !isIn(point, boxes)).toBe(true);
        }
        expect(gaps.flatMap((cube) => [...cube.keys()]).filter(unknowns.ofSignIn)).toEqual([]);
      }),
      runs,
    );
  });

  test('names as possible gaps exactly what some value of the unknowns leaves open', () => {
    fc.assert(
      fc.property(questions, ({ scope, boxes }) => {
        const decision = decide({ scope, boxes, impossible: nowhere });
        fc.pre(decision.kind === 'undecided');
        const { gaps } = decision;
        for (const point of everyPoint(all)) {
          expect(isIn(point, gaps)).toBe(isIn(point, [scope]) && !isIn(point, boxes));
        }
      }),
      runs,
    );
  });
});

describe('The shadow on a dimension', () => {
  test('says of each point there what the question is at that point by itself', () => {
    fc.assert(
      fc.property(questions, ({ scope, boxes }) => {
        const cover = new ThreeValuedCover(scope, nowhere, unknowns);
        const isLocation = (dimension: Dimension) => dimension === location;
        const { possible, sure } = cover.shadow(cover.add(boxes), scope, isLocation, new Budget(1_000_000));
        for (const coordinate of pointsOf(partOf(scope, location))) {
          const at = new Map([[location, coordinate]]);
          const there = new Map(scope).set(location, 1n << BigInt(coordinate));
          expect(isIn(at, possible)).toBe(!surelyCovered(there, boxes));
          expect(isIn(at, sure)).toBe(surelyOpen(there, boxes));
        }
      }),
      runs,
    );
  });
});

describe('What is impossible', () => {
  const questionsWithImpossible = fc.record({
    scope: cubeOf([...signIn, guestType]),
    boxes: regionOf(all, 6),
    impossible: regionOf(signIn, 3),
  });

  test('is never what a gap consists of', () => {
    fc.assert(
      fc.property(questionsWithImpossible, (question) => {
        const boxes = [...question.boxes, ...question.impossible];
        const decision = decide(question);

        expect(decision.kind).toBe(decide({ ...question, boxes, impossible: nowhere }).kind);
        for (const gap of decision.gaps) {
          expect(everyPoint(all).some((point) => isIn(point, [gap]) && !isIn(point, boxes))).toBe(true);
        }
      }),
      runs,
    );
  });

  test('does not break a gap into pieces', () => {
    const impossible: Region = [
      new Map([
        [flow, 1n],
        [location, 1n],
      ]),
    ];
    expect(decide({ scope: new Map(), boxes: nowhere, impossible })).toEqual({
      kind: 'open',
      gaps: [new Map()],
    });
  });
});

describe('The two kinds of unknowns', () => {
  const anywhere = { scope: new Map(), impossible: nowhere };
  const holds = (unknown: Dimension): Region => [new Map([[unknown, 2n]])];
  const holdsNot = (unknown: Dimension): Region => [new Map([[unknown, 1n]])];

  test('an unread group and its complement cover everyone together', () => {
    expect(decide({ ...anywhere, boxes: [...holds(inGroup), ...holdsNot(inGroup)] })).toEqual({
      kind: 'covered',
      gaps: [],
    });
  });

  test('a block for members of an unread group alone is undecided', () => {
    expect(decide({ ...anywhere, boxes: holds(inGroup) }).kind).toBe('undecided');
  });

  test('a user who gets through elsewhere as a member than as none gets through for sure', () => {
    const boxes: Region = [
      new Map([
        [inGroup, 2n],
        [location, 1n],
      ]),
      new Map([
        [inGroup, 1n],
        [location, 6n],
      ]),
    ];
    expect(decide({ ...anywhere, boxes }).kind).toBe('open');
  });

  test('no one sign-in gets through when each value of its unknown closes another part', () => {
    const boxes: Region = [
      new Map([
        [filterMatches, 2n],
        [location, 1n],
      ]),
      new Map([
        [filterMatches, 1n],
        [location, 6n],
      ]),
    ];
    expect(decide({ ...anywhere, boxes }).kind).toBe('undecided');
  });

  test('a question too hard for its budget is neither covered nor open', () => {
    const boxes: Region = [
      new Map([
        [flow, 1n],
        [location, 1n],
      ]),
      new Map([
        [flow, 2n],
        [location, 2n],
      ]),
    ];
    expect(() => decide({ ...anywhere, boxes }, 1)).toThrow(Exhausted);
  });
});
