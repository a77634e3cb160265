import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import styles from './measures.module.css';
import { type Bar, Plot } from './plot';

/** A number and the meetings that it counts; without them it is only words. */
export interface Cell {
  text: string;
  href?: string | undefined;
}

export interface Row {
  key: string;
  head: string;
  cells: Cell[];
}

interface Props {
  id: string;
  title: string;
  /** What it means, in a sentence. */
  about: string;
  value: Cell;
  note: ReactNode;
  /** Whether the target is met, where there is one and something was measured. */
  target?: { text: string; met: boolean | null } | undefined;
  plot: {
    bars: Bar[];
    say: (value: number) => string;
    target?: { value: number; label: string } | undefined;
    ceiling?: number | undefined;
    unit?: number;
    /** What the two parts of a column are. */
    legend?: readonly string[];
  };
  columns: string[];
  rows: Row[];
  /** Nothing was measured: the note says why. */
  empty: boolean;
}

/** One measure: its number with the target, how it went over the period, and the table behind the drawing. */
export function Measure({ id, title, about, value, note, target, plot, columns, rows, empty }: Props) {
  const t = useTranslations('measures');
  const { legend, ceiling, ...drawn } = plot;
  return (
    <section className={styles.measure} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {!empty && (
          <p className={styles.value}>
            <Figure cell={value} />
          </p>
        )}
        <p className={styles.note}>{note}</p>
        {target && (
          <p className={target.met ? 'done' : target.met === false ? 'waiting' : undefined}>
            <span className="state">
              {target.met !== null && <Icon name={target.met ? 'tick' : 'ring'} />}
              {target.text}
            </span>
          </p>
        )}
        <p className="note">{about}</p>
      </div>
      {!empty && (
        <div>
          <Plot {...drawn} {...(ceiling === undefined ? {} : { ceiling })} about={t('drawn', { title })} />
          {legend && (
            <p className={styles.legend}>
              {legend.map((one, part) => (
                <span key={one} data-part={part}>
                  {one}
                </span>
              ))}
            </p>
          )}
          <details>
            <summary className="link">{t('table')}</summary>
            <Table caption={title} columns={columns} rows={rows} />
          </details>
        </div>
      )}
    </section>
  );
}

const Figure = ({ cell: { text, href } }: { cell: Cell }) => (href ? <Link href={href}>{text}</Link> : text);

/** Numbers in rows; it scrolls by itself where the screen is narrow, also by keyboard. */
export function Table({ caption, columns, rows }: { caption: string; columns: string[]; rows: Row[] }) {
  const t = useTranslations('measures');
  return (
    <section
      className={styles.scroll}
      aria-label={`${t('table')}: ${caption}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys
      tabIndex={0}
    >
      <table className={styles.table}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((one) => (
              <th key={one} scope="col">
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.head}</th>
              {row.cells.map((cell, index) => (
                <td key={columns[index + 1]}>
                  <Figure cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
