import * as z from 'zod/mini';
import type { Gap, Unknown } from '../../core/controls/control-result.ts';
import type { Plan, StepKind } from '../../core/remediation/plan.ts';

/**
 * A plan as it is stored. Every shape is loose: the hash that people signed covers all that was written, also members
 * that an app of another version wrote.
 */

export const verdictSchema = z.enum(['pass', 'fail', 'inconclusive', 'notApplicable']);

/** What the engine says of gaps is shown as it was stored, and nothing is decided by it: only its frame is checked. */
const gapSchema = z.custom<Gap>((value) => gapFrame.safeParse(value).success, 'is not a gap');
export const unknownSchema = z.custom<Unknown>(
  (value) => unknownFrame.safeParse(value).success,
  'is not an unknown',
);
const described = z.looseObject({ description: z.string() });
const gapFrame = z.looseObject({ who: described, where: described, because: z.array(z.looseObject({})) });
const unknownFrame = z.looseObject({
  kind: z.string(),
  id: z.string(),
  why: z.string(),
  whatToDo: z.string(),
});

const stepKind = z.enum({
  create: 'create',
  switchOn: 'switchOn',
  removeExclusion: 'removeExclusion',
  widen: 'widen',
  enableMicrosoftManaged: 'enableMicrosoftManaged',
  rollBack: 'rollBack',
  restore: 'restore',
} satisfies { readonly [Kind in StepKind]: Kind });
export const planKindSchema = z.union([stepKind, z.literal('combination')]);
const targetPolicySchema = z.looseObject({ id: z.nullable(z.string()), displayName: z.string() });
export const wirePolicySchema = z.record(z.string(), z.unknown());
const yesNoUndecided = z.enum(['yes', 'no', 'undecided']);

export const stageNameSchema = z.enum(['reportOnly', 'enforced']);

const stageSchema = z.looseObject({
  name: stageNameSchema,
  request: z.looseObject({
    method: z.enum(['POST', 'PATCH']),
    path: z.string(),
    body: z.record(z.string(), z.unknown()),
  }),
  policy: wirePolicySchema,
});

const policyChangeSchema = z.looseObject({
  policy: targetPolicySchema,
  isMicrosoftManaged: z.boolean(),
  differences: z.array(z.looseObject({ member: z.string(), before: z.unknown(), after: z.unknown() })),
  stages: z.tuple([stageSchema], stageSchema),
});

const controlEffectSchema = z.looseObject({
  control: z.string(),
  id: z.string(),
  title: z.string(),
  before: verdictSchema,
  after: verdictSchema,
  opens: yesNoUndecided,
  closes: yesNoUndecided,
  opened: z.nullable(z.string()),
  closed: z.nullable(z.string()),
});

export const planSchema: z.ZodMiniType<Plan> = z.looseObject({
  control: z.string(),
  kind: planKindSchema,
  steps: z.array(
    z.looseObject({ kind: stepKind, policy: targetPolicySchema, member: z.string(), value: z.unknown() }),
  ),
  policies: z.array(policyChangeSchema),
  after: z.looseObject({
    verdict: verdictSchema,
    reasons: z.array(z.string()),
    usersInGap: z.nullable(z.number()),
    gaps: z.array(gapSchema),
    gapsOmitted: z.number(),
    unknowns: z.array(unknownSchema),
  }),
  size: z.number(),
  newlyAffected: z.looseObject({ count: z.nullable(z.number()), isLeast: z.boolean() }),
  otherControls: z.array(controlEffectSchema),
  notes: z.array(
    z.looseObject({ key: z.string(), severity: z.enum(['high', 'medium', 'low', 'info']), text: z.string() }),
  ),
});
