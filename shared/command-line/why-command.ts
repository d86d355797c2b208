import { whyAnswer } from '../application/why/why-answer.ts';
import { InputError } from '../core/errors.ts';
import { findClient } from '../core/why/advice/client-advice.ts';
import { findError } from '../core/why/advice/error-advice.ts';
import { type ExitStatus, exitStatus } from './exit-status.ts';
import { namesIn } from './object-names.ts';
import { inOneLine } from './one-line.ts';
import { renderCodeAdvice, renderWhy } from './render-why.ts';
import { isFolder, readTenantFile, readTenantFolder } from './tenant-input.ts';
import type { Terminal } from './terminal.ts';
import { namingOptions, parseWhyArguments, type WhyArguments } from './why-arguments.ts';
import { whyUsage } from './why-usage.ts';

/** The whole command: explains what the words ask about, on the terminal, and gives the exit status. Never throws. */
export async function whyCommand(words: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    const asked = parseWhyArguments(words);
    if (asked === 'help') {
      await terminal.write(whyUsage);
      return exitStatus.pass;
    }
    return await (asked.kind === 'code' ? explainCode(asked, terminal) : explainSignIn(asked, terminal));
  } catch (error) {
    terminal.complain(inOneLine(error));
    return exitStatus.wrongInput;
  }
}

type Of<Kind extends WhyArguments['kind']> = Extract<WhyArguments, { kind: Kind }>;

async function explainCode({ code, client, format }: Of<'code'>, terminal: Terminal): Promise<ExitStatus> {
  const error = findError(code);
  if (error === undefined)
    throw new InputError([{ member: '--code', message: `there is no advice for ${JSON.stringify(code)}` }]);
  const clients = client === undefined ? [] : [clientNamed(client)];
  await terminal.write(
    format === 'json'
      ? `${JSON.stringify({ error, clients }, null, 2)}\n`
      : renderCodeAdvice(error, clients, terminal.colours),
  );
  return exitStatus.pass;
}

function clientNamed(name: string) {
  const advice = findClient(name);
  if (advice !== undefined) return advice;
  throw new InputError([{ member: '--client', message: `there is no advice for ${JSON.stringify(name)}` }]);
}

async function explainSignIn(
  { from, question, at, format }: Of<'signIn'>,
  terminal: Terminal,
): Promise<ExitStatus> {
  if (from === '-' || (/\.ndjson$/i.test(from) && !(await isFolder(from))))
    throw new InputError([
      {
        member: '--from',
        message: 'a stream holds many tenants, and this is asked of one: name a file or a folder',
      },
    ]);
  const input = (await isFolder(from))
    ? await readTenantFolder(from)
    : await readTenantFile(from, { keeps: 'userPrincipalNames' });
  const options = { at: (at ?? terminal.now()).toISOString() };
  const answer = namingOptions(() => whyAnswer(input, question, options));
  const page = { colours: terminal.colours, nameOf: namesIn(input.snapshot) };
  await terminal.write(format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : renderWhy(answer, page));
  return statusOfOutcome[answer.outcome];
}

const statusOfOutcome = {
  notStopped: exitStatus.pass,
  stopped: exitStatus.fail,
  depends: exitStatus.inconclusive,
} as const;
