/** A ledger by some key of its rows, sorted out once for as long as the ledger is the same. */
export function grouped<T extends object>(keysOf: (row: T) => readonly (number | string)[]) {
  const known = new WeakMap<readonly T[], Map<number | string, T[]>>();
  return (rows: readonly T[], key: number | string): readonly T[] => {
    let groups = known.get(rows);
    if (!groups) {
      groups = new Map();
      for (const row of rows) {
        for (const one of keysOf(row)) {
          const group = groups.get(one);
          if (group) group.push(row);
          else groups.set(one, [row]);
        }
      }
      known.set(rows, groups);
    }
    return groups.get(key) ?? none;
  };
}

const none: readonly never[] = [];
