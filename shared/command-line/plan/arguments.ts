import { parseArgs } from 'node:util';
import * as z from 'zod';
import { parseInput } from '../../application/input-problems.ts';
import { findControls } from '../../core/controls/catalogue.ts';
import { InputError } from '../../core/errors.ts';
import { listOfIds, stepLimitOption } from '../arguments.ts';
import { parsedWords } from '../parsed-words.ts';
import { timeOption } from '../time-option.ts';

/** What the caller asked for. */
export interface PlanArguments {
  readonly from: string;
  /** The key of the control. */
  readonly control: string;
  readonly format: 'table' | 'json' | 'graph' | 'terraform';
  /** From 1. */
  readonly plan?: number;
  /** Path of the exceptions file. */
  readonly exceptions?: string;
  readonly emergencyAccess: readonly string[];
  readonly administrativeRoles: readonly string[];
  readonly stepLimit?: number;
  readonly at?: Date;
}

/** Throws InputError on a wrong call; its message names the option. */
export function parsePlanArguments(words: readonly string[]): PlanArguments | 'help' {
  const { help, ...values } = optionsOf(words);
  if (help) return 'help';
  const named = Object.entries(values).map(([name, value]) => [`--${name}`, value]);
  const given = parseInput(options, Object.fromEntries(named));
  const { '--plan': plan, '--exceptions': exceptions, '--step-limit': stepLimit, '--at': at } = given;
  return {
    from: given['--from'],
    control: keyOf(given['--control']),
    format: given['--format'],
    emergencyAccess: given['--emergency-access'],
    administrativeRoles: given['--administrative-roles'],
    ...(plan !== undefined && { plan }),
    ...(exceptions !== undefined && { exceptions }),
    ...(stepLimit !== undefined && { stepLimit }),
    ...(at && { at }),
  };
}

function optionsOf(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const list = { type: 'string', multiple: true } as const;
  return parsedWords(() =>
    parseArgs({
      args: [...words],
      options: {
        from: text,
        control: text,
        format: text,
        plan: text,
        exceptions: text,
        'emergency-access': list,
        'administrative-roles': list,
        'step-limit': text,
        at: text,
        help: { type: 'boolean', short: 'h' },
      },
    }),
  ).values;
}

/** One, since a plan is of one control: what others make of it, each plan says. */
function keyOf(anyId: string): string {
  const [control, ...others] = findControls(anyId);
  const wrong = (message: string) => new InputError([{ member: '--control', message }]);
  if (control === undefined) throw wrong(`no control has the id ${JSON.stringify(anyId)}`);
  if (others.length === 0) return control.key;
  const ids = [control, ...others].map(({ id }) => id).join(', ');
  throw wrong(`${JSON.stringify(anyId)} is the id of several: name one of ${ids}`);
}

const wholeNumber = 'must be the number of a plan, 1 or more';

const options = z.object({
  '--from': z.string('is missing: name a file or a folder').min(1, 'must not be empty'),
  '--control': z.string('is missing: name a control, e.g. 2.2.3'),
  '--format': z
    .enum(['table', 'json', 'graph', 'terraform'], 'must be "table", "json", "graph" or "terraform"')
    .default('table'),
  '--plan': z.coerce.number(wholeNumber).int(wholeNumber).min(1, wholeNumber).exactOptional(),
  '--exceptions': z.string().min(1, 'must name a file').exactOptional(),
  '--emergency-access': listOfIds.default([]),
  '--administrative-roles': listOfIds.default([]),
  '--step-limit': stepLimitOption,
  '--at': timeOption.exactOptional(),
});
