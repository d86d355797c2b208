import type { Finding, Verdict } from './control-result.ts';
import type { TrustedLocation } from './decide-trusted-locations.ts';
import { isPrivate, rangeText } from './trusted-ranges.ts';

/** What is worth a person's time about trusted locations, though it changes no verdict. */
export function trustedLocationFindings(
  trusted: readonly TrustedLocation[],
  readings: { readonly effective: Verdict; readonly literal: Verdict },
): readonly Finding[] {
  return [
    ...readingsDiffer(readings),
    ...trusted.flatMap(privateRangesTrusted),
    ...trusted.flatMap(coversNothing),
  ];
}

function readingsDiffer({
  effective,
  literal,
}: {
  readonly effective: Verdict;
  readonly literal: Verdict;
}): readonly Finding[] {
  if (literal !== 'pass' || effective !== 'fail') return [];
  return [
    {
      key: 'literal-and-effective-differ',
      severity: 'high',
      text: 'A trusted location is defined, as the benchmark asks to the letter, yet none that is worth the trust.',
      subject: 'benchmark',
    },
  ];
}

function privateRangesTrusted({ id, displayName, ranges }: TrustedLocation): readonly Finding[] {
  const own = ranges.filter(isPrivate).map(rangeText);
  if (own.length === 0) return [];
  const shown = own.slice(0, 5).join(', ') + (own.length > 5 ? ' ...' : '');
  return [
    {
      key: 'private-range-trusted',
      severity: 'low',
      text: `"${displayName}" trusts ${shown}: no sign-in comes from a private range, since Microsoft sees public addresses.`,
      subject: id,
    },
  ];
}

function coversNothing({ id, displayName, ranges }: TrustedLocation): readonly Finding[] {
  if (ranges.length > 0) return [];
  const text = `"${displayName}" is trusted and covers no IP range.`;
  return [{ key: 'trusted-location-without-ranges', severity: 'low', text, subject: id }];
}
