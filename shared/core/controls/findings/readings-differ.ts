import type { FindingRule } from './finding-rule.ts';

/** The letter of the benchmark and what sign-ins really meet disagree. */
export const readingsDiffer: FindingRule = (_question, { effective, literal }) => {
  const decided = ['pass', 'fail'];
  if (effective === literal || !decided.includes(effective) || !decided.includes(literal)) return [];
  return [
    {
      key: 'literal-and-effective-differ',
      severity: literal === 'pass' ? 'high' : 'info',
      text:
        literal === 'pass'
          ? 'A policy meets the benchmark to the letter, yet sign-ins still get through.'
          : 'The policies together do what the benchmark is after, yet no single one meets it to the letter.',
      subject: 'benchmark',
    },
  ];
};
