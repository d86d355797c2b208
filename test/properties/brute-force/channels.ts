import { FLOWS, type Flow } from './claims.ts';
import type { Device } from './device-filter.ts';
import { everyDevice } from './devices.ts';
import type { UnderstoodPolicy } from './policy.ts';

/** How a sign-in comes in: not every flow goes with every client app and every device. */
export interface Channel {
  readonly flow: Flow;
  readonly clientApp: string;
  readonly device: Device;
}

const CLIENT_APPS = ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'];
const CLIENT_APPS_OF_OTHER_FLOWS = CLIENT_APPS.slice(0, 2);

/** Every flow but `none` comes through a browser or an app; the device code flow shows no device. */
export function isPossible({ flow, clientApp, device }: Channel): boolean {
  if (flow === 'deviceCodeFlow' && device !== null) return false;
  return (flow === 'none' ? CLIENT_APPS : CLIENT_APPS_OF_OTHER_FLOWS).includes(clientApp);
}

/** Every possible channel of these flows; one stands for all that the policies cannot tell apart. */
export function everyChannel(
  flows: readonly Flow[],
  policies: readonly UnderstoodPolicy[],
): readonly Channel[] {
  const devices = everyDevice(policies);
  const namedFlows = FLOWS.filter((flow) =>
    policies.some(({ transferMethods }) => transferMethods.includes(flow.toLowerCase())),
  );
  const clientAppTypes = policies.flatMap((policy) => policy.clientAppTypes);
  const isNamed = (clientApp: string): boolean =>
    clientAppTypes.includes(clientApp.toLowerCase()) ||
    (clientApp === 'exchangeActiveSync' && clientAppTypes.includes('eassupported'));
  const looks = ({ flow, clientApp, device }: Channel): string =>
    JSON.stringify([
      namedFlows.find((named) => named === flow),
      CLIENT_APPS.find((one) => one === clientApp && isNamed(one)),
      devices.indexOf(device),
    ]);
  const channels = flows
    .flatMap((flow) => CLIENT_APPS.map((clientApp) => ({ flow, clientApp })))
    .flatMap((some) => devices.map((device) => ({ ...some, device })))
    .filter(isPossible);
  return [...new Map(channels.map((channel) => [looks(channel), channel])).values()];
}
