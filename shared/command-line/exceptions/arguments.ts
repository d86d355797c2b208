import { parseArgs } from 'node:util';
import * as z from 'zod';
import { parseInput } from '../../application/input-problems.ts';
import { InputError } from '../../core/errors.ts';

/** What the caller asked for. Whether an exception may be proposed so is for the API to say. */
export type ExceptionsArguments = Asked & {
  readonly tenantId: string;
  readonly format: 'table' | 'json';
};

export type Asked =
  | { readonly command: 'list'; readonly status?: string }
  | { readonly command: 'export' }
  | { readonly command: 'show'; readonly id: string }
  | { readonly command: 'propose'; readonly proposal: Readonly<Record<string, unknown>> }
  | { readonly command: 'confirm'; readonly id: string; readonly contentHash: string }
  | { readonly command: 'reject' | 'withdraw'; readonly id: string; readonly reason?: string };

/** Throws InputError on a wrong call; its message names the option. */
export function parseArguments(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ExceptionsArguments | 'help' {
  const { values, positionals } = read(words);
  if (values.help) return 'help';
  const [command, ...others] = positionals;
  if (others.length > 0) throw wrong('', `one command at a time: leave out ${others.join(' ')}`);
  const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${name}`, value]));
  const tenant = given['--tenant'] ?? environment['GATEPROOF_TENANT_ID'];
  const {
    '--tenant': tenantId,
    '--format': format,
    ...rest
  } = parseInput(everywhere, {
    ...given,
    '--tenant': tenant,
  });
  return { ...askedOf(command, rest), tenantId, format };
}

function read(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        tenant: text,
        format: text,
        status: text,
        id: text,
        'content-hash': text,
        kind: text,
        principal: text,
        control: text,
        resource: text,
        reason: text,
        owner: text,
        ticket: text,
        'expires-on': text,
        replaces: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const [firstSentence] = cause.message.split('. ');
    throw wrong('', `${firstSentence} (--help shows the options)`, cause);
  }
}

const missing = 'is missing';
const guid = z.guid({ error: ({ input }) => (input === undefined ? missing : 'must be a GUID') });
const text = z.string(missing);
const ids = z.string(missing).transform((list) =>
  list
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== ''),
);

const everywhere = z.looseObject({
  '--tenant': z.guid({
    error: ({ input }) =>
      input === undefined ? 'is missing, and so is GATEPROOF_TENANT_ID' : 'must be a tenant id (a GUID)',
  }),
  '--format': z.enum(['table', 'json'], 'must be "table" or "json"').default('table'),
});

const proposal = z
  .strictObject({
    '--kind': text,
    '--principal': text,
    '--control': ids,
    '--resource': ids.exactOptional(),
    '--reason': text,
    '--owner': text,
    '--ticket': text,
    '--expires-on': text,
    '--replaces': guid.exactOptional(),
  })
  .transform((given) => ({
    kind: given['--kind'],
    principalId: given['--principal'],
    controls: given['--control'],
    resources: given['--resource'],
    reason: given['--reason'],
    owner: given['--owner'],
    ticket: given['--ticket'],
    expiresOn: given['--expires-on'],
    replaces: given['--replaces'],
  }));

const status = z.strictObject({
  '--status': z
    .enum(['proposed', 'confirmed', 'ended'], 'must be "proposed", "confirmed" or "ended"')
    .exactOptional(),
});
const one = { '--id': guid };
const reasoned = z.strictObject({ ...one, '--reason': text.exactOptional() });

/** Options that do not belong to the command are wrong. */
function askedOf(command: string | undefined, given: object): Asked {
  switch (command) {
    case 'list': {
      const { '--status': asked } = parseInput(status, given);
      return { command, ...(asked !== undefined && { status: asked }) };
    }
    case 'export':
      parseInput(z.strictObject({}), given);
      return { command };
    case 'show':
      return { command, id: parseInput(z.strictObject(one), given)['--id'] };
    case 'propose':
      return { command, proposal: parseInput(proposal, given) };
    case 'confirm': {
      const confirmed = parseInput(z.strictObject({ ...one, '--content-hash': text }), given);
      return { command, id: confirmed['--id'], contentHash: confirmed['--content-hash'] };
    }
    case 'reject':
    case 'withdraw': {
      const { '--id': id, '--reason': reason } = parseInput(reasoned, given);
      return { command, id, ...(reason !== undefined && { reason }) };
    }
    default:
      throw wrong(
        '',
        `${command === undefined ? 'a command is missing' : `there is no command ${command}`} (--help shows them)`,
      );
  }
}

function wrong(member: string, message: string, cause?: unknown): InputError {
  return new InputError([{ member, message }], { cause });
}
