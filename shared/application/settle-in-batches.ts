/** Runs the action for every item, a batch at a time. One that fails does not keep the others from running. */
export async function settleInBatches<Item, Result>(
  items: readonly Item[],
  action: (item: Item) => Promise<Result>,
  batchSize = 16,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  for (let start = 0; start < items.length; start += batchSize) {
    const outcomes = await Promise.allSettled(items.slice(start, start + batchSize).map(action));
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') results.push(outcome.value);
      else failures.push(outcome.reason);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) {
    throw new AggregateError(failures, `${failures.length} of ${items.length} failed.`);
  }
  return results;
}
