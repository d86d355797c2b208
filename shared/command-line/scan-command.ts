import { createReadStream } from 'node:fs';
import { readExceptions } from '../application/exceptions-file.ts';
import { InputError } from '../core/errors.ts';
import { answerStream } from './answer-stream.ts';
import { parseArguments, type ScanArguments } from './arguments.ts';
import { type ExitStatus, exitStatus, statusOf } from './exit-status.ts';
import { type JudgeSettings, judgeInput } from './judge-input.ts';
import { inOneLine } from './one-line.ts';
import { inFile, readJsonFile } from './read-json.ts';
import { renderTable } from './render-table.ts';
import { isFolder, readPieces, readTenantFile, readTenantFolder } from './tenant-input.ts';
import type { Terminal } from './terminal.ts';
import { counted } from './text-block.ts';
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
  const { from } = words;
  if (from === '-') return scanStream('standard input', terminal.input, settings, terminal);
  const folder = await isFolder(from);
  if (!folder && /\.ndjson$/i.test(from)) return scanStream(from, createReadStream(from), settings, terminal);

  const input = folder ? await readTenantFolder(from) : await readTenantFile(from);
  const result = judgeInput(input, settings);
  await terminal.write(
    words.format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : renderTable(result, terminal),
  );
  return statusOf(result.controls);
}

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
  const { controls, exceptions: path, emergencyAccess, at } = words;
  return {
    ...(controls && { controls }),
    exceptions: path === undefined ? [] : await exceptionsIn(path),
    emergencyAccess,
    at: at === undefined ? terminal.now : () => at,
  };
}

async function exceptionsIn(path: string) {
  const { json } = await readJsonFile(path);
  return inFile(path, () => readExceptions(json));
}
