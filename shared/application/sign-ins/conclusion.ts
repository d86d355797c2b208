import type { DeviceCodeUse } from '../../core/sign-ins/sign-in-counts.ts';
import type { Coverage } from './coverage.ts';
import type { UsesQuery } from './evidence-query.ts';
import type { Slice } from './slices.ts';

/**
 * Whether the device code flow was used, of the user, app and resource that were asked for, as far as the evidence goes:
 * nothing seen is not the same as nobody.
 */
export type Conclusion =
  | { readonly kind: 'used'; readonly text: string }
  /** In the whole of this time; of the rest of the period it is not known. */
  | { readonly kind: 'notUsed'; readonly during: Slice; readonly text: string }
  | { readonly kind: 'unknown'; readonly text: string };

/** `uses` are of every kind: those that were blocked alone say nothing of the others. */
export function conclusionOf(
  uses: readonly Pick<DeviceCodeUse, 'kind' | 'userId' | 'count'>[],
  { complete, provisional }: Coverage,
  asked: Pick<UsesQuery, 'user' | 'app' | 'resource'>,
): Conclusion {
  const successful = uses.filter(({ kind }) => kind !== 'blocked');
  if (successful.length > 0) {
    const users = new Set(successful.map(({ userId }) => userId)).size;
    const signIns = successful.reduce((sum, { count }) => sum + count, 0);
    return { kind: 'used', text: `${counted(users, 'user')} used it, in ${counted(signIns, 'sign-in')}.` };
  }
  const longest = complete.reduce<Slice | undefined>(
    (best, slice) => (best === undefined || length(slice) >= length(best) ? slice : best),
    undefined,
  );
  if (longest !== undefined) {
    const text =
      `From ${longest.from} to ${longest.to} ${notUsedBy(asked)}. Of times that are not complete nothing is concluded, ` +
      'and attempts that were blocked are mostly not seen.';
    return { kind: 'notUsed', during: longest, text };
  }
  const text =
    provisional.length > 0
      ? 'No use was seen yet, but the log may still show some of these times: ask again later.'
      : 'Nothing is known of these times: no use was seen because none was looked for. See what is missing, and why.';
  return { kind: 'unknown', text };
}

function notUsedBy({ user, app, resource }: Pick<UsesQuery, 'user' | 'app' | 'resource'>): string {
  const parties = [
    ...(user === undefined ? [] : ['by the user']),
    ...(app === undefined ? [] : ['with the app']),
    ...(resource === undefined ? [] : ['for the resource']),
  ];
  return parties.length === 0 ? 'nobody used it' : `it was not used ${parties.join(', ')} that was asked for`;
}

function length({ from, to }: Slice): number {
  return Date.parse(to) - Date.parse(from);
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
