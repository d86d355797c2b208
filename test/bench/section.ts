import type { Step } from '../sandbox/launcher/start-sandbox.ts';

/** One question of the bench; its figures compare what ran in turns in one run, and are printed as it ends. */
export interface Section {
  /** As `--only` names it. */
  readonly name: string;
  readonly title: string;
  readonly measure: (step: Step) => Promise<readonly Figure[]>;
}

export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly goal?: Goal;
}

interface Goal {
  readonly text: string;
  readonly met: boolean;
}

export function atMost(limit: number, value: number, unit = ''): Goal {
  return { text: `at most ${limit}${unit}`, met: value <= limit };
}

export function renderSection({ title }: Section, figures: readonly Figure[]): string {
  const width = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const widthOfWhat = width(figures.map(({ what }) => what));
  const widthOfValue = width(figures.map(({ value }) => value));
  const lines = figures.map(({ what, value, goal }) => {
    const verdict = goal === undefined ? '' : `  goal: ${goal.text}, ${goal.met ? 'met' : 'missed'}`;
    return `  ${what.padEnd(widthOfWhat)}  ${value.padStart(widthOfValue)}${verdict}`;
  });
  return `${[title, ...lines].join('\n')}\n`;
}
