/** The same function, which works out its answer once for each object and no longer than the object is in use. */
export function remembering<Key extends object, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const answer = known.get(key);
    if (answer !== undefined) return answer.value;
    const value = find(key);
    known.set(key, { value });
    return value;
  };
}
