import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { plain } from '../../sandbox/launcher/paint.ts';
import { Progress } from '../../sandbox/launcher/progress.ts';

function stream(isTTY: boolean, columns = 40) {
  const written: string[] = [];
  return { written, isTTY, columns, write: (text: string) => written.push(text) };
}

test('on a terminal each piece that is done leaves a line, and one that fails is marked', async () => {
  const terminal = stream(true);
  const progress = new Progress(terminal, plain);

  const built = await progress.step('Building', async () => 'app');
  const refused = progress.step('Starting', () => Promise.reject(new Error('taken')));

  await expect(refused).rejects.toThrow('taken');
  expect(built).toBe('app');
  const lines = stripVTControlCharacters(terminal.written.join('')).split(/[\r\n]+/);
  expect(lines).toContainEqual(expect.stringMatching(/^✓ Building \d+\.\d s$/));
  expect(lines).toContainEqual(expect.stringMatching(/^✗ Starting \d+\.\d s$/));
});

test('pieces under way share one line that never wraps', async () => {
  const terminal = stream(true);
  const progress = new Progress(terminal, plain);
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();

  const all = Promise.all([
    progress.step('Building the app', () => first.promise),
    progress.step('Starting the storage', () => second.promise),
  ]);
  const shown = stripVTControlCharacters(terminal.written.at(-1) ?? '').trim();
  first.resolve();
  second.resolve();
  await all;

  expect(shown).toMatch(/^… Building the app 0 s, Starting the st/);
  expect(shown.length).toBeLessThan(40);
});

test('a terminal that does not know its width is taken for one of 80 columns', async () => {
  const terminal = stream(true, 0);
  const progress = new Progress(terminal, plain);

  const done = Promise.withResolvers<void>();
  const step = progress.step('Building '.repeat(20), () => done.promise);
  const shown = stripVTControlCharacters(terminal.written.at(-1) ?? '').trim();
  done.resolve();
  await step;

  expect(shown).toHaveLength(79);
});

test('into a pipe goes no progress, only lines that matter', async () => {
  const pipe = stream(false);
  const progress = new Progress(pipe, plain);

  await progress.step('Building', async () => progress.line('a warning'));

  expect(pipe.written).toEqual(['a warning\n']);
});
