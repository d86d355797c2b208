import type { User } from '../graph-types.ts';
import type { Application } from '../identities.ts';

/** Who changes something in the tenant. */
export type Actor =
  | {
      readonly kind: 'application';
      readonly appId: string | null;
      readonly displayName: string;
      readonly servicePrincipalId: string | null;
    }
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly userPrincipalName: string;
      readonly displayName: string;
      readonly ipAddress: string;
    };

/** Whoever turns the sandbox's knobs without saying who they are. */
export const sandboxItself: Actor = {
  kind: 'application',
  appId: null,
  displayName: 'Gateproof sandbox',
  servicePrincipalId: null,
};

/** Microsoft, where it makes or changes the policies that it manages. */
export const managedPolicyService: Actor = {
  kind: 'application',
  appId: null,
  displayName: 'Microsoft Managed Policy Manager',
  servicePrincipalId: null,
};

const administratorsAddress = '192.0.2.10';

export function userAsActor({ id, userPrincipalName, displayName }: User): Actor {
  return { kind: 'user', id, userPrincipalName, displayName, ipAddress: administratorsAddress };
}

export function applicationAsActor({
  clientId,
  objectId,
  displayName,
}: Omit<Application, 'clientSecret'>): Actor {
  return { kind: 'application', appId: clientId, displayName, servicePrincipalId: objectId };
}
