import type { Row } from './rows';

const line = 26;
const perLetter = 7.8;
const measure = 544;

/** A row that did not change is the same object, and is guessed once for each width of the column. */
const known = new WeakMap<Row, { column: number; height: number }>();

/** About how high a row will be, px, in a column so wide; the truth comes once it is drawn. */
export function estimate(row: Row, column: number): number {
  const before = known.get(row);
  if (before?.column === column) return before.height;
  const height = guess(row, column);
  known.set(row, { column, height });
  return height;
}

function guess(row: Row, column: number): number {
  if (row.kind === 'phase') return 52;
  if (row.kind === 'control') return 40;
  if (row.kind === 'artifact') return 120;
  if (row.kind === 'export') return 36;
  const text = row.kind === 'turn' ? row.turn.text : row.comment.text;
  const letters = Math.min(text.length, 3000);
  const lines = Math.max(1, Math.ceil((letters * perLetter) / Math.min(measure, Math.max(200, column))));
  if (row.kind === 'comment') return 20 + Math.max(44, lines * line);
  if (row.turn.purpose === 'select' || row.turn.status === 'failed') return 40;
  return 20 + Math.max(44, lines * line + (row.turn.status === 'completed' ? 28 : 12));
}
