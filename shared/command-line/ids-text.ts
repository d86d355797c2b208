import { listText } from '../core/controls/list-text.ts';

/** The controls that something concerns, or those that it does not where these are few. */
export function idsText(ids: readonly string[], all: readonly { readonly id: string }[]): string {
  const others = all.map(({ id }) => id).filter((id) => !ids.includes(id));
  if (others.length === 0) return 'all controls';
  return others.length <= 2 && ids.length > 2 ? `all but ${listText(others)}` : ids.join(', ');
}
