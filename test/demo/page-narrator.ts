import wrapAnsi from 'wrap-ansi';
import type { Paint } from '../sandbox/launcher/paint.ts';
import type { Progress } from '../sandbox/launcher/progress.ts';
import type { CompanyTime } from './company/company-time.ts';
import type { Narrator } from './story/narrator.ts';

export interface StoryPage {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
  write(text: string): unknown;
}

const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** Writes the story as it happens, each chapter under the company's date. */
export function pageNarrator(page: StoryPage, progress: Progress, time: CompanyTime): Narrator {
  const sentences = (text: string) => wrapAnsi(text, page.width - 4).replaceAll('\n', '\n    ');
  return {
    chapter: (title) => {
      page.write(`\n${page.paint('dim', day.format(time.clock()))}  ${page.paint('bold', title)}\n`);
    },
    say: (sentence) => {
      page.write(`  ${sentences(sentence)}\n`);
    },
    while: (what, work) => progress.step(what, work),
  };
}
