/** How many of the things looked at are as they should be. */
export interface Figure {
  right: number;
  of: number;
}

/** Rows by name, each with its figures by name. */
export type Table = Record<string, Record<string, Figure>>;

export const share = ({ right, of }: Figure): number => (of === 0 ? 1 : right / of);

/** Counts the things that are as they should be. */
export const tell = <T>(things: readonly T[], holds: (thing: T) => boolean): Figure => ({
  right: things.filter(holds).length,
  of: things.length,
});

/** Every figure that is worse than the baseline's, or no longer measured, as a sentence with its row and name. */
export function regressions(now: Table, baseline: Table): string[] {
  return Object.entries(baseline).flatMap(([row, figures]) =>
    Object.entries(figures).flatMap(([name, before]) => {
      const after = now[row]?.[name];
      if (!after || (after.of === 0 && before.of > 0)) return [`${row}, ${name}: no longer measured`];
      return share(after) < share(before) - 1e-9 ? [`${row}, ${name}: ${said(after)}, was ${said(before)}`] : [];
    }),
  );
}

const said = ({ right, of }: Figure): string => `${right} of ${of}`;

/** The figures of rows that share their columns, for people. */
export function printed(title: string, table: Table): string {
  const columns = [...new Set(Object.values(table).flatMap((figures) => Object.keys(figures)))];
  const cell = (figure: Figure | undefined) =>
    !figure ? '' : figure.of === 0 ? '–' : `${Math.floor(share(figure) * 1000) / 10} % of ${figure.of}`;
  const lines = [
    [title, ...columns],
    ...Object.entries(table).map(([row, figures]) => [row, ...columns.map((name) => cell(figures[name]))]),
  ];
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A table as it is kept in a file, a figure as "48/48". */
export type Kept = Record<string, Record<string, string>>;

export const kept = (table: Table): Kept => mapped(table, ({ right, of }) => `${right}/${of}`);

export const recalled = (table: Kept): Table =>
  mapped(table, (figure) => {
    const [right = 0, of = 0] = figure.split('/').map(Number);
    return { right, of };
  });

const mapped = <A, B>(
  rows: Record<string, Record<string, A>>,
  to: (figure: A) => B,
): Record<string, Record<string, B>> =>
  Object.fromEntries(
    Object.entries(rows).map(([row, figures]) => [
      row,
      Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, to(figure)])),
    ]),
  );
