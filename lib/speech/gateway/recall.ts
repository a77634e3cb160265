/** What a map holds under a key, made where missing. Beyond `most` the one that was unused longest is dropped. */
export function recall<T>(known: Map<string, T>, key: string, most: number, make: () => T): T {
  const found = known.get(key) ?? make();
  known.delete(key);
  known.set(key, found);
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
  return found;
}
