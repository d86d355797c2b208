import type { Unintelligible } from './policy.ts';
import { canonicalText, type WireMember } from './wire.ts';

/** An unknown named by where it stands and what it says, so that the same text elsewhere is the same unknown. */
export function unintelligible(member: string, value: unknown): Unintelligible {
  return { kind: 'unintelligible', member, key: `${member}=${canonicalText(value)}` };
}

export function unintelligibleMembers(
  path: string,
  members: readonly WireMember[],
): readonly Unintelligible[] {
  return members.map(({ name, value }) => unintelligible(`${path}.${name}`, value));
}
