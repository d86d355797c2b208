/** `A, B and C`; of many the first ones: `A, B, C and 4 more`. Empty for no values. */
export function listText(values: readonly string[], most = 5, word: 'and' | 'or' = 'and'): string {
  const isLong = values.length > most;
  const shown = isLong ? [...values.slice(0, most), `${grouped(values.length - most)} more`] : values;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** `1,204`. Without `Intl`: to load its data takes longer than to decide a control. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 user`, `1,204 users`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
