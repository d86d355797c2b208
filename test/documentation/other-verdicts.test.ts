import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasCorpus, withCorpus } from '../corpus.ts';
import { root } from './pages.ts';
import { type CaseVerdicts, judgeSuite } from './prowler-suite.ts';

const page = readFileSync(join(root, 'docs/other-verdicts.md'), 'utf8');

/** A row of the page: a case with both verdicts, who is right, and why. */
interface Row extends CaseVerdicts {
  readonly right: string;
  readonly why: string;
}

/** The rows below each heading that names a check. */
const rows: readonly Row[] = page
  .split(/^## /m)
  .flatMap((section) => {
    const check = /^.*`(\w+)`/.exec(section)?.[1] ?? '';
    return section.split('\n').map((line) => ({ check, cells: line.split('|').map((cell) => cell.trim()) }));
  })
  .flatMap(({ check, cells: [, name = '', prowler = '', gateproof = '', right = '', why = ''] }) => {
    const test = /^`(test_\w+)`$/.exec(name)?.[1];
    return test === undefined ? [] : [{ check, test, prowler, gateproof, right, why }];
  });

test('Every row of docs/other-verdicts.md says who is right, and why', () => {
  const rights = ['Gateproof', 'Prowler', 'both', 'neither'];

  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ right }) => !rights.includes(right))).toEqual([]);
  expect(rows.filter(({ why }) => why.length < 20)).toEqual([]);
});

describe.skipIf(!hasCorpus)(`Verdicts of others${withCorpus}`, () => {
  const cases = hasCorpus ? judgeSuite() : [];
  const disagreements = cases.filter(({ prowler, gateproof }) => prowler !== gateproof);

  test('differ from ours exactly where docs/other-verdicts.md says so', () => {
    expect(rows.map(inOneLine).toSorted()).toEqual(disagreements.map(inOneLine).toSorted());
  });

  test('are counted as docs/other-verdicts.md counts them', () => {
    const agreed = cases.length - disagreements.length;

    expect(page).toContain(`of ${cases.length} cases, the two agree on ${agreed}`);
  });
});

function inOneLine({ check, test, prowler, gateproof }: CaseVerdicts): string {
  return `${check} ${test}: Prowler says ${prowler}, Gateproof says ${gateproof}`;
}
