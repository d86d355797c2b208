import { createReadStream } from 'node:fs';
import { readExceptions } from '../application/exceptions-file.ts';
import { counted } from '../core/controls/list-text.ts';
import type { TenantResult } from '../core/controls/tenant-result.ts';
import { InputError } from '../core/errors.ts';
import { answerStream } from './answer-stream.ts';
import { parseArguments, type ScanArguments } from './arguments.ts';
import { type ExitStatus, exitStatus, statusOf } from './exit-status.ts';
import { type JudgeSettings, judgeInput } from './judge-input.ts';
import { namesIn } from './object-names.ts';
import { inOneLine } from './one-line.ts';
import { inFile, readJsonFile } from './read-json.ts';
import { renderExplanation } from './render-explanation.ts';
import { renderTable } from './render-table.ts';
import { isFolder, readPieces, readTenantFile, readTenantFolder } from './tenant-input.ts';
import type { Terminal } from './terminal.ts';
import { usage } from './usage.ts';

/** The whole command: judges what the words name, answers on the terminal, and gives the exit status. Never throws. */
export async function scanCommand(words: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    const parsed = parseArguments(words);
    if (parsed !== 'help') return await scan(parsed, terminal);
    await terminal.write(usage);
    return exitStatus.pass;
  } catch (error) {
    terminal.complain(inOneLine(error));
    return exitStatus.wrongInput;
  }
}

async function scan(words: ScanArguments, terminal: Terminal): Promise<ExitStatus> {
  const settings = await settingsOf(words, terminal);
  const { from, format } = words;
  const folder = from !== '-' && (await isFolder(from));
  if (from === '-' || (!folder && /\.ndjson$/i.test(from))) {
    if (format === 'explanation') throw new InputError([{ member: '--explain', message: noStream }]);
    return from === '-'
      ? scanStream('standard input', terminal.input, settings, terminal)
      : scanStream(from, createReadStream(from), settings, terminal);
  }
  const input = folder ? await readTenantFolder(from) : await readTenantFile(from);
  const result = judgeInput(input, settings);
  const page = { colours: terminal.colours, nameOf: namesIn(input.snapshot) };
  await terminal.write(render[format](result, page));
  return statusOf(result.controls);
}

const noStream = 'tells of one tenant, and a stream holds many: name a file or a folder';

const render = {
  json: (result: TenantResult) => `${JSON.stringify(result, null, 2)}\n`,
  table: renderTable,
  explanation: renderExplanation,
} as const;

async function scanStream(
  name: string,
  source: AsyncIterable<Uint8Array>,
  settings: JudgeSettings,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { status, answers, badLines, firstProblem } = await answerStream(
    readPieces(name, source),
    settings,
    terminal.write,
  );
  // A producer that failed leaves an empty stream, and nothing judged must not read as everything passed.
  if (answers === 0) throw new InputError([{ member: name, message: 'holds no tenant export' }]);
  if (firstProblem !== undefined) {
    const others = badLines > 1 ? ` (and ${counted(badLines - 1, 'more bad line')})` : '';
    terminal.complain(`${name}: line ${firstProblem.line}: ${firstProblem.error}${others}`);
  }
  return status;
}

async function settingsOf(words: ScanArguments, terminal: Terminal): Promise<JudgeSettings> {
  const { controls, exceptions: path, emergencyAccess, administrativeRoles, at } = words;
  return {
    ...(controls && { controls }),
    exceptions: path === undefined ? [] : await exceptionsIn(path),
    emergencyAccess,
    administrativeRoles,
    at: at === undefined ? terminal.now : () => at,
  };
}

async function exceptionsIn(path: string) {
  const { json } = await readJsonFile(path);
  return inFile(path, () => readExceptions(json));
}
