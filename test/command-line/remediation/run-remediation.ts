import { problemError } from '../../../shared/command-line/api/problem-error.ts';
import { remediationCommand } from '../../../shared/command-line/remediation/remediation-command.ts';
import { idTokenOf } from '../../application/in-memory/in-memory-approval-verifier.ts';
import type { Answer } from '../../functions/answers.ts';
import {
  type CallerName,
  callers,
  type RemediationsUnderTest,
  tenant,
} from '../../functions/remediations-under-test.ts';
import { inMemoryTerminal } from '../in-memory-terminal.ts';

export interface RunOptions {
  /** Whether somebody reads at a terminal. */
  readonly isRead?: boolean;
  /** What the API answers, told otherwise. */
  readonly changed?: (answer: unknown) => unknown;
}

/** Runs the command as that person, against the API over twins; `signed`: the hashes that they signed meanwhile. */
export async function runRemediation(
  self: RemediationsUnderTest,
  by: CallerName,
  words: readonly string[],
  { isRead = false, changed = (answer) => answer }: RunOptions = {},
) {
  const terminal = inMemoryTerminal();
  const signed: { readonly hash: string; readonly claims: string | null }[] = [];
  const textOf = ({ bytes, status }: Answer) => {
    const text = new TextDecoder().decode(bytes);
    if (status >= 400) throw problemError(status, text);
    return text;
  };
  const below = (path: string) => path.replace(/^remediations\//, '');
  const api = {
    get: async (path: string, query: Readonly<Record<string, string | number | undefined>> = {}) => {
      const given = Object.entries(query).filter(([, value]) => value !== undefined);
      const texts = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
      return changed(JSON.parse(textOf(await self.get(by, below(path), texts))));
    },
    getText: async (path: string) => textOf(await self.get(by, below(path))),
    post: async (path: string, body?: unknown) => JSON.parse(textOf(await self.post(by, below(path), body))),
  };
  const status = await remediationCommand(words, {
    terminal,
    environment: { GATEPROOF_TENANT_ID: tenant },
    isRead,
    openApi: () => api,
    openSigner: () => async (what) => {
      signed.push(what);
      const { objectId, name } = callers[by];
      return idTokenOf({ objectId, name, nonce: what.hash, issuedAt: self.at });
    },
  });
  return { status, written: terminal.written(), complaints: terminal.complaints, signed };
}
