import { benchmarkReading, policiesToTheLetter } from '../benchmark-reading.ts';
import { listText } from '../list-text.ts';
import type { Question } from '../question.ts';
import type { FindingRule } from './finding-rule.ts';

/** The letter of the benchmark and what sign-ins really meet disagree. */
export const readingsDiffer: FindingRule = (question, { effective, literal }) => {
  const decided = ['pass', 'fail'];
  if (effective === literal || !decided.includes(effective) || !decided.includes(literal)) return [];
  return [
    {
      key: 'literal-and-effective-differ',
      severity: literal === 'pass' ? 'high' : 'info',
      text: literal === 'pass' ? metToTheLetter(question) : metTogether(question),
      subject: 'benchmark',
    },
  ];
};

const mostNamed = 3;

function metToTheLetter({ control, tenant }: Question): string {
  const policies = policiesToTheLetter(control, tenant);
  const meant = policies.filter(control.isMeant);
  const names = (meant.length > 0 ? meant : policies).map(nameOf);
  return `${listText(names, mostNamed)} ${names.length === 1 ? 'meets' : 'meet'} the benchmark to the letter, yet sign-ins still get through.`;
}

function metTogether({ control, tenant }: Question): string {
  const [nearest] = benchmarkReading(control, tenant).nearMisses;
  const lacking =
    nearest === undefined
      ? ''
      : `; ${nameOf(nearest.policy)} comes nearest, and lacks: ${nearest.unmet.map(({ criterion }) => criterion).join('; ')}`;
  return `The policies together do what the benchmark is after, yet no single one meets it to the letter${lacking}.`;
}

function nameOf({ id, displayName }: { readonly id: string; readonly displayName: string }): string {
  return `"${displayName || id}"`;
}
