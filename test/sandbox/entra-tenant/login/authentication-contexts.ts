import { z } from 'zod';

const context = z.string().regex(/^c\d{1,2}$/);
const demand = z
  .looseObject({ value: context.optional(), values: z.array(context).default([]) })
  .transform(({ value, values }) => (value === undefined ? values : [value, ...values]));
const claimsSchema = z.looseObject({
  id_token: z.looseObject({ acrs: demand.nullish() }).nullish(),
});

/**
 * The authentication contexts that a `claims` parameter (OpenID Connect Core, 5.5) asks for in the ID token, such as
 * `{"id_token":{"acrs":{"essential":true,"value":"c1"}}}`. Undefined where it is no such parameter.
 */
export function authenticationContextsIn(claims: string | undefined): readonly string[] | undefined {
  if (claims === undefined) return [];
  try {
    const { success, data } = claimsSchema.safeParse(JSON.parse(claims));
    return success ? (data.id_token?.acrs ?? []) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
