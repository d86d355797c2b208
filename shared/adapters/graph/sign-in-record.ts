import * as z from 'zod/mini';
import type { TenantId } from '../../application/identifiers.ts';
import type { SignIn } from '../../core/sign-ins/sign-in.ts';

const text = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value ?? ''),
);
const id = z.pipe(
  text,
  z.transform((value) => value.toLowerCase()),
);
/** Graph sends none to seven digits of a second. */
const time = z.pipe(
  z.iso.datetime(),
  z.transform((value) => new Date(value).toISOString()),
);

const appliedPolicySchema = z.looseObject({
  id,
  displayName: text,
  result: z.string(),
  includeRulesSatisfied: z.nullish(z.array(z.looseObject({ ruleSatisfied: text }))),
});

/** A sign-in as Graph's beta lists it, as far as it is read. What kind of value an open enumeration holds is not asked. */
const recordSchema = z.looseObject({
  id: z.string().check(z.minLength(1)),
  createdDateTime: time,
  userId: id,
  userPrincipalName: text,
  appId: id,
  appDisplayName: text,
  resourceId: id,
  resourceDisplayName: text,
  resourceTenantId: id,
  status: z.looseObject({ errorCode: z.number() }),
  authenticationProtocol: text,
  originalTransferMethod: text,
  appliedConditionalAccessPolicies: z.nullish(z.array(appliedPolicySchema)),
});

/** Undefined where it is no record of a sign-in: without id, time or status it cannot be counted. */
export function signInOf(element: unknown, tenantId: TenantId): SignIn | undefined {
  const parsed = recordSchema.safeParse(element);
  if (!parsed.success) return undefined;
  const { status, resourceTenantId, appliedConditionalAccessPolicies: policies, ...rest } = parsed.data;
  return {
    id: rest.id,
    createdDateTime: rest.createdDateTime,
    userId: rest.userId,
    userPrincipalName: rest.userPrincipalName,
    appId: rest.appId,
    appDisplayName: rest.appDisplayName,
    resourceId: rest.resourceId,
    resourceDisplayName: rest.resourceDisplayName,
    resourceTenantId: resourceTenantId === '' || resourceTenantId === tenantId ? null : resourceTenantId,
    errorCode: status.errorCode,
    authenticationProtocol: rest.authenticationProtocol,
    originalTransferMethod: rest.originalTransferMethod,
    appliedPolicies: policies?.map((policy) => ({
      id: policy.id,
      displayName: policy.displayName,
      result: policy.result,
      includeRulesSatisfied: (policy.includeRulesSatisfied ?? []).map(({ ruleSatisfied }) => ruleSatisfied),
    })),
  };
}
