import { parseArgs } from 'node:util';
import type { RemediationId, TenantId } from '../../application/identifiers.ts';
import { parseInput } from '../../application/input-problems.ts';
import { InputError } from '../../core/errors.ts';
import type { RemediationStatus } from '../../core/remediation/course/remediation.ts';
import { parsedWords } from '../parsed-words.ts';
import {
  approving,
  ending,
  exporting,
  listing,
  ofControl,
  ofRemediation,
  ofTenant,
  plain,
  proposing,
} from './option-schemas.ts';

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
