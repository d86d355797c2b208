/** Measures what the goals speak of: ratios of what runs in turns in one run. Sections are told by `--only`. */
import { parseArgs } from 'node:util';
import { painterFor } from '../sandbox/launcher/paint.ts';
import { Progress } from '../sandbox/launcher/progress.ts';
import { coldStarts } from './cold-start/cold-starts.ts';
import { againstPlainEvaluator } from './prover/against-plain-evaluator.ts';
import { exportToVerdicts } from './prover/export-to-verdicts.ts';
import { growingCompany } from './prover/growing-company.ts';
import { streamedExports } from './prover/streamed-exports.ts';
import { worstCases } from './prover/worst-cases.ts';
import { renderSection, type Section } from './section.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: '11' },
    'most-users': { type: 'string', default: '1000000' },
  },
});
const runs = wholeNumber('--runs', values.runs);
const mostUsers = wholeNumber('--most-users', values['most-users']);

const prover = [
  exportToVerdicts(mostUsers),
  streamedExports(mostUsers),
  growingCompany(mostUsers),
  worstCases,
  againstPlainEvaluator,
];
const sections = chosen([...prover, coldStarts(runs)], values.only);
const progress = new Progress(process.stderr, painterFor(process.stderr, process.env));
for (const [number, section] of sections.entries()) {
  const figures = await section.measure(progress.step);
  process.stdout.write(`${number === 0 ? '' : '\n'}${renderSection(section, figures)}`);
}

/** All sections, or those that were asked for: by name, parted by commas; `prover` names all that are about it. */
function chosen(all: readonly Section[], only: string | undefined): readonly Section[] {
  if (only === undefined) return all;
  const names = only
    .split(',')
    .flatMap((name) => (name === 'prover' ? prover.map((section) => section.name) : [name]));
  const unknown = names.find((name) => !all.some((section) => section.name === name));
  if (unknown === undefined) return all.filter(({ name }) => names.includes(name));
  const known = ['prover', ...all.map(({ name }) => name)].join(', ');
  throw new Error(`--only knows no section ${JSON.stringify(unknown)}; there are ${known}.`);
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new Error(`${option} must be a whole number from 1.`);
}
