import { type SignIn, willingSignIn } from './evaluation/sign-in.ts';
import type { PlannedSignIn } from './planned-sign-ins.ts';
import { oneOf, randomFrom } from './random.ts';
import {
  authenticationBroker,
  azureCli,
  azureServiceManagement,
  microsoftGraph,
  microsoftTeams,
} from './resources.ts';
import { type SandboxState, UnknownObject } from './sandbox-state.ts';
import type { SignInLog } from './sign-in-log.ts';

export interface SimulatedPeriod {
  /** The same seed makes the same sign-ins of the same company. */
  readonly seed: string;
  readonly from: Date;
  readonly days: number;
  readonly signInsPerDay: number;
  /** The log shows one in four sign-ins by up to so much later, the others within two minutes. */
  readonly latestHours: number;
  /**
   * Object ids of those who sign in on room devices by device code, and nobody else does; absent: every third sign-in
   * of anybody is one by device code.
   */
  readonly deviceCodeUsers?: readonly string[] | undefined;
  /** Of each of them, beside the sign-ins of the others; default 2. */
  readonly deviceCodeSignInsPerDay?: number | undefined;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const people = 150;
const longestSession = 20 * hour;
const refreshesOnRoomDevices = 3;
const clients = [azureCli, '1950a258-227b-4e31-a9cf-717495945fc2', '14d82eec-204b-4c2f-b7e8-296a70dab67e'];

type Begun = Pick<PlannedSignIn, 'at' | 'clientId' | 'signIn'> & { readonly refreshes: number };

/**
 * Has people sign in over a period, which may lie in the future: each sign-in happens when its time has come, by the
 * policies that are in force then. Sessions get more tokens by themselves for a while, as long as policies let them.
 */
export function simulateSignIns(state: SandboxState, log: SignInLog, period: SimulatedPeriod): void {
  const random = randomFrom(`${period.seed}/sign-ins`);
  const visibleFrom = (at: Date): Date =>
    new Date(at.getTime() + random() * (random() < 0.25 ? period.latestHours * hour : 2 * minute));
  const sessions = [...ordinarySignIns(state, period, random), ...onRoomDevices(state, period, random)];
  const planned = sessions.flatMap(({ refreshes, at, clientId, signIn }): PlannedSignIn[] => {
    const session = Symbol('session');
    const begin = {
      session,
      clientId,
      signIn,
      at,
      visibleAt: visibleFrom(at),
      eventType: 'interactiveUser',
    } as const;
    const rest = Array.from({ length: refreshes }, (): PlannedSignIn => {
      const later = new Date(at.getTime() + Math.floor(random() * longestSession));
      const refresh = { ...signIn, isSessionRefresh: true };
      const visibleAt = visibleFrom(later);
      return { session, clientId, signIn: refresh, at: later, visibleAt, eventType: 'nonInteractiveUser' };
    });
    return [begin, ...rest];
  });
  log.plan(planned);
}

function ordinarySignIns(
  { tenant }: SandboxState,
  { from, days, signInsPerDay, deviceCodeUsers }: SimulatedPeriod,
  random: () => number,
): Begun[] {
  const others = tenant.users.filter(
    ({ id, accountEnabled }) => accountEnabled && !deviceCodeUsers?.includes(id),
  );
  const users = Array.from({ length: people }, () => oneOf(others, random));
  const usesDeviceCode = (): boolean => random() < 1 / 3 && deviceCodeUsers === undefined;
  return Array.from({ length: days * signInsPerDay }, () => {
    const at = new Date(from.getTime() + Math.floor(random() * days * day));
    const clientId = oneOf(clients, random);
    const signIn: SignIn = {
      ...willingSignIn,
      userId: oneOf(users, random).id,
      resource: oneOf([microsoftGraph, azureServiceManagement], random),
      flow: usesDeviceCode() ? 'deviceCodeFlow' : 'none',
    };
    return { at, clientId, signIn, refreshes: Math.floor(random() * 4) };
  });
}

/** Throws UnknownObject. */
function onRoomDevices(
  { tenant }: SandboxState,
  { from, days, deviceCodeUsers = [], deviceCodeSignInsPerDay = 2 }: SimulatedPeriod,
  random: () => number,
): Begun[] {
  const unknown = deviceCodeUsers.find((userId) => !tenant.users.some(({ id }) => id === userId));
  if (unknown !== undefined) throw new UnknownObject('user', unknown);
  return deviceCodeUsers.flatMap((userId) =>
    Array.from({ length: days * deviceCodeSignInsPerDay }, (_, index) => {
      const beginOfDay = from.getTime() + Math.floor(index / deviceCodeSignInsPerDay) * day;
      return {
        at: new Date(beginOfDay + Math.floor(random() * day)),
        clientId: authenticationBroker,
        signIn: { ...willingSignIn, userId, resource: microsoftTeams, flow: 'deviceCodeFlow' as const },
        refreshes: refreshesOnRoomDevices,
      };
    }),
  );
}
