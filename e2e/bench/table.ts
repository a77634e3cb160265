/** One line of the bench's table. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** The same measure of the floor, taken in the same run. */
  floor?: number;
  /** What is asked for: of the value itself, of value / floor, or of value − floor. */
  atMost?: { of: 'value' | 'ratio' | 'difference'; limit: number };
  /** What is asked for at the other end: of the value itself. */
  atLeast?: number;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which the share `q` of all values lies; NaN of nothing. */
export function quantile(values: ArrayLike<number>, q: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

const digits = (value: number) =>
  value.toFixed(Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2);

function verdict({ value, floor = Number.NaN, atMost, atLeast }: Row): string {
  if (atLeast !== undefined) return value >= atLeast ? 'ok' : 'under';
  if (!atMost) return '';
  const reached = { value, ratio: value / floor, difference: value - floor }[atMost.of];
  return reached <= atMost.limit ? 'ok' : 'over';
}

function target({ unit, atMost, atLeast }: Row): string {
  if (atLeast !== undefined) return `>= ${atLeast} ${unit}`.trim();
  if (!atMost) return '';
  const { limit } = atMost;
  if (atMost.of === 'value') return `<= ${limit} ${unit}`;
  return atMost.of === 'ratio' ? `<= ${limit} x floor` : `<= floor + ${limit} ${unit}`;
}

/** The table as text, columns aligned. */
export function format(rows: readonly Row[]): string {
  const lines = [
    ['measure', 'value', 'floor', 'ratio', 'target', ''],
    ...rows.map((row) => [
      row.name,
      `${digits(row.value)} ${row.unit}`.trim(),
      row.floor === undefined ? '' : `${digits(row.floor)} ${row.unit}`.trim(),
      row.floor ? digits(row.value / row.floor) : '',
      target(row),
      verdict(row),
    ]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const text = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [text[0], widths.map((width) => '-'.repeat(width)).join('  '), ...text.slice(1)].join('\n');
}
