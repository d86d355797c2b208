import { parseArgs } from 'node:util';
import * as z from 'zod';
import { parseInput } from '../application/input-problems.ts';
import { findControls } from '../core/controls/catalogue.ts';
import { InputError } from '../core/errors.ts';
import type { ListFormat } from './list-users.ts';
import { parsedWords } from './parsed-words.ts';
import { timeOption } from './time-option.ts';

/** What the caller asked for. Ids are not looked up in the tenant yet. */
export interface ScanArguments {
  /** `-`: standard input. */
  readonly from: string;
  /** Path of what `from` is compared with: how it was before. */
  readonly against?: string;
  /** Keys of controls; absent: all. */
  readonly controls?: readonly string[];
  readonly format: 'table' | 'json' | 'explanation';
  /** Whom gaps count, in this form, is asked for in place of the results. */
  readonly listUsers?: ListFormat;
  /** Path of the exceptions file. */
  readonly exceptions?: string;
  readonly emergencyAccess: readonly string[];
  /** Ids of role definitions that count as administrative besides the built-in ones. */
  readonly administrativeRoles: readonly string[];
  /** Steps that the proof of one control may take; absent: the engine's own bound. */
  readonly stepLimit?: number;
  /** Absent: the time of each judgement. */
  readonly at?: Date;
}

/** Throws InputError on a wrong call; its message names the option. */
export function parseArguments(words: readonly string[]): ScanArguments | 'help' {
  const values = optionsOf(words);
  if (values.help) return 'help';
  const named = Object.entries(values).map(([name, value]) => [`--${name}`, value]);
  const given = parseInput(options, Object.fromEntries(named));
  const { '--against': against, '--exceptions': exceptions, '--explain': explained, '--at': at } = given;
  const { '--format': format = 'table', '--list-users': isList, '--step-limit': stepLimit } = given;
  if (explained !== undefined) assertAlone('--explain', given, ['--control', '--format', '--against']);
  if (isList) assertAlone('--list-users', given, ['--explain', '--against']);
  else if (format === 'csv')
    throw new InputError([{ member: '--format', message: '"csv" is for --list-users only' }]);
  const ids = keysOf('--explain', explained) ?? keysOf('--control', given['--control']);
  return {
    from: given['--from'],
    format: explained !== undefined ? 'explanation' : format === 'csv' ? 'table' : format,
    ...(isList && { listUsers: format }),
    emergencyAccess: given['--emergency-access'],
    administrativeRoles: given['--administrative-roles'],
    ...(against !== undefined && { against }),
    ...(ids && { controls: ids }),
    ...(exceptions !== undefined && { exceptions }),
    ...(stepLimit !== undefined && { stepLimit }),
    ...(at && { at }),
  };
}

function optionsOf(words: readonly string[]) {
  return parsedWords(() =>
    parseArgs({
      args: [...words],
      options: {
        from: { type: 'string' },
        against: { type: 'string' },
        control: { type: 'string', multiple: true },
        format: { type: 'string' },
        explain: { type: 'string', multiple: true },
        exceptions: { type: 'string' },
        'emergency-access': { type: 'string', multiple: true },
        'administrative-roles': { type: 'string', multiple: true },
        'list-users': { type: 'boolean' },
        'step-limit': { type: 'string' },
        at: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  ).values;
}

function assertAlone(
  option: string,
  given: Readonly<Record<string, unknown>>,
  others: readonly string[],
): void {
  const other = others.find((one) => given[one] !== undefined);
  if (other === undefined) return;
  throw new InputError([{ member: option, message: `cannot be used together with ${other}` }]);
}

/** The keys of all controls that have one of the ids, each once. */
function keysOf(option: string, ids: readonly string[] | undefined): readonly string[] | undefined {
  const keys = ids?.flatMap((anyId) => {
    const controls = findControls(anyId);
    if (controls.length > 0) return controls.map(({ key }) => key);
    throw new InputError([{ member: option, message: `no control has the id ${JSON.stringify(anyId)}` }]);
  });
  return keys && [...new Set(keys)];
}

/** Ids with commas between them, in one option or in several. */
export const listOfIds = z.array(z.string()).transform((lists) =>
  lists
    .flatMap((list) => list.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== ''),
);

const controlIds = listOfIds.refine((ids) => ids.length > 0, 'must name a control').exactOptional();

const wholeNumber = 'must be a whole number of steps, 1 or more';

export const stepLimitOption = z.coerce
  .number(wholeNumber)
  .int(wholeNumber)
  .min(1, wholeNumber)
  .exactOptional();

const options = z.object({
  '--from': z
    .string('is missing: name a file, a folder, or - for standard input')
    .min(1, 'must not be empty'),
  '--against': z.string().min(1, 'must name a file or a folder').exactOptional(),
  '--control': controlIds,
  '--format': z
    .enum(['table', 'json', 'csv'], 'must be "table" or "json", or with --list-users "csv"')
    .exactOptional(),
  '--explain': controlIds,
  '--exceptions': z.string().min(1, 'must name a file').exactOptional(),
  '--emergency-access': listOfIds.default([]),
  '--administrative-roles': listOfIds.default([]),
  '--list-users': z.boolean().default(false),
  '--step-limit': stepLimitOption,
  '--at': timeOption.exactOptional(),
});
