import { isIP } from 'node:net';
import { z } from 'zod';
import { willingSignIn } from '../evaluation/sign-in.ts';
import { type Handler, jsonOf } from '../http/message.ts';
import type { Routes } from '../http/routes.ts';
import { playSignIn } from '../play-sign-in.ts';
import { appIdOf } from '../resources.ts';
import type { SandboxState } from '../sandbox-state.ts';
import type { SignInLog } from '../sign-in-log.ts';
import { simulateSignIns } from '../simulate-sign-ins.ts';

interface SignInKnobs {
  readonly state: SandboxState;
  readonly signIns: SignInLog;
}

const signInSchema = z.strictObject({
  userId: z.string(),
  resource: z.string(),
  flow: z.enum(['none', 'deviceCodeFlow', 'authenticationTransfer']),
  clientApp: z
    .enum(['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'])
    .default(willingSignIn.clientApp),
  platform: z
    .enum(['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'])
    .nullable()
    .default(willingSignIn.platform),
  ipAddress: z
    .string()
    .refine((text) => isIP(text) !== 0, 'must be an IP address')
    .default(willingSignIn.ipAddress),
  country: z.string().length(2).nullable().default(willingSignIn.country),
  device: z
    .record(z.string(), z.union([z.string(), z.boolean(), z.null()]))
    .nullable()
    .default(null),
  signInRisk: z.enum(['none', 'low', 'medium', 'high']).default('none'),
  userRisk: z.enum(['none', 'low', 'medium', 'high']).default('none'),
  insiderRisk: z.enum(['none', 'minor', 'moderate', 'elevated']).default('none'),
  authenticationMethod: z.string().default(willingSignIn.authenticationMethod),
  followsPrompts: z.boolean().default(true),
});

const periodSchema = z.strictObject({
  seed: z.string(),
  from: z.iso.datetime().transform((time) => new Date(time)),
  days: z.int().positive().max(366),
  signInsPerDay: z.int().positive().max(10_000),
  latestHours: z.number().nonnegative().default(0),
  deviceCodeUsers: z.array(z.string()).optional(),
  deviceCodeSignInsPerDay: z.int().positive().max(100).optional(),
});

/** Has people sign in, and tells what they did. */
export function addSignInRoutes(routes: Routes<Handler>, { state, signIns }: SignInKnobs): void {
  routes
    .on('POST', '/sign-ins', (request) => {
      simulateSignIns(state, signIns, periodSchema.parse(jsonOf(request)));
      return { status: 204 };
    })
    .on('GET', '/sign-ins', () => ({ status: 200, body: signIns.entries }))
    .on('POST', '/evaluate', (request) => {
      const parsed = signInSchema.parse(jsonOf(request));
      const signIn = { ...parsed, resource: appIdOf(parsed.resource) };
      return { status: 200, body: playSignIn(state, signIns, signIn) };
    });
}
