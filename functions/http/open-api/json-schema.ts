import * as z from 'zod/mini';

/** A schema as JSON Schema 2020-12. `input`: what a caller sends; `output`: what an answer holds. */
export function jsonSchemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override: ({ jsonSchema: made }) => {
      // The format says the same, and can be read.
      if (made.format === 'date-time' || made.format === 'date') delete made.pattern;
    },
  });
  return jsonSchema;
}
