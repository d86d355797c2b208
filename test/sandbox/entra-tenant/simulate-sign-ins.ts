import { evaluateSignIn } from './evaluation/evaluate-sign-in.ts';
import { type SignIn, willingSignIn } from './evaluation/sign-in.ts';
import { oneOf, randomFrom } from './random.ts';
import { azureCli, azureServiceManagement, microsoftGraph } from './resources.ts';
import type { SandboxState } from './sandbox-state.ts';
import type { SignInLog } from './sign-in-log.ts';

export interface SimulatedPeriod {
  /** The same seed makes the same sign-ins of the same company. */
  readonly seed: string;
  readonly from: Date;
  readonly days: number;
  readonly signInsPerDay: number;
  /** The log shows one in four sign-ins by up to so much later, the others within two minutes. */
  readonly latestHours: number;
}

const minute = 60_000;
const hour = 60 * minute;
const people = 150;
const clients = [azureCli, '1950a258-227b-4e31-a9cf-717495945fc2', '14d82eec-204b-4c2f-b7e8-296a70dab67e'];

/**
 * Has people sign in over a period, which may lie in the future: the log shows each when its time has come. Every third
 * uses the device code flow, and a session that begins so gets more tokens by itself for a while.
 */
export function simulateSignIns(
  state: SandboxState,
  log: SignInLog,
  { seed, from, days, signInsPerDay, latestHours }: SimulatedPeriod,
): void {
  const random = randomFrom(`${seed}/sign-ins`);
  const enabled = state.tenant.users.filter(({ accountEnabled }) => accountEnabled);
  const users = Array.from({ length: people }, () => oneOf(enabled, random));
  const visibleFrom = (at: Date): Date =>
    new Date(at.getTime() + random() * (random() < 0.25 ? latestHours * hour : 2 * minute));

  for (let count = 0; count < days * signInsPerDay; count += 1) {
    const at = new Date(from.getTime() + Math.floor(random() * days * 24 * hour));
    const clientId = oneOf(clients, random);
    const signIn: SignIn = {
      ...willingSignIn,
      userId: oneOf(users, random).id,
      resource: oneOf([microsoftGraph, azureServiceManagement], random),
      flow: random() < 1 / 3 ? 'deviceCodeFlow' : 'none',
    };
    const evaluation = evaluateSignIn(state.tenant, signIn);
    log.record({ at, visibleAt: visibleFrom(at), clientId, signIn, evaluation });
    const refreshes = evaluation.outcome === 'token' ? Math.floor(random() * 4) : 0;
    for (let refresh = 1; refresh <= refreshes; refresh += 1) {
      const later = new Date(at.getTime() + Math.floor(random() * 20 * hour));
      const visibleAt = visibleFrom(later);
      const eventType = 'nonInteractiveUser';
      log.record({ at: later, visibleAt, eventType, clientId, signIn, evaluation });
    }
  }
}
