import type { Words } from '../use-words';
import type { Row } from './rows';

/** Marks of Markdown, soft hyphens and signs of no width: what a reader does not see is not looked for. */
const unseen = /[*_`~\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Letters as a reader compares them: case and the dots of ё make no difference. */
export const folded = (text: string): string => text.toLowerCase().replaceAll('ё', 'е').replace(unseen, '');

export interface Found {
  count: number;
  /** Rows with hits, in order; `before`: hits in the rows above. */
  rows: { index: number; key: string; before: number; count: number }[];
}

const textOf = (row: Row): string => {
  if (row.kind === 'turn') return row.turn.text.replace(/\]\([^)\s]*\)/g, ' ');
  if (row.kind === 'comment') return row.comment.text;
  return row.kind === 'control' && row.control.control.control === 'say' ? row.control.control.text : '';
};

const whoOf = (row: Row, words: Pick<Words, 'face'>): string => {
  if (row.kind === 'turn') return (row.turn.seat === null ? row.turn.by?.name : words.face(row.turn.seat)?.name) ?? '';
  if (row.kind === 'comment') return row.comment.by.name;
  return row.kind === 'control' ? row.control.by.name : '';
};

/** Finds in the minutes, names and texts. Each row is folded once, when it is first looked at. */
export function createIndex(words: Pick<Words, 'face'>) {
  const names = new Map<string, string>();
  const texts = new WeakMap<Row, { name: string; text: string }>();
  const read = (row: Row) => {
    let known = texts.get(row);
    if (!known) {
      const who = whoOf(row, words);
      const name = names.get(who) ?? folded(who);
      names.set(who, name);
      known = { name, text: folded(textOf(row)) };
      texts.set(row, known);
    }
    return known;
  };
  return {
    /** Folds some rows ahead of the first search. */
    warm: (rows: readonly Row[]) => rows.forEach(read),
    find(rows: readonly Row[], query: string): Found {
      const wanted = folded(query.trim());
      const found: Found = { count: 0, rows: [] };
      if (wanted === '') return found;
      rows.forEach((row, index) => {
        const { name, text } = read(row);
        const count = occurrences(name, wanted) + occurrences(text, wanted);
        if (count === 0) return;
        found.rows.push({ index, key: row.key, before: found.count, count });
        found.count += count;
      });
      return found;
    },
  };
}

function occurrences(text: string, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) count += 1;
  return count;
}

/** The row of the hit with this number, from 0, and its place among the hits of its row. */
export function hitAt(found: Found, at: number): { index: number; key: string; nth: number } | null {
  const row = found.rows.findLast((one) => one.before <= at);
  return row ? { index: row.index, key: row.key, nth: at - row.before } : null;
}
