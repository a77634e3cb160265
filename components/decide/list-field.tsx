'use client';

import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import styles from './decide.module.css';

interface Props<T extends { key: number }> {
  rows: T[];
  onChange: (rows: T[]) => void;
  /** A new row but for its key. */
  blank: Omit<T, 'key'>;
  words: { add: string; remove: string };
  /** Rows that can't be taken out. */
  fixed?: (row: T) => boolean;
  children: (row: T, change: (part: Partial<T>) => void, n: number) => ReactNode;
}

/** Rows of one kind, each with its own fields, to add to and to take out of. */
export function ListField<T extends { key: number }>({ rows, onChange, blank, words, fixed, children }: Props<T>) {
  const add = () => {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
    // The guarantee: a blank is a row without its key.
    onChange([...rows, { ...blank, key } as T]);
  };
  return (
    <div className={styles.rows}>
      {rows.map((row, n) => (
        <div key={row.key} className={styles.row}>
          <div>
            {children(
              row,
              (part) => onChange(rows.map((one) => (one.key === row.key ? { ...one, ...part } : one))),
              n + 1,
            )}
          </div>
          {!fixed?.(row) && (
            <button
              type="button"
              className={styles.remove}
              aria-label={`${words.remove} ${n + 1}`}
              onClick={() => onChange(rows.filter((one) => one.key !== row.key))}
            >
              <Icon name="cross" />
            </button>
          )}
        </div>
      ))}
      <button type="button" className={`link ${styles.add}`} onClick={add}>
        <Icon name="plus" size={14} /> {words.add}
      </button>
    </div>
  );
}
