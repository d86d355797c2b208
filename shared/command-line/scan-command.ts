import { createReadStream } from 'node:fs';
import { readExceptions } from '../application/exceptions-file.ts';
import { PrincipalNumbers } from '../core/conditional-access/principal-numbers.ts';
import { counted } from '../core/controls/list-text.ts';
import type { TenantResult } from '../core/controls/tenant-result.ts';
import { InputError } from '../core/errors.ts';
import type { ControlException } from '../core/exceptions/exception.ts';
import { answerStream } from './answer-stream.ts';
import { parseArguments, type ScanArguments } from './arguments.ts';
import { compareInputs } from './compare-input.ts';
import { type ExitStatus, exitStatus, statusOf, statusOfChange } from './exit-status.ts';
import { type JudgeSettings, judgeInput } from './judge-input.ts';
import { listUsers } from './list-users.ts';
import { namesIn, namesInEither } from './object-names.ts';
import { inOneLine } from './one-line.ts';
import { inFile, readJsonFile } from './read-json.ts';
import { renderComparison } from './render-comparison.ts';
import { renderExplanation } from './render-explanation.ts';
import { renderTable } from './render-table.ts';
import {
  isFolder,
  type ReadingOptions,
  readPieces,
  readTenantFile,
  readTenantFolder,
  type TenantInput,
} from './tenant-input.ts';
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
  const { from, against, format, listUsers: listFormat } = words;
  if (against !== undefined) return compare({ ...words, against }, settings, terminal);
  if (await isStream(from)) {
    const wanted =
      listFormat !== undefined ? '--list-users' : format === 'explanation' ? '--explain' : undefined;
    if (wanted !== undefined) throw new InputError([{ member: wanted, message: noStream }]);
    return from === '-'
      ? scanStream('standard input', terminal.input, settings, terminal)
      : scanStream(from, createReadStream(from), settings, terminal);
  }
  if (listFormat !== undefined)
    return listUsers(await readTenant(from, { keeps: 'userPrincipalNames' }), settings, listFormat, terminal);
  const input = await readTenant(from);
  const result = judgeInput(input, settings);
  const page = { colours: terminal.colours, nameOf: namesIn(input.snapshot) };
  await terminal.write(render[format](result, page));
  return statusOf(result.controls);
}

async function isStream(path: string): Promise<boolean> {
  return path === '-' || (/\.ndjson$/i.test(path) && !(await isFolder(path)));
}

async function readTenant(path: string, options?: ReadingOptions): Promise<TenantInput> {
  return (await isFolder(path)) ? readTenantFolder(path) : readTenantFile(path, options);
}

async function compare(
  { from, against, format }: ScanArguments & { readonly against: string },
  settings: JudgeSettings,
  terminal: Terminal,
): Promise<ExitStatus> {
  for (const path of [from, against])
    if (await isStream(path)) throw new InputError([{ member: '--against', message: noStream }]);
  const numbers = new PrincipalNumbers();
  const after = await readTenant(from, { numbers });
  const before = await readTenant(against, { numbers });
  const result = compareInputs(before, after, settings, numbers);
  const nameOf = namesInEither(after.snapshot, before.snapshot);
  const page = { colours: terminal.colours, nameOf };
  await terminal.write(
    format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : renderComparison(result, page),
  );
  return statusOfChange(result.controls);
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
  const { controls, exceptions: path, emergencyAccess, administrativeRoles, stepLimit, at } = words;
  return {
    ...(controls && { controls }),
    exceptions: path === undefined ? [] : await exceptionsIn(path),
    emergencyAccess,
    administrativeRoles,
    ...(stepLimit !== undefined && { stepLimit }),
    at: at === undefined ? terminal.now : () => at,
  };
}

/** Throws InputError that names the file and what is wrong in it. */
export async function exceptionsIn(path: string): Promise<readonly ControlException[]> {
  const { json } = await readJsonFile(path);
  return inFile(path, () => readExceptions(json));
}
