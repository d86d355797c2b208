import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { planCommand } from '../../shared/command-line/plan/plan-command.ts';
import { scanCommand } from '../../shared/command-line/scan-command.ts';
import { whyCommand } from '../../shared/command-line/why-command.ts';
import { inMemoryTerminal } from '../command-line/in-memory-terminal.ts';
import { examplesIn, type Page, pages, passagesOf, paths, root } from './pages.ts';

/** The commands that examples are run with, by how they begin. */
const commands = [
  ['npm run --silent scan -- ', scanCommand],
  ['npm run --silent why -- ', whyCommand],
  ['npm run --silent plan -- ', planCommand],
] as const;

describe.each(pages)('$path', (page) => {
  test('names only scripts that there are', () => {
    const commands = page.text.matchAll(/(?:`|^\$ (?:\w+=\S+ )*|^)npm (?:run )?(?:--silent )?([\w:-]+)/gm);
    const named = [...commands].map(([, name]) => name);
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(named));
  });

  test('links only to what is there', () => {
    const links = [...page.text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    const broken = links
      .filter(([, path = '', heading]) => !leads(page, path, heading))
      .map(([link]) => link);
    expect(broken).toEqual([]);
  });

  test('names only files and folders that there are', () => {
    const named = [
      ...page.text.matchAll(/`((?:\.\.?\/)*\.?\w[\w./-]*(?:\.(?:ts|mjs|json|ndjson|md|svg)|\/))`/g),
    ];
    const missing = named.map(([, path = '']) => path).filter((path) => !exists(path));
    expect(missing).toEqual([]);
  });
});

/** Made when a command is run, so not in the repository. */
const made = ['dist/', 'local.settings.json'];

function exists(named: string): boolean {
  const path = named.replace(/^(\.\.?\/)+/, '').replace(/\/$/, '');
  return made.includes(named) || paths.some((one) => one === path || one.endsWith(`/${path}`));
}

function leads({ path: from, folder, text }: Page, path: string, heading: string | undefined): boolean {
  const target = path === '' ? from : posix.join(folder, path);
  if (!paths.includes(target)) return false;
  const there = path === '' ? text : readFileSync(join(root, target), 'utf8');
  const headings = [...there.matchAll(/^#+ (.*)$/gm)].map(([, words = '']) => anchorOf(words));
  return heading === undefined || headings.includes(heading);
}

/** As the usual renderers make it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}

const examples = pages.flatMap(examplesIn).flatMap((example) => {
  const [start, run] = commands.find(([beginning]) => example.command.startsWith(beginning)) ?? [];
  return start === undefined || run === undefined ? [] : [{ ...example, start, run }];
});

describe('A command that the documentation shows', () => {
  test.each(examples)('$command', async ({ command, output, status, start, run }) => {
    const terminal = inMemoryTerminal();
    const words = command.slice(start.length).replace(/ > .*/, '').split(' ');
    const withPaths = words.map((word) => (word.startsWith('examples') ? join(root, word) : word));

    const actualStatus = await run(withPaths, terminal);

    expect(terminal.complaints).toEqual([]);
    for (const shown of passagesOf(output)) expect(terminal.written()).toContain(shown);
    expect(actualStatus).toBe(status);
  });

  test('judges the tenants of examples/tenants.ndjson as told: pass, inconclusive, fail', async () => {
    const terminal = inMemoryTerminal();
    await scanCommand(['--from', join(root, 'examples/tenants.ndjson')], terminal);
    const verdicts = [...terminal.written().matchAll(/"id":"2.2.3".*?"verdict":"(\w+)"/g)].map(
      ([, one]) => one,
    );
    expect(verdicts).toEqual(['pass', 'inconclusive', 'fail']);
  });
});

/** Set by Azure, not by people. */
const ofThePlatform = 'WEBSITE_HOSTNAME';

test('The README and the page on notifications tell of every setting that the app reads, and of no other', () => {
  const sources = [
    'settings.ts',
    'storage-settings.ts',
    'notification-settings.ts',
    'remediation-settings.ts',
  ];
  const read = sources.flatMap((name) =>
    namesIn(
      readFileSync(join(root, 'shared/composition', name), 'utf8'),
      /[{,\s]([A-Z_]{4,}|AzureWebJobsStorage\w*): (?=z\W|httpsUrl|emailAddress|serviceUri|guid|list|wholeNumber|\()/g,
    ),
  );
  const telling = ['README.md', 'docs/notifications.md'].map((path) =>
    readFileSync(join(root, path), 'utf8'),
  );
  const rows = telling.flatMap((page) => page.split('\n')).filter((line) => /^\| `[A-Z]\w+`/.test(line));
  const told = rows.flatMap((row) => namesIn(row.split(/ +\| +/)[0] ?? '', /`(\w+)`/g));
  expect(new Set(told)).toEqual(new Set(read.filter((name) => name !== ofThePlatform)));
});

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
