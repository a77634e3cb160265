type Leaves = Record<string, string | number | boolean | null>;

const longest = 300;
const most = 60;

/** Values by their path, such as `items.2.minutes`; a list of plain values is one. */
function leavesOf(value: unknown, path = '', into: Leaves = {}): Leaves {
  if (value === undefined) return into;
  const plain = (one: unknown) => typeof one !== 'object' || one === null;
  if (value instanceof Date) into[path] = value.toISOString();
  else if (Array.isArray(value) && value.every(plain)) into[path] = short(value.join(', '));
  else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) leavesOf(one, path ? `${path}.${name}` : name, into);
  } else if (typeof value === 'string') into[path] = short(value);
  else if (typeof value === 'number' || typeof value === 'boolean' || value === null) into[path] = value;
  return into;
}

const short = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** What a deed changed, for the trail: values before and after by path, only those that differ. Hand it no secret. */
export function difference(before: object, after: object): { before: Leaves; after: Leaves } {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((path) => was[path] !== is[path])
    .slice(0, most);
  const of = (leaves: Leaves): Leaves =>
    Object.fromEntries(changed.flatMap((path) => (path in leaves ? [[path, leaves[path] ?? null]] : [])));
  return { before: of(was), after: of(is) };
}
