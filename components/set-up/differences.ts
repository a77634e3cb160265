export interface Difference {
  path: string;
  mine: string;
  theirs: string;
}

/** Where two set-ups differ, as text for people: one entry for each field of the first two levels. */
export function differences(mine: object, theirs: object, path = ''): Difference[] {
  return Object.entries(mine).flatMap(([key, value]: [string, unknown]): Difference[] => {
    const other: unknown = Reflect.get(theirs, key);
    const at = path ? `${path}.${key}` : key;
    const [left, right] = [parts(value), parts(other)];
    if (left && right) {
      const entry = { path: at, mine: shown(without(left, right)), theirs: shown(without(right, left)) };
      return entry.mine || entry.theirs ? [entry] : [];
    }
    if (JSON.stringify(value) === JSON.stringify(other)) return [];
    const deeper = isRecord(value) && isRecord(other) && (path === '' || key === 'limits');
    return deeper ? differences(value, other, at) : [{ path: at, mine: shown(value), theirs: shown(other) }];
  });
}

/** The entries of a list, or the lines of a text that has more than one: of those only what differs is told. */
function parts(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' && value.includes('\n') ? value.trim().split('\n') : null;
}

const without = (list: unknown[], others: unknown[]) =>
  list.filter((one) => others.every((other) => JSON.stringify(other) !== JSON.stringify(one)));

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => shown(one)).join('\n');
  if (!isRecord(value)) return typeof value === 'boolean' ? (value ? '✓' : '–') : String(value ?? '–');
  return Object.entries(value)
    .filter(([key]) => key !== 'id' && key !== 'tools')
    .map(([, inner]) => shown(inner))
    .join(' · ');
}
