// Groups things: by a key (`Map.groupBy` needs Node 21), or by what stands between them.

/** @returns the items of each key, in order; the keys in the order in which they first came */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** @returns what stands between the items that separate others, at least one group */
export function splitAt<T>(items: Iterable<T>, separates: (item: T) => boolean): T[][] {
  const groups: T[][] = [[]];
  for (const item of items) {
    if (separates(item)) groups.push([]);
    else groups.at(-1)?.push(item);
  }
  return groups;
}
