/**
 * A part of the items for which it still holds and of which none can be left out. Earlier items are preferred. It must
 * hold for all of them and not for none, and adding an item must never make it fail. Asks some `k log(n / k)` times for k of n items
 * (U. Junker, "QuickXplain", AAAI 2004).
 */
export function smallestSubset<Item>(
  items: readonly Item[],
  holds: (some: readonly Item[]) => boolean,
): readonly Item[] {
  const search = (kept: readonly Item[], isKeptNew: boolean, among: readonly Item[]): readonly Item[] => {
    if (isKeptNew && holds(kept)) return [];
    if (among.length < 2) return among;
    const first = among.slice(0, among.length >> 1);
    const second = among.slice(among.length >> 1);
    const ofSecond = search([...kept, ...first], true, second);
    const ofFirst = search([...kept, ...ofSecond], ofSecond.length > 0, first);
    return [...ofFirst, ...ofSecond];
  };
  return search([], false, items);
}
