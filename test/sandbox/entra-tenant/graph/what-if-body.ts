import { isIP } from 'node:net';
import { z } from 'zod';
import type { KnownConditions } from '../evaluation/known-conditions.ts';
import type { WhatIfContext } from '../evaluation/what-if.ts';

const risk = z.enum(['none', 'low', 'medium', 'high']).nullish();

const identity = z.discriminatedUnion('@odata.type', [
  z
    .strictObject({
      '@odata.type': z.literal('#microsoft.graph.userSignIn'),
      userId: z.string().nullish(),
      externalTenantId: z.string().nullish(),
      externalUserType: z
        .enum([
          'internalGuest',
          'b2bCollaborationGuest',
          'b2bCollaborationMember',
          'b2bDirectConnectUser',
          'otherExternalUser',
          'serviceProvider',
        ])
        .nullish(),
    })
    .refine(
      ({ userId, externalUserType }) => Boolean(userId ?? externalUserType),
      'names neither a user nor the type of an external one',
    ),
  z.strictObject({
    '@odata.type': z.literal('#microsoft.graph.servicePrincipalSignIn'),
    servicePrincipalId: z.string(),
  }),
]);

const context = z.discriminatedUnion('@odata.type', [
  z
    .strictObject({
      '@odata.type': z.literal('#microsoft.graph.applicationContext'),
      includeApplications: z.array(z.string()).min(1),
    })
    .transform(
      ({ includeApplications }): WhatIfContext => ({
        kind: 'applications',
        appIds: includeApplications,
      }),
    ),
  z
    .strictObject({
      '@odata.type': z.literal('#microsoft.graph.userActionContext'),
      userAction: z.enum(['registerSecurityInformation', 'registerOrJoinDevices']),
    })
    .transform(({ userAction }): WhatIfContext => ({ kind: 'userAction', userAction })),
  z
    .strictObject({
      '@odata.type': z.literal('#microsoft.graph.authContext'),
      authenticationContextValue: z.string().regex(/^c\d{1,2}$/),
    })
    .transform(
      ({ authenticationContextValue }): WhatIfContext => ({
        kind: 'authenticationContext',
        reference: authenticationContextValue,
      }),
    ),
]);

const conditions = z
  .strictObject({
    devicePlatform: z.enum(['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux']).nullish(),
    clientAppType: z
      .enum(['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'])
      .nullish(),
    signInRiskLevel: risk,
    userRiskLevel: risk,
    insiderRiskLevel: z.enum(['none', 'minor', 'moderate', 'elevated']).nullish(),
    servicePrincipalRiskLevel: risk,
    country: z.string().length(2).nullish(),
    ipAddress: z
      .string()
      .refine((text) => isIP(text) !== 0, 'is no IP address')
      .nullish(),
    authenticationFlow: z
      .strictObject({ transferMethod: z.enum(['none', 'deviceCodeFlow', 'authenticationTransfer']) })
      .nullish(),
    deviceInfo: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])).nullish(),
  })
  .transform(
    (given): KnownConditions => ({
      platform: given.devicePlatform ?? undefined,
      clientApp: given.clientAppType ?? undefined,
      signInRisk: given.signInRiskLevel ?? undefined,
      userRisk: given.userRiskLevel ?? undefined,
      insiderRisk: given.insiderRiskLevel ?? undefined,
      country: given.country ?? undefined,
      ipAddress: given.ipAddress ?? undefined,
      flow: given.authenticationFlow?.transferMethod,
      device: given.deviceInfo ?? undefined,
    }),
  );

/** The body of Graph's What If call. A condition that is null counts as left out. */
export const whatIfBodySchema = z.strictObject({
  signInIdentity: identity,
  signInContext: context,
  signInConditions: conditions,
  appliedPoliciesOnly: z.boolean().default(false),
});

export type WhatIfBody = z.output<typeof whatIfBodySchema>;
