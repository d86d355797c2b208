import type { NamedLocation } from './named-location.ts';

/** A location of which it is not known what lies in it: why, and what to do about it. */
export interface UnreadLocation {
  readonly id: string;
  readonly why: string;
  readonly whatToDo: string;
}

/** Stands in policies for the addresses of the older MFA service settings. */
const mfaTrustedAddresses = '00000000-0000-0000-0000-000000000000';

/** `location`: what was read under that id, if anything was. */
export function unreadLocation(id: string, location: NamedLocation | undefined): UnreadLocation {
  if (location?.kind === 'unknown') {
    return { id, why: `${location.displayName}: ${location.why}`, whatToDo: whatToDo(id) };
  }
  const why =
    id === mfaTrustedAddresses
      ? 'The MFA trusted IPs cannot be read through Graph'
      : 'The named location was not read';
  return { id, why, whatToDo: whatToDo(id) };
}

function whatToDo(id: string): string {
  return id === mfaTrustedAddresses
    ? 'Make these ranges a trusted named location, and name that one in the policy instead.'
    : 'Grant Policy.Read.All, give the named locations with the export, or remove a location that no longer exists.';
}
