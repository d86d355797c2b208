import * as z from 'zod/mini';

/** A table as the query service answers it: rows are lists of values, in the order of the columns. */
const answerSchema = z.object({
  tables: z.array(
    z.object({
      columns: z.array(z.object({ name: z.string() })),
      rows: z.array(z.array(z.unknown())),
    }),
  ),
  /** Beside rows: they are not all, as a limit of the service was passed. */
  error: z.optional(z.object({ message: z.string() })),
});

export type QueryRows =
  | { readonly rows: readonly Readonly<Record<string, unknown>>[]; readonly incomplete?: never }
  | { readonly incomplete: string };

/** The rows of the first table as objects. Throws ZodError for what is no answer of the service. */
export function rowsOf(answer: unknown): QueryRows {
  const { tables, error } = answerSchema.parse(answer);
  const [table] = tables;
  if (error !== undefined || table === undefined) return { incomplete: error?.message ?? 'no table came' };
  const names = table.columns.map(({ name }) => name);
  return { rows: table.rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]]))) };
}

const count = z.number().check(z.int(), z.nonnegative());
const time = z.pipe(
  z.string(),
  z.transform((value) => new Date(value).toISOString()),
);
const text = z.pipe(
  z.nullable(z.string()),
  z.transform((value) => value ?? ''),
);

export const useRowSchema = z.object({
  Kind: z.enum(['direct', 'tracked', 'blocked', 'other']),
  Count: count,
  WithoutPolicies: count,
  FirstAt: time,
  LastAt: time,
  UserId: z.string(),
  UserPrincipalName: text,
  AppId: z.string(),
  AppDisplayName: text,
  ResourceId: z.string(),
  ResourceDisplayName: text,
  ResourceTenantId: z.string(),
});

export const policyResultRowSchema = z.object({
  PolicyId: z.string(),
  PolicyDisplayName: text,
  Result: z.string(),
  ErrorCode: count,
  UserId: z.string(),
  UserPrincipalName: text,
  AppId: z.string(),
  AppDisplayName: text,
  Count: count,
});
