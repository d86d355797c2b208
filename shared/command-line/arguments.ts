import { parseArgs } from 'node:util';
import * as z from 'zod';
import { parseInput } from '../application/input-problems.ts';
import { findControls } from '../core/controls/catalogue.ts';
import { InputError } from '../core/errors.ts';

/** What the caller asked for. Ids are not looked up in the tenant yet. */
export interface ScanArguments {
  /** `-`: standard input. */
  readonly from: string;
  /** Path of what `from` is compared with: how it was before. */
  readonly against?: string;
  /** Keys of controls; absent: all. */
  readonly controls?: readonly string[];
  readonly format: 'table' | 'json' | 'explanation';
  /** Path of the exceptions file. */
  readonly exceptions?: string;
  readonly emergencyAccess: readonly string[];
  /** Ids of role definitions that count as administrative besides the built-in ones. */
  readonly administrativeRoles: readonly string[];
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
  if (explained !== undefined) assertAlone(given);
  const ids = keysOf('--explain', explained) ?? keysOf('--control', given['--control']);
  return {
    from: given['--from'],
    format: explained === undefined ? (given['--format'] ?? 'table') : 'explanation',
    emergencyAccess: given['--emergency-access'],
    administrativeRoles: given['--administrative-roles'],
    ...(against !== undefined && { against }),
    ...(ids && { controls: ids }),
    ...(exceptions !== undefined && { exceptions }),
    ...(at && { at }),
  };
}

function optionsOf(words: readonly string[]) {
  try {
    return parseArgs({
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
        at: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const [firstSentence] = cause.message.split('. ');
    throw new InputError([{ member: '', message: `${firstSentence} (--help shows the options)` }], { cause });
  }
}

/** An explanation is a format of its own, of the controls that it names. */
function assertAlone(given: Readonly<Record<string, unknown>>): void {
  const other = ['--control', '--format', '--against'].find((option) => given[option] !== undefined);
  if (other === undefined) return;
  throw new InputError([{ member: '--explain', message: `cannot be used together with ${other}` }]);
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

const listOfIds = z.array(z.string()).transform((lists) =>
  lists
    .flatMap((list) => list.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== ''),
);

const controlIds = listOfIds.refine((ids) => ids.length > 0, 'must name a control').exactOptional();

const options = z.object({
  '--from': z
    .string('is missing: name a file, a folder, or - for standard input')
    .min(1, 'must not be empty'),
  '--against': z.string().min(1, 'must name a file or a folder').exactOptional(),
  '--control': controlIds,
  '--format': z.enum(['table', 'json'], 'must be "table" or "json"').exactOptional(),
  '--explain': controlIds,
  '--exceptions': z.string().min(1, 'must name a file').exactOptional(),
  '--emergency-access': listOfIds.default([]),
  '--administrative-roles': listOfIds.default([]),
  '--at': z
    .union([z.iso.date(), z.iso.datetime({ offset: true, local: true })], {
      error: 'must be a date or a time in ISO 8601, e.g. 2027-01-31 or 2027-01-31T12:00:00Z',
    })
    .transform(utcTime)
    .exactOptional(),
});

/** A time without an offset is UTC, as the days of exceptions are. */
function utcTime(isoTime: string): Date {
  return new Date(/T.*(Z|[+-]\d\d:\d\d)$/.test(isoTime) || !isoTime.includes('T') ? isoTime : `${isoTime}Z`);
}
