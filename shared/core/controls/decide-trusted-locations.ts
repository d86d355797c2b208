import type { IpRange } from '../conditional-access/ip-range.ts';
import type { NamedLocation } from '../conditional-access/named-location.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { Control } from './control.ts';
import type { ControlResult, Unknown, Verdict } from './control-result.ts';
import { trustedLocationFindings } from './trusted-location-findings.ts';
import { isPrivate, isTooWide, rangeText } from './trusted-ranges.ts';
import { unreadLocations } from './unread-locations.ts';

/** A location that is trusted for sure, with the ranges that lie in it for sure. */
export interface TrustedLocation {
  readonly id: string;
  readonly displayName: string;
  readonly ranges: readonly IpRange[];
}

/** Decides whether trusted locations are defined, and none too wide. No policy and no user has a part in it. */
export function decideTrustedLocations(
  { key, id, title }: Pick<Control, 'key' | 'id' | 'title'>,
  tenant: TenantKnowledge,
): ControlResult {
  const trusted = tenant.namedLocations.flatMap(trustedLocation);
  const unread = unreadLocations(tenant);
  const verdict = verdictOf(trusted, unread);
  const literal = trusted.length > 0 ? 'pass' : unread.length > 0 ? 'inconclusive' : 'fail';
  return {
    control: key,
    id,
    title,
    verdict,
    reasons: reasonsOf(verdict, trusted, unread, tenant),
    benchmark: { verdict: literal, nearMisses: [] },
    usersInGap: null,
    gaps: [],
    gapsOmitted: 0,
    excepted: [],
    witness: null,
    whatIf: null,
    unknowns: verdict === 'inconclusive' ? unread : [],
    findings: trustedLocationFindings(trusted, { effective: verdict, literal }),
  };
}

function trustedLocation(location: NamedLocation): readonly TrustedLocation[] {
  const { id, displayName } = location;
  if (location.kind === 'ip' && location.isTrusted) return [{ id, displayName, ranges: location.ranges }];
  if (location.kind === 'unknown' && location.trustedRanges.length > 0)
    return [{ id, displayName, ranges: location.trustedRanges }];
  return [];
}

function verdictOf(trusted: readonly TrustedLocation[], unread: readonly Unknown[]): Verdict {
  if (trusted.some(({ ranges }) => ranges.some(isTooWide))) return 'fail';
  if (unread.length > 0) return 'inconclusive';
  return trusted.some(holdsPublicRange) ? 'pass' : 'fail';
}

function reasonsOf(
  verdict: Verdict,
  trusted: readonly TrustedLocation[],
  unread: readonly Unknown[],
  { namedLocations }: TenantKnowledge,
): readonly string[] {
  if (verdict === 'inconclusive') return unread.slice(0, mostNames).map(unreadSentence);
  if (verdict === 'pass')
    return [`Trusted with a public IP range, none too wide: ${namesOf(trusted.filter(holdsPublicRange))}.`];
  const tooWide = trusted.flatMap(tooWideSentences);
  if (tooWide.length > 0) return tooWide.slice(0, mostNames);
  const untrusted = namedLocations.filter(
    (location) => location.kind === 'ip' && !location.isTrusted && holdsPublicRange(location),
  );
  const though =
    untrusted.length === 0 ? [] : [`Not marked as trusted, though it may be meant: ${namesOf(untrusted)}.`];
  return ['No trusted named location holds a public IP range.', ...though];
}

function tooWideSentences({ displayName, ranges }: TrustedLocation): readonly string[] {
  return ranges
    .filter(isTooWide)
    .map((range) => `"${displayName}" trusts ${rangeText(range)}, which is wider than /8 (IPv6: /32).`);
}

function unreadSentence({ kind, id, why }: Unknown): string {
  const name = kind === 'namedLocation' ? `the named location ${id}` : id;
  return `It depends on ${name}: ${why.replace(/\.$/, '')}.`;
}

function holdsPublicRange({ ranges }: { readonly ranges: readonly IpRange[] }): boolean {
  return ranges.some((range) => !isPrivate(range));
}

const mostNames = 5;

function namesOf(locations: readonly { readonly displayName: string }[]): string {
  const more = locations.length - mostNames;
  const names = locations.slice(0, mostNames).map(({ displayName }) => `"${displayName}"`);
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
