import * as z from 'zod/mini';
import type { WhyAnswer } from '../../../shared/application/why/why-answer.ts';
import type { ErrorAdvice } from '../../../shared/core/why/advice/error-advice.ts';
import {
  causeSchema,
  policyReferenceSchema,
  unknownSchema,
  whereSchema,
  witnessSchema,
} from './control-result.ts';

/** What the operations of `why` answer, as the OpenAPI document says it. */

const texts = z.array(z.string());
const errorCode = z.nullable(z.int());
const policy = policyReferenceSchema;
const certainty = z.enum(['surely', 'perhaps']);

export const errorAdviceSchema: z.ZodMiniType<ErrorAdvice> = z.object({
  code: z.int(),
  name: z.string(),
  kind: z.enum(['blocks', 'asks', 'normal', 'fails']),
  meaning: z.string(),
  underDeviceCode: z.string(),
  whatToDo: texts,
  whatNotToDo: texts,
  source: z.url(),
});

const clientAdvice = z.object({
  key: z.string(),
  name: z.string(),
  appIds: texts,
  ways: z.array(
    z.object({
      kind: z.enum([
        'broker',
        'browser',
        'managedIdentity',
        'workloadIdentityFederation',
        'certificate',
        'resourceAccount',
      ]),
      title: z.string(),
      commands: texts,
      note: z.string(),
      source: z.url(),
    }),
  ),
});

const { flow, clientApp, platform, device, signInRisk, userRisk, insiderRisk } = witnessSchema.shape;

const signIn = z.object({
  userId: z.string(),
  resource: z.nullable(z.string()),
  flow,
  clientApp,
  platform: z.exactOptional(platform),
  location: z.exactOptional(
    z.object({
      ipAddress: z.exactOptional(z.string()),
      countryOrRegion: z.exactOptional(z.nullable(z.string())),
      namedLocations: z.exactOptional(texts),
    }),
  ),
  device,
  signInRisk,
  userRisk,
  insiderRisk,
  clientId: z.exactOptional(z.string()),
  isSessionRefresh: z.exactOptional(z.boolean()),
});

const stop = z.object({
  by: z.union([
    z.object({ kind: z.literal('policy'), policy }),
    z.object({ kind: z.enum(['securityDefaults', 'account', 'unread']) }),
  ]),
  errorCode,
  certainty,
  where: z.union([z.literal('everywhere'), z.array(whereSchema)]),
});

const explainedPolicy = z.object({
  policy,
  state: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced', 'absent', 'unknown']),
  isMicrosoftManaged: z.boolean(),
  applies: z.enum(['yes', 'no', 'depends']),
  because: z.array(causeSchema),
  effect: z.enum(['stops', 'mayStop', 'asks', 'nothing']),
  errorCodes: z.array(z.int()),
  asks: texts,
});

const exclusion = z.object({
  principal: z.object({ kind: z.enum(['user', 'group']), id: z.string() }),
  policies: z.array(policy),
  opened: z.array(
    z.object({
      control: z.string(),
      id: z.string(),
      opens: z.enum(['yes', 'undecided']),
      count: z.nullable(z.int()),
      sentence: z.string(),
    }),
  ),
});

export const whyAnswerSchema: z.ZodMiniType<WhyAnswer> = z.object({
  tenantId: z.nullable(z.string()),
  explainedAt: z.iso.datetime(),
  engine: z.string(),
  inputHash: z.string(),
  assumptions: texts,
  user: z.object({ id: z.string(), displayName: z.string() }),
  signIn,
  outcome: z.enum(['stopped', 'notStopped', 'depends']),
  errorCode,
  stoppedBy: z.array(stop),
  getsThrough: z.array(whereSchema),
  asks: z.array(z.object({ policy, what: z.string(), errorCode, certainty })),
  policies: z.array(explainedPolicy),
  dependsOn: texts,
  unknowns: z.array(unknownSchema),
  exclusion: z.nullable(exclusion),
  errors: z.array(errorAdviceSchema),
  clients: z.array(clientAdvice),
});
