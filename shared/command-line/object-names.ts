import { isRecord } from '../core/conditional-access/wire.ts';
import type { TenantSnapshot } from '../core/tenant-snapshot.ts';

/** The display name of a user, a group or a named location; the id where none was given. */
export type NameOf = (id: string) => string;

/** Looks names up where they are asked for: few are, and a tenant may have a million users. */
export function namesIn({ users = [], groups = [], namedLocations = [] }: TenantSnapshot): NameOf {
  return (id) => {
    const key = id.toLowerCase();
    const isMeant = (wire: unknown) =>
      isRecord(wire) && typeof wire['id'] === 'string' && wire['id'].toLowerCase() === key;
    const found = [groups, namedLocations, users].map((list) => list.find(isMeant)).find(isRecord);
    const name = found?.['displayName'];
    return typeof name === 'string' && name !== '' ? name : id;
  };
}
