import { readTenantExport } from '../application/tenant-export.ts';
import type { TenantSnapshot } from '../core/tenant-snapshot.ts';
import { type ExitStatus, exitStatus, statusOf, worst } from './exit-status.ts';
import { readExportBytes } from './export-bytes/read-export-bytes.ts';
import { type JudgeSettings, judgeInput } from './judge-input.ts';
import { type Line, linesOf } from './lines.ts';
import { inOneLine } from './one-line.ts';
import { decode, parseJson, tooLong } from './read-json.ts';
import { hashOf } from './tenant-input.ts';
import type { Terminal } from './terminal.ts';

export interface StreamSummary {
  readonly status: ExitStatus;
  /** Lines that were answered, the bad ones too. */
  readonly answers: number;
  readonly badLines: number;
  /** What is wrong with the first of them. */
  readonly firstProblem?: LineError;
}

interface LineError {
  readonly line: number;
  readonly error: string;
}

type Answer =
  | { readonly status: ExitStatus; readonly text: string }
  | { readonly status: typeof exitStatus.wrongInput; readonly text: string; readonly problem: LineError };

/** Answers each line before it reads the next, in their order; ends early when nobody reads the answers. */
export async function answerStream(
  source: AsyncIterable<Uint8Array>,
  settings: JudgeSettings,
  write: Terminal['write'],
): Promise<StreamSummary> {
  let summary: StreamSummary = { status: exitStatus.pass, answers: 0, badLines: 0 };
  for await (const line of linesOf(source)) {
    const answer = answerLine(line, settings);
    if (answer === 'blank') continue;
    summary = withAnswer(summary, answer);
    if ((await write(`${answer.text}\n`)) === 'readerGone') break;
  }
  return summary;
}

function answerLine({ number, bytes }: Line, settings: JudgeSettings): Answer | 'blank' {
  try {
    if (bytes === undefined) return badLine(number, tooLong);
    const snapshot = readExportBytes(bytes) ?? readLine(bytes);
    if (snapshot === 'blank') return 'blank';
    const result = judgeInput({ snapshot, inputHash: hashOf(bytes) }, settings);
    return { status: statusOf(result.controls), text: JSON.stringify(result) };
  } catch (error) {
    // One tenant that trips the program over a bug must not take the answers of the others away.
    return badLine(number, inOneLine(error));
  }
}

function readLine(bytes: Uint8Array): TenantSnapshot | 'blank' {
  const text = decode(bytes);
  return text.trim() === '' ? 'blank' : readTenantExport(parseJson(text));
}

function badLine(line: number, error: string): Answer {
  const problem = { line, error };
  return { status: exitStatus.wrongInput, text: JSON.stringify(problem), problem };
}

function withAnswer(summary: StreamSummary, answer: Answer): StreamSummary {
  const status = worst([summary.status, answer.status]);
  const answered = { ...summary, status, answers: summary.answers + 1 };
  if (!('problem' in answer)) return answered;
  return { firstProblem: answer.problem, ...answered, badLines: summary.badLines + 1 };
}
