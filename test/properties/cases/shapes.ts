import { policiesOf, policyShapes, shapesOptions, shapesTenant } from '../../core/policy-shapes.ts';
import type { Case } from './tenant-case.ts';

/** The policy shapes that are met in the field, each as the only one of a tenant. */
export const shapes: readonly Case[] = policyShapes.map((shape) => ({
  control: 'device-code-flow-blocked',
  name: shape.name,
  snapshot: { ...shapesTenant, policies: policiesOf(shape) },
  options: shapesOptions,
  verdict: shape.effective,
  usersSurelyInGap: shape.usersInGap,
}));
