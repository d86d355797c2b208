import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bruteForce } from './brute-force.ts';
import { bruteForceData } from './brute-force-data.ts';
import { randomTenant } from './random-tenant.ts';
import { runs, title } from './runs.ts';

const numbers = runs(300, 2000);

test(`every verdict comes up often ${title(numbers)}`, async ({ annotate }) => {
  const verdicts = fc
    .sample(randomTenant, numbers)
    .map(({ snapshot, options }) => bruteForce(snapshot, options, bruteForceData).verdict);
  const share = (verdict: string): number =>
    verdicts.filter((one) => one === verdict).length / verdicts.length;
  const split = { pass: share('pass'), fail: share('fail'), inconclusive: share('inconclusive') };
  await annotate(`split: ${JSON.stringify(split)}`);

  expect(Math.min(...Object.values(split))).toBeGreaterThanOrEqual(0.1);
});
