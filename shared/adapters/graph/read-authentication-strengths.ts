import * as z from 'zod/mini';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import { readCollection } from './read-collection.ts';

/** A policy whose strength is named and not told. */
const policyWithBareStrength = z.looseObject({
  grantControls: z.looseObject({
    authenticationStrength: z.looseObject({
      id: z.string(),
      allowedCombinations: z.optional(z.null()),
    }),
  }),
});

const strengthSchema = z.looseObject({ id: z.string(), allowedCombinations: z.array(z.string()) });

/**
 * The policies, each strength with its `allowedCombinations`. Graph sends them with the policy, so that as a rule
 * nothing is asked. Where the list of strengths cannot be read, a bare one stays so, and is an unknown to the prover.
 */
export async function withAuthenticationStrengths(
  connection: GraphConnection,
  policies: readonly unknown[],
): Promise<readonly unknown[]> {
  if (!policies.some((policy) => policyWithBareStrength.safeParse(policy).success)) {
    return policies;
  }
  const { elements } = await readCollection(connection, graphPath`/policies/authenticationStrengthPolicies`);
  const strengths = new Map(
    elements.flatMap((element) => {
      const strength = strengthSchema.safeParse(element).data;
      return strength === undefined ? [] : [[strength.id.toLowerCase(), strength]];
    }),
  );
  return policies.map((policy) => {
    const bare = policyWithBareStrength.safeParse(policy).data;
    if (bare === undefined) {
      return policy;
    }
    const { grantControls } = bare;
    const { authenticationStrength } = grantControls;
    const told = strengths.get(authenticationStrength.id.toLowerCase());
    return told === undefined
      ? policy
      : {
          ...bare,
          grantControls: { ...grantControls, authenticationStrength: { ...authenticationStrength, ...told } },
        };
  });
}
