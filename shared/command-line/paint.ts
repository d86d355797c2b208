import { styleText } from 'node:util';
import type { Verdict } from '../core/controls/control-result.ts';

/** How a piece of text is shown; without colours every style is the plain text. */
export type Paint = (style: Style, text: string) => string;
type Style = 'heading' | 'faint' | Verdict;

export function painter(colours: boolean): Paint {
  return colours ? painted : (_style, text) => text;
}

const formats = {
  heading: ['bold'],
  faint: ['dim'],
  pass: ['green'],
  fail: ['bold', 'red'],
  inconclusive: ['yellow'],
  notApplicable: ['dim'],
} as const satisfies Record<Style, Parameters<typeof styleText>[0]>;

function painted(style: Style, text: string): string {
  return styleText([...formats[style]], text, { validateStream: false });
}
