'use client';

import { Icon } from '../ui/icon';
import styles from './new.module.css';

export interface Pair {
  key: number;
  text: string;
  number: string;
}

interface Props {
  rows: Pair[];
  onChange: (rows: Pair[]) => void;
  words: { text: string; number: string; add: string; remove: string };
  max: number;
  describedBy: string;
  /** Places that the server refused, such as `0.text` or `2.number`; rows without text are not counted. */
  wrong: ReadonlySet<string>;
  firstId: string;
}

/** Lines of a text with a number: agenda items with minutes, criteria with weights. */
export function Rows({ rows, onChange, words, max, describedBy, firstId, wrong }: Props) {
  const filled = rows.filter((row) => row.text.trim());
  const isWrong = (row: Pair, part: 'text' | 'number') => wrong.has(`${filled.indexOf(row)}.${part}`);
  const change = (key: number, part: Partial<Pair>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <div className={styles.pairs}>
      {rows.map((row, n) => (
        <div key={row.key}>
          <input
            className="field"
            id={n === 0 ? firstId : undefined}
            value={row.text}
            aria-label={`${words.text} ${n + 1}`}
            aria-invalid={isWrong(row, 'text')}
            aria-describedby={describedBy}
            onChange={(event) => change(row.key, { text: event.target.value })}
          />
          <input
            className="field"
            inputMode="decimal"
            value={row.number}
            aria-label={`${words.number} ${n + 1}`}
            aria-invalid={isWrong(row, 'number')}
            aria-describedby={describedBy}
            onChange={(event) => change(row.key, { number: event.target.value })}
          />
          <span className="note">{words.number}</span>
          <button
            type="button"
            aria-label={`${words.remove} ${n + 1}`}
            onClick={() => onChange(rows.filter((one) => one.key !== row.key))}
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
      {rows.length < max && (
        <button
          type="button"
          className="link"
          onClick={() =>
            onChange([...rows, { key: Math.max(0, ...rows.map((row) => row.key)) + 1, text: '', number: '' }])
          }
        >
          <Icon name="plus" size={14} /> {words.add}
        </button>
      )}
    </div>
  );
}
