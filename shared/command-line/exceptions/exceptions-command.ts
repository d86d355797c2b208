import * as z from 'zod/mini';
import {
  exceptionStepSchema,
  exceptionSummarySchema,
  registeredExceptionSchema,
} from '../../application/exceptions/registered-exception-schema.ts';
import { parseInput } from '../../application/input-problems.ts';
import { InputError, TransientError } from '../../core/errors.ts';
import type { ApiClient } from '../api/api-client.ts';
import { inOneLine, withoutControls } from '../one-line.ts';
import type { Terminal } from '../terminal.ts';
import { type ExceptionsArguments, parseArguments } from './arguments.ts';
import { renderException, renderExceptions, renderStep } from './render-exceptions.ts';
import { usage } from './usage.ts';

const exitStatus = { done: 0, refused: 1, wrongCall: 2, unreachable: 3 } as const;

export interface ExceptionsCommandOptions {
  readonly terminal: Terminal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Opened when the call is known to be right. */
  readonly openApi: () => Pick<ApiClient, 'get' | 'post'>;
}

/** The whole command; answers on the terminal, and gives the exit status. Never throws. */
export async function exceptionsCommand(
  words: readonly string[],
  { terminal, environment, openApi }: ExceptionsCommandOptions,
): Promise<number> {
  let asking = false;
  try {
    const asked = parseArguments(words, environment);
    const api = asked === 'help' ? undefined : openApi();
    asking = true;
    await terminal.write(asked === 'help' || api === undefined ? usage : await answerOf(asked, api));
    return exitStatus.done;
  } catch (error) {
    if (error instanceof InputError) terminal.complain(inOneLine(error));
    else terminal.complain(withoutControls(error instanceof Error ? error.message : String(error)));
    if (error instanceof TransientError) return exitStatus.unreachable;
    return asking ? exitStatus.refused : exitStatus.wrongCall;
  }
}

type Api = Pick<ApiClient, 'get' | 'post'>;

async function answerOf(asked: ExceptionsArguments, api: Api): Promise<string> {
  const { tenantId, format } = asked;
  const path = `exceptions/${tenantId}`;
  switch (asked.command) {
    case 'list': {
      const items = await everyPage(api, path, asked.status);
      return format === 'json' ? jsonText(items) : renderExceptions(items);
    }
    case 'export':
      return jsonText(await api.get(`${path}/export`));
    case 'show': {
      const entry = parseInput(registeredExceptionSchema, await api.get(`${path}/${asked.id}`));
      const { items } = parseInput(historySchema, await api.get(`${path}/${asked.id}/history`));
      return format === 'json' ? jsonText({ ...entry, history: items }) : renderException(entry, items);
    }
    case 'propose':
      return changed(await api.post(path, asked.proposal), format);
    case 'confirm':
      return changed(
        await api.post(`${path}/${asked.id}/confirm`, { contentHash: asked.contentHash }),
        format,
      );
    case 'reject':
    case 'withdraw':
      return changed(
        await api.post(`${path}/${asked.id}/${asked.command}`, { reason: asked.reason }),
        format,
      );
  }
}

const pageSchema = z.object({
  items: z.array(exceptionSummarySchema),
  continuation: z.optional(z.string()),
});
const historySchema = z.object({ items: z.array(exceptionStepSchema) });

async function everyPage(api: Api, path: string, status: string | undefined) {
  const items: z.output<typeof exceptionSummarySchema>[] = [];
  let continuation: string | undefined;
  do {
    const page = parseInput(pageSchema, await api.get(path, { size: 100, status, continuation }));
    items.push(...page.items);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return items;
}

function changed(answer: unknown, format: ExceptionsArguments['format']): string {
  const entry = parseInput(registeredExceptionSchema, answer);
  return format === 'json' ? jsonText(entry) : renderStep(entry);
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
