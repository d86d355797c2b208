import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Folders that hold nothing of the project's own. */
const foreign = ['node_modules', 'dist', 'coverage', '.git', '.gateproof'];

/** Every file and folder of the project, from its root, with slashes. */
export const paths: readonly string[] = globSync('**', {
  cwd: root,
  exclude: (name) => foreign.includes(name),
}).map((path) => path.replaceAll('\\', '/'));

/** A page of the documentation: where it stands, from the root, and what it says. */
export interface Page {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
}

export const pages: readonly Page[] = paths
  .filter((path) => path.endsWith('.md'))
  .map((path) => ({ path, folder: dirname(path), text: readFileSync(join(root, path), 'utf8') }));

/** A command that a page shows, with the output and the exit status that it says come of it. */
export interface Example {
  readonly command: string;
  readonly output: readonly string[];
  readonly status: number | undefined;
}

/** The commands in the page's blocks of `console`: `$ ` before a command, its output below, then `$ echo $?`. */
export function examplesIn({ text }: Page): readonly Example[] {
  const blocks = [...text.matchAll(/^```console\n(.*?)^```/gms)].map(([, block = '']) => block);
  const commands = blocks.flatMap((block) => block.split(/^\$ /m).slice(1)).map(commandIn);
  return commands.map(({ command, output }, index) => {
    const next = commands[index + 1];
    return { command, output, status: next?.command === 'echo $?' ? Number(next.output[0]) : undefined };
  });
}

function commandIn(text: string) {
  const [command = '', ...output] = text.trimEnd().split('\n');
  return { command, output };
}

/** Of an output that is shown: what stands between the lines that say "and so on". */
export function passagesOf(output: readonly string[]): readonly string[] {
  return output
    .join('\n')
    .split(/^ *\.\.\.$/m)
    .map((passage) => passage.replace(/^\n|\n$/g, ''))
    .filter((passage) => passage !== '');
}
