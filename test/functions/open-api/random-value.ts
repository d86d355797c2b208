import * as z from 'zod';
import type { RandomNumbers } from '../../bench/tenants/random-numbers.ts';
import type { Known } from './random-request.ts';

const jsonSchema = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  required: z.array(z.string()).optional(),
  items: z.record(z.string(), z.unknown()).optional(),
  anyOf: z.array(z.record(z.string(), z.unknown())).optional(),
  oneOf: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** A value that the schema allows, as far as schemas go that the API uses; one that is known for that name where there is any. */
export function randomValue(name: string, schema: object, known: Known, numbers: RandomNumbers): unknown {
  const values = known[name];
  if (values !== undefined && !numbers.onceIn(20)) return numbers.oneOf(values);
  const said = jsonSchema.parse(schema);
  const choices = said.anyOf ?? said.oneOf;
  if (choices !== undefined) return randomValue('', numbers.oneOf(choices), known, numbers);
  if (said.const !== undefined) return said.const;
  if (said.enum !== undefined) return numbers.oneOf(said.enum);
  switch (said.type) {
    case 'object':
      return randomObject(said, known, numbers);
    case 'array':
      return said.items === undefined ? [] : [randomValue(name, said.items, known, numbers)];
    case 'integer':
    case 'number': {
      const { minimum = 0, maximum = 100 } = said;
      return minimum + numbers.below(Math.min(maximum - minimum, 1_000) + 1);
    }
    case 'boolean':
      return numbers.onceIn(2);
    case 'string':
      return randomText(said, numbers);
    default:
      return null;
  }
}

type Said = z.infer<typeof jsonSchema>;

function randomObject(
  { properties = {}, required = [] }: Said,
  known: Known,
  numbers: RandomNumbers,
): object {
  const chosen = Object.entries(properties).filter(([name]) => required.includes(name) || numbers.onceIn(2));
  return Object.fromEntries(
    chosen.map(([name, schema]) => [name, randomValue(name, schema, known, numbers)]),
  );
}

function randomText(
  { format, pattern, minLength = 1, maxLength = 50 }: Said,
  numbers: RandomNumbers,
): string {
  if (format === 'uuid') return `0f000000-0000-4000-8000-${String(numbers.below(1e6)).padStart(12, '0')}`;
  if (format === 'date') return `2026-11-0${1 + numbers.below(9)}`;
  if (format === 'date-time') return `2026-11-0${1 + numbers.below(9)}T06:00:00Z`;
  if (pattern?.startsWith('^sha256:')) return `sha256:${'0'.repeat(64)}`;
  if (pattern?.startsWith('^[1-9]')) return String(1 + numbers.below(12));
  return 'Words'.repeat(20).slice(0, Math.max(minLength, Math.min(maxLength, 1 + numbers.below(30))));
}
