import type { PointSet } from '../prover/cube.ts';
import { anyTypeWithObject, guestTypesOf } from './guest-types.ts';
import { isRecord } from './wire.ts';

/** A user object, or a user of whom only the id is known. */
export interface Account {
  readonly id: string;
  readonly displayName: string;
  readonly enabled: boolean;
  /** The guest types that it may be of. */
  readonly guestTypes: PointSet;
}

/** Undefined for something without an id. */
export function readAccount(wire: unknown): Account | undefined {
  if (!isRecord(wire) || typeof wire['id'] !== 'string') return undefined;
  const { id, displayName, userPrincipalName, accountEnabled } = wire;
  const name = [displayName, userPrincipalName].find((text) => typeof text === 'string' && text !== '');
  return {
    id,
    displayName: typeof name === 'string' ? name : id,
    enabled: accountEnabled !== false,
    guestTypes: guestTypesOf(wire),
  };
}

/** A user of whom policies, exceptions or groups know only the id. */
export function namedAccount(id: string): Account {
  return { id, displayName: id, enabled: true, guestTypes: anyTypeWithObject };
}
