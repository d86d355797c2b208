import { parseArgs } from 'node:util';
import * as z from 'zod';
import { parseInput } from '../application/input-problems.ts';
import { type QuestionText, questionSchema } from '../application/why/question-schema.ts';
import { InputError } from '../core/errors.ts';
import { parsedWords } from './parsed-words.ts';
import { timeOption } from './time-option.ts';

/** What the caller asked for. */
export type WhyArguments =
  | {
      readonly kind: 'signIn';
      readonly format: Format;
      readonly from: string;
      readonly question: QuestionText;
      readonly at?: Date;
    }
  | {
      readonly kind: 'code';
      readonly format: Format;
      readonly code: string;
      readonly client?: string;
    };

type Format = 'table' | 'json';

/** The options that are members of the question, by the member. */
const memberOptions: ReadonlyMap<string, string> = new Map([
  ['user', 'user'],
  ['resource', 'resource'],
  ['flow', 'flow'],
  ['clientApp', 'client-app'],
  ['platform', 'platform'],
  ['ipAddress', 'ip'],
  ['countryOrRegion', 'country'],
  ['namedLocations', 'named-locations'],
  ['device', 'device'],
  ['signInRisk', 'sign-in-risk'],
  ['userRisk', 'user-risk'],
  ['insiderRisk', 'insider-risk'],
  ['client', 'client'],
  ['excludeGroup', 'exclude-group'],
]);

/** Throws InputError on a wrong call; its message names the option. */
export function parseWhyArguments(words: readonly string[]): WhyArguments | 'help' {
  const values = optionsOf(words);
  if (values['help'] === true) return 'help';
  const { from, code, at, format, ...members } = values;
  const given = parseInput(
    options,
    optional({ '--from': from, '--code': code, '--at': at, '--format': format }),
  );
  const { '--format': form = 'table', '--at': time } = given;
  if (given['--code'] !== undefined) return codeArguments(given['--code'], form, { from, at, ...members });
  if (given['--from'] === undefined)
    throw new InputError([{ member: '--from', message: 'is missing: name a file or a folder' }]);
  return {
    kind: 'signIn',
    format: form,
    from: given['--from'],
    question: question(members),
    ...(time && { at: time }),
  };
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function optionsOf(words: readonly string[]): Values {
  const text = { type: 'string' } as const;
  const named = [...memberOptions.values()].map((option) => [option, text] as const);
  return parsedWords(
    () =>
      parseArgs({
        args: [...words],
        options: {
          ...Object.fromEntries(named),
          from: text,
          code: text,
          at: text,
          format: text,
          'session-refresh': { type: 'boolean' },
          help: { type: 'boolean', short: 'h' },
        },
      }).values,
  );
}

/** An error tells of no tenant: whoever asks about both would take the one for the other's. */
function codeArguments(code: string, format: Format, others: Values): WhyArguments {
  const { client, ...rest } = others;
  const [other] = Object.entries(rest).filter(([, value]) => value !== undefined);
  if (other !== undefined)
    throw new InputError([{ member: '--code', message: `cannot be used together with --${other[0]}` }]);
  return { kind: 'code', format, code, ...(typeof client === 'string' && { client }) };
}

function question(values: Values): QuestionText {
  const members = [...memberOptions].map(([member, option]) => [member, values[option]] as const);
  const isRefresh = values['session-refresh'] === true;
  return namingOptions(() =>
    parseInput(questionSchema, {
      ...optional(Object.fromEntries(members)),
      ...(isRefresh && { sessionRefresh: 'true' }),
    }),
  );
}

/** What is said of a member is said of its option. */
export function namingOptions<Result>(ask: () => Result): Result {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const problems = error.problems.map(({ member, message }) => {
      const [first = '', ...rest] = member.split('.');
      const option = memberOptions.get(first);
      return { member: option === undefined ? member : [`--${option}`, ...rest].join(' '), message };
    });
    throw new InputError(problems, { cause: error });
  }
}

function optional(values: Values): Readonly<Record<string, string | boolean>> {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

const options = z.object({
  '--from': z.string().min(1, 'must name a file or a folder').exactOptional(),
  '--code': z.string().exactOptional(),
  '--format': z.enum(['table', 'json'], 'must be "table" or "json"').exactOptional(),
  '--at': timeOption.exactOptional(),
});
