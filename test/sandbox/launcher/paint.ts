import { styleText } from 'node:util';

type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold';
export type Paint = (colour: Colour, text: string) => string;

export const plain: Paint = (_colour, text) => text;

/** Colours on a terminal only, and none where https://no-color.org is asked for: NO_COLOR set and not empty. */
export function painterFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  const wanted = stream.isTTY === true && !environment['NO_COLOR'];
  return wanted ? (colour, text) => styleText(colour, text, { validateStream: false }) : plain;
}
