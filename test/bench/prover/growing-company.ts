import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Step } from '../../sandbox/launcher/start-sandbox.ts';
import { grouped } from '../number-text.ts';
import type { Figure, Section } from '../section.ts';
import { writeExport } from '../tenants/export-text.ts';
import { generateTenant } from '../tenants/generated-tenant.ts';
import { inProcess } from './in-process.ts';

const sizes = [1_000, 10_000, 100_000, 300_000, 1_000_000];
const rounds = 5;
/**
 * Times what one more takes where it takes least, among fewer users. Work that is linear in memberships takes the same
 * for each: the rest is for noise.
 */
const mostDearer = 1.25;

/**
 * Elsewhere in the bench each size is a company of its own, whose policies leave other gaps: 66 or 2,218 in one control.
 * That is another amount of work, so growth shows only in one company. This one leaves the most.
 */
const company = 1_000_000;

interface GrownCompany {
  readonly users: number;
  readonly memberships: number;
  readonly path: string;
  /** Milliseconds from the file to all verdicts. */
  readonly times: number[];
}

/** From one size to the next. */
interface GrowthStep {
  readonly from: number;
  readonly to: number;
  /** For one membership more. */
  readonly microseconds: number;
}

/** The company with up to that many users. */
export const growingCompany = (mostUsers: number): Section => ({
  name: 'growth',
  title:
    'One company with more and more users, under the same policies: what a membership more takes, from the file to all verdicts:',
  measure: async (step) => {
    await using resources = new AsyncDisposableStack();
    const folder = await mkdtemp(join(tmpdir(), 'gateproof-bench-'));
    resources.defer(() => rm(folder, { recursive: true }));
    const grown: GrownCompany[] = [];
    for (const users of sizes) if (users <= mostUsers) grown.push(await writeCompany(users, folder, step));
    for (let round = 1; round <= rounds; round++)
      for (const { users, path, times } of grown) {
        const name = `Judging ${grouped(users)} users, round ${round} of ${rounds}`;
        times.push((await step(name, () => inProcess(path, 'judge'))).milliseconds);
      }
    return figuresOf(grown);
  },
});

function writeCompany(users: number, folder: string, step: Step): Promise<GrownCompany> {
  return step(`Writing an export of ${grouped(users)} users`, async () => {
    const tenant = generateTenant(users, company);
    const path = join(folder, `${users}.json`);
    await writeExport(tenant, path);
    return { users, memberships: tenant.memberships.count, path, times: [] };
  });
}

function figuresOf(grown: readonly GrownCompany[]): readonly Figure[] {
  const steps = grown.slice(1).map((more, at) => costOfMembership(grown[at] ?? more, more));
  return steps.map(({ microseconds, from, to }, at) => ({
    what: `a membership more, from ${grouped(from)} users to ${grouped(to)}`,
    value: inMicroseconds(microseconds),
    ...(at > 0 && { goal: atMostDearer(microseconds, cheapestOf(steps.slice(0, at))) }),
  }));
}

function cheapestOf(steps: readonly GrowthStep[]): number {
  return Math.min(...steps.map(({ microseconds }) => microseconds));
}

function atMostDearer(microseconds: number, cheapest: number): NonNullable<Figure['goal']> {
  const text = `at most ${mostDearer} times ${inMicroseconds(cheapest)}`;
  return { text, met: microseconds <= mostDearer * cheapest };
}

function inMicroseconds(microseconds: number): string {
  return `${microseconds.toFixed(2)} µs`;
}

/** The quickest rounds are compared: what else the machine does only ever adds, and a difference of medians shows it twice. */
function costOfMembership(fewer: GrownCompany, more: GrownCompany): GrowthStep {
  const milliseconds = Math.min(...more.times) - Math.min(...fewer.times);
  const microseconds = (1_000 * milliseconds) / (more.memberships - fewer.memberships);
  return { from: fewer.users, to: more.users, microseconds };
}
