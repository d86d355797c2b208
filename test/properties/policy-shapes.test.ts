import { describe, test } from 'vitest';
import { graphGrant, type PolicyParts } from '../core/example-tenant.ts';
import {
  type PolicyShape,
  policiesOf,
  policyShapes,
  shapesOptions,
  shapesTenant,
} from '../core/policy-shapes.ts';
import { decidedControls } from './prover.ts';
import { expectSameAnswer } from './same-answer.ts';

/** What the shapes are variants of: the second one is what the other controls ask for. */
const canonicalPolicies: readonly (readonly [string, PolicyParts])[] = [
  ['a block of the device code flow', {}],
  [
    'MFA for every sign-in',
    { conditions: { authenticationFlows: null }, grantControls: graphGrant(['mfa']) },
  ],
];

/** Every two, and each with itself. */
const pairs = policyShapes.flatMap((first, index) =>
  policyShapes.slice(index).map((second) => ({ first, second })),
);

describe.each(canonicalPolicies)('Of variants of %s', (_canonical, canonical) => {
  const expectSameAnswers = (...shapes: readonly PolicyShape[]): void => {
    const policies = shapes.flatMap((shape, index) =>
      policiesOf(shape, canonical).map((policy) => ({ ...policy, id: `${policy['id']}-${index + 1}` })),
    );
    for (const control of decidedControls) {
      expectSameAnswer({ snapshot: { ...shapesTenant, policies }, options: shapesOptions }, control);
    }
  };

  test.each(policyShapes)('the prover says what trying every sign-in says: $name', (shape) => {
    expectSameAnswers(shape);
  });

  test.each(pairs)('the prover says what trying every sign-in says: $first.name; $second.name', (pair) => {
    expectSameAnswers(pair.first, pair.second);
  });
});
