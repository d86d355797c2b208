import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import { toldByKind } from './bar.ts';
import { Course } from './course.ts';
import { CrashPoints, type Fate, fates } from './crash-points.ts';
import type { PortCall } from './watched-ports.ts';
import { type Way, ways } from './ways.ts';
import { World } from './world.ts';

const isFull = env['GATEPROOF_FULL'] === '1';
/** Of the others, the default run tries every twenty-ninth case: no multiple of the number of fates, so that every fate has its turn. */
const step = isFull ? 1 : 29;

describe.each(ways)('A remediation that ends $name', (way) => {
  it('has one effect and a whole journal, whichever call of a port goes wrong', {
    timeout: 1_800_000,
  }, async () => {
    const { points, told } = await undisturbed(way);
    const cases = points.flatMap((point, number) => fates.map((fate) => ({ point, number, fate })));
    const tried = cases.filter(({ point }, index) => index % step === 0 || isWriter(point));

    const problems: string[] = [];
    for (const one of tried) problems.push(...(await problemsOf(way, one, told)));

    console.log(`${points.length} calls of ports, ${tried.length} of ${cases.length} crash points tried`);
    expect(problems).toEqual([]);
    expect(tried.length).toBeGreaterThan(points.length / step);
  });
});

/** Around what is written every case is tried in every run. */
function isWriter({ port }: PortCall): boolean {
  return port === 'policyWriter';
}

type Told = Readonly<Record<string, number>>;

async function undisturbed(way: Way): Promise<{ readonly points: readonly PortCall[]; readonly told: Told }> {
  const world = new World();
  const course = new Course(world);
  await way.before(course);
  const crashes = new CrashPoints();
  crashes.watch(world);
  await way.run(course);
  expect(course.moreScans).toBe(0);
  await way.expectOutcome(world.estate);
  return { points: crashes.points, told: toldByKind(world.estate) };
}

interface Case {
  readonly point: PortCall;
  readonly number: number;
  readonly fate: Fate;
}

async function problemsOf(way: Way, { point, number, fate }: Case, toldUndisturbed: Told): Promise<string[]> {
  const world = new World();
  const course = new Course(world);
  await way.before(course);
  const crashes = new CrashPoints();
  crashes.watch(world, number, fate);
  try {
    await way.run(course);
    expect(crashes.points[number]).toEqual(point);
    await course.nextScan();
    await way.expectOutcome(world.estate);
    expectTold(toldByKind(world.estate), toldUndisturbed, fate);
    return [];
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return [`${number} ${point.port}.${point.method} ${fate}: ${what}`];
  }
}

/** Nothing under two keys, and nothing untold because a process died: only that people cannot be told fails nothing. */
function expectTold(told: Told, toldUndisturbed: Told, fate: Fate): void {
  if (fate.startsWith('dies')) expect(told).toEqual(toldUndisturbed);
  for (const [kind, count] of Object.entries(told)) {
    expect(count, kind).toBeLessThanOrEqual(toldUndisturbed[kind] ?? 0);
  }
}
