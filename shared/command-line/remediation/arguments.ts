import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import {
  type RemediationId,
  remediationIdSchema,
  type TenantId,
  tenantIdSchema,
} from '../../application/identifiers.ts';
import { parseInput } from '../../application/input-problems.ts';
import { remediationStatusSchema } from '../../application/remediation/remediation-schema.ts';
import { controlIdSchema, planNumberSchema } from '../../application/remediation/remediation-wish.ts';
import { InputError } from '../../core/errors.ts';
import type { RemediationStatus } from '../../core/remediation/course/remediation.ts';
import { listOfIds } from '../arguments.ts';
import { parsedWords } from '../parsed-words.ts';

/** What the caller asked for. Whether it may be done is for the API to say. */
export type RemediationArguments = Asked & { readonly tenantId: TenantId };

export type TableFormat = 'table' | 'json';

export type Asked =
  | { readonly command: 'export'; readonly id: RemediationId; readonly format: 'graph' | 'terraform' }
  | (Answerable & { readonly format: TableFormat });

type Answerable =
  | { readonly command: 'list'; readonly status?: RemediationStatus }
  | { readonly command: 'show'; readonly id: RemediationId }
  | { readonly command: 'plans'; readonly control: string }
  | { readonly command: 'propose'; readonly control: string; readonly plan?: number }
  | Approving
  | { readonly command: 'reject' | 'withdraw'; readonly id: RemediationId; readonly reason: string }
  | { readonly command: 'roll-back' | 'restore'; readonly id: RemediationId };

export interface Approving {
  readonly command: 'approve';
  readonly id: RemediationId;
  readonly reason: string;
  /** Names or object ids of those who are stopped; absent where nobody was named. */
  readonly acknowledged?: 'all' | readonly string[];
}

/** Throws InputError on a wrong call; its message names the option. */
export function parseRemediationArguments(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): RemediationArguments | 'help' {
  const { values, positionals } = wordsIn(words);
  const { help, tenant = environment['GATEPROOF_TENANT_ID'], ...options } = values;
  if (help) return 'help';
  const [command, subject, ...others] = positionals;
  if (others.length > 0) throw wrong(`leave out ${others.join(' ')}`);
  const { '--tenant': tenantId } = parseInput(ofTenant, { '--tenant': tenant });
  const named = Object.fromEntries(Object.entries(options).map(([name, value]) => [`--${name}`, value]));
  return { ...askedOf(command, subject, named), tenantId };
}

function wordsIn(words: readonly string[]) {
  const text = { type: 'string' } as const;
  return parsedWords(() =>
    parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        tenant: text,
        format: text,
        status: text,
        plan: text,
        reason: text,
        acknowledge: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
}

const ofTenant = z.object({
  '--tenant': z.pipe(z.string('is missing, and so is GATEPROOF_TENANT_ID'), tenantIdSchema),
});

/** What stands after the command. */
const ofRemediation = z.object({
  ID: z.pipe(z.string('is missing: name a remediation, as the list does'), remediationIdSchema),
});
const ofControl = z.object({
  CONTROL: z.pipe(z.string('is missing: name a control, e.g. 2.2.3'), controlIdSchema),
});

const format = z._default(z.enum(['table', 'json'], 'must be "table" or "json"'), 'table');
const exportFormat = z._default(z.enum(['graph', 'terraform'], 'must be "graph" or "terraform"'), 'graph');
const reason = z.string('is missing: say why').check(z.trim(), z.minLength(1, 'must not be empty'));
const planNumber = z.coerce
  .number('must be the number of a plan')
  .check(z.int('must be the number of a plan'));
const acknowledged = z.pipe(
  listOfIds,
  z.transform((names) => (names.join() === 'all' ? ('all' as const) : names)),
);

/** Options that do not belong to the command are wrong. */
const plain = z.strictObject({ '--format': format });
const listing = z.strictObject({ '--format': format, '--status': z.exactOptional(remediationStatusSchema) });
const proposing = z.strictObject({
  '--format': format,
  '--plan': z.exactOptional(z.pipe(planNumber, planNumberSchema)),
});
const approving = z.strictObject({
  '--format': format,
  '--reason': reason,
  '--acknowledge': z.exactOptional(acknowledged),
});
const ending = z.strictObject({ '--format': format, '--reason': reason });
const exporting = z.strictObject({ '--format': exportFormat });

function askedOf(command: string | undefined, subject: string | undefined, given: object): Asked {
  switch (command) {
    case 'list': {
      if (subject !== undefined) throw wrong(`leave out ${subject}`);
      const { '--format': format, '--status': status } = parseInput(listing, given);
      return { command, format, ...(status !== undefined && { status }) };
    }
    case 'plans':
      return { command, control: controlIn(subject), format: parseInput(plain, given)['--format'] };
    case 'propose': {
      const control = controlIn(subject);
      const { '--format': format, '--plan': plan } = parseInput(proposing, given);
      return { command, control, format, ...(plan !== undefined && { plan }) };
    }
    case 'approve': {
      const id = idIn(subject);
      const parsed = parseInput(approving, given);
      const { '--format': format, '--reason': why, '--acknowledge': names } = parsed;
      return { command, id, format, reason: why, ...(names !== undefined && { acknowledged: names }) };
    }
    case 'reject':
    case 'withdraw': {
      const id = idIn(subject);
      const { '--format': format, '--reason': why } = parseInput(ending, given);
      return { command, id, format, reason: why };
    }
    case 'show':
    case 'roll-back':
    case 'restore':
      return { command, id: idIn(subject), format: parseInput(plain, given)['--format'] };
    case 'export':
      return { command, id: idIn(subject), format: parseInput(exporting, given)['--format'] };
    default:
      throw wrong(
        `${command === undefined ? 'a command is missing' : `there is no command ${command}`} (--help shows them)`,
      );
  }
}

function idIn(subject: string | undefined): RemediationId {
  return parseInput(ofRemediation, { ID: subject }).ID;
}

function controlIn(subject: string | undefined): string {
  return parseInput(ofControl, { CONTROL: subject }).CONTROL;
}

function wrong(message: string): InputError {
  return new InputError([{ member: '', message }]);
}
