import type { PointSet } from '../prover/cube.ts';
import { anyTypeWithObject } from './guest-types.ts';
import { isRecord } from './wire.ts';

/** A user object, or a user of whom only the id is known. */
export interface Account {
  readonly id: string;
  readonly displayName: string;
  readonly enabled: boolean;
  /** The guest types that it may be of. */
  readonly guestTypes: PointSet;
}

type AccountWire = Readonly<Record<string, unknown>> & { readonly id: string };

export function isAccount(wire: unknown): wire is AccountWire {
  return isRecord(wire) && typeof wire['id'] === 'string';
}

/** The display name, else the user principal name; undefined where there is neither. */
export function displayNameOf({ displayName, userPrincipalName }: AccountWire): string | undefined {
  if (typeof displayName === 'string' && displayName !== '') return displayName;
  return typeof userPrincipalName === 'string' && userPrincipalName !== '' ? userPrincipalName : undefined;
}

/** A user of whom policies, exceptions or groups know only the id. */
export function namedAccount(id: string): Account {
  return { id, displayName: id, enabled: true, guestTypes: anyTypeWithObject };
}
