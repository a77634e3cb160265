import type { Block } from './blocks';

/** A block of ours in a page. */
export interface Standing {
  id: string;
  hash: string;
  type: string;
  /** Whether it holds others: such a one is replaced as a whole. */
  holds: boolean;
}
export interface Wanted {
  hash: string;
  block: Block;
}

/** How a page comes from what stands to what is wanted. Blocks that are wanted as they are stay, with people's comments. */
export interface Changes {
  /** In the same place with another text: the block keeps its id. */
  rewrite: { id: string; to: Wanted }[];
  /** New blocks after the block of this id, or at the very start. */
  insert: { after: string | null; blocks: Wanted[] }[];
  remove: string[];
}

/** The fewest blocks taken out and put in: the longest common subsequence stays. */
export function changesTo(standing: readonly Standing[], wanted: readonly Wanted[]): Changes {
  const changes: Changes = { rewrite: [], insert: [], remove: [] };
  let after: string | null = null;
  let [olds, news]: [Standing[], Wanted[]] = [[], []];
  const settle = () => {
    for (const one of olds) {
      const at = news.findIndex(({ block }) => canBecome(one, block));
      if (at < 0) {
        changes.remove.push(one.id);
        continue;
      }
      insert(changes, after, news.slice(0, at));
      const [to] = news.slice(at, at + 1);
      if (to) changes.rewrite.push({ id: one.id, to });
      after = one.id;
      news = news.slice(at + 1);
    }
    insert(changes, after, news);
    [olds, news] = [[], []];
  };
  for (const [old, next] of aligned(standing, wanted)) {
    if (old && next) {
      settle();
      after = old.id;
    } else if (old) olds.push(old);
    else if (next) news.push(next);
  }
  settle();
  return changes;
}

function insert({ insert: list }: Changes, after: string | null, blocks: Wanted[]): void {
  if (blocks.length > 0) list.push({ after, blocks });
}

/** Notion changes a block's text and colour, but neither its type nor what it holds. */
const canBecome = (one: Standing, block: Block): boolean =>
  one.type === block.type && !one.holds && !fixed.has(block.type) && !holdsMore(block);
const fixed: ReadonlySet<string> = new Set(['table', 'divider']);

function holdsMore(block: Block): boolean {
  const content = block[block.type];
  return typeof content === 'object' && content !== null && 'children' in content;
}

/** Both lists side by side: what is in both stands together, in an order that both keep. */
function aligned(standing: readonly Standing[], wanted: readonly Wanted[]): [Standing | null, Wanted | null][] {
  const columns = wanted.length + 1;
  const lengths = new Uint16Array((standing.length + 1) * columns);
  const lengthAt = (i: number, j: number) => lengths[i * columns + j] ?? 0;
  for (let i = standing.length - 1; i >= 0; i -= 1) {
    for (let j = wanted.length - 1; j >= 0; j -= 1) {
      const same = standing[i]?.hash === wanted[j]?.hash;
      lengths[i * columns + j] = same ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const pairs: [Standing | null, Wanted | null][] = [];
  let [i, j] = [0, 0];
  while (i < standing.length || j < wanted.length) {
    const [old = null, next = null] = [standing[i], wanted[j]];
    if (old && next && old.hash === next.hash) {
      pairs.push([old, next]);
      i += 1;
      j += 1;
    } else if (next && (!old || lengthAt(i, j + 1) > lengthAt(i + 1, j))) {
      pairs.push([null, next]);
      j += 1;
    } else {
      pairs.push([old, null]);
      i += 1;
    }
  }
  return pairs;
}
