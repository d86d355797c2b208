import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import {
  type RemediationId,
  remediationIdSchema,
  type TenantId,
  tenantIdSchema,
} from '../../application/identifiers.ts';
import { parseInput } from '../../application/input-problems.ts';
import { InputError } from '../../core/errors.ts';
import { parsedWords } from '../parsed-words.ts';

export type JournalArguments = {
  /** Absent: every tenant. */
  readonly tenantId?: TenantId;
  readonly format: 'table' | 'json';
} & (
  | { readonly command: 'list'; readonly remediationId: RemediationId }
  /** Absent: every remediation. */
  | { readonly command: 'verify'; readonly remediationId?: RemediationId }
);

const options = z.object({
  '--verify': z._default(z.boolean(), false),
  '--tenant': z.exactOptional(tenantIdSchema),
  '--remediation': z.exactOptional(remediationIdSchema),
  '--format': z._default(z.enum(['table', 'json'], 'must be "table" or "json"'), 'table'),
});

/** Throws InputError on a wrong call; its message names the option. */
export function parseJournalArguments(words: readonly string[]): JournalArguments | 'help' {
  const { help, ...values } = wordsIn(words);
  if (help) return 'help';
  const named = Object.entries(values).map(([name, value]) => [`--${name}`, value]);
  const given = parseInput(options, Object.fromEntries(named));
  const {
    '--verify': isVerify,
    '--tenant': tenantId,
    '--remediation': remediationId,
    '--format': format,
  } = given;
  const common = { format, ...(tenantId !== undefined && { tenantId }) };
  if (isVerify)
    return { ...common, command: 'verify', ...(remediationId !== undefined && { remediationId }) };
  if (remediationId !== undefined) return { ...common, command: 'list', remediationId };
  const message = 'is missing: name the remediation whose entries you want, or verify all with --verify';
  throw new InputError([{ member: '--remediation', message }]);
}

function wordsIn(words: readonly string[]) {
  return parsedWords(() =>
    parseArgs({
      args: [...words],
      options: {
        verify: { type: 'boolean' },
        tenant: { type: 'string' },
        remediation: { type: 'string' },
        format: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  ).values;
}
