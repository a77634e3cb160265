'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Icon } from '../ui/icon';
import type { Row } from './draft';
import styles from './rows.module.css';
import { useOrder } from './use-order';

interface Props {
  rows: Row[];
  onChange: (rows: Row[]) => void;
  /** `item` or `criterion`: names the words. */
  kind: 'item' | 'criterion';
  max: number;
  describedBy: string;
  /** Places that the server refused, such as `0.text` or `2.number`; rows without text are not counted. */
  wrong: ReadonlySet<string>;
  firstId: string;
  /** What a row says below it, and beside its number. */
  beside: (row: Row, place: number) => string;
  note?: (row: Row) => ReactNode;
}

/** Lines of a text with a number, put in order by drag and by keyboard; what was removed can be brought back. */
export function Rows({ rows, onChange, kind, max, describedBy, firstId, wrong, beside, note }: Props) {
  const t = useTranslations('new');
  const [told, setTold] = useState('');
  const [gone, setGone] = useState<{ row: Row; at: number } | null>(null);
  const name = (row: Row) => row.text.trim() || t(kind);
  const { list, held, grip, onRowKey, step } = useOrder(rows, onChange, (to, row) =>
    setTold(t('moved', { name: name(row), place: to + 1, count: rows.length })),
  );
  const filled = rows.filter((row) => row.text.trim());
  const isWrong = (row: Row, part: 'text' | 'number') => wrong.has(`${filled.indexOf(row)}.${part}`);
  const change = (key: number, part: Partial<Row>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const nextKey = () => Math.max(-1, gone?.row.key ?? -1, ...rows.map((row) => row.key)) + 1;
  const remove = (row: Row, at: number) => {
    onChange(rows.filter((one) => one.key !== row.key));
    setGone({ row, at });
    setTold('');
  };
  const restore = () => {
    if (!gone) return;
    onChange([...rows.slice(0, gone.at), gone.row, ...rows.slice(gone.at)]);
    setGone(null);
  };
  return (
    <div className={styles.rows}>
      <ol ref={list}>
        {rows.map((row, n) => (
          <li key={row.key} data-row={row.key} data-held={held === row.key || undefined} onKeyDown={onRowKey(row.key)}>
            <button
              type="button"
              className={styles.grip}
              data-part="grip"
              aria-label={t('grip', { name: name(row), place: n + 1 })}
              title={t('grip_hint')}
              {...grip(row.key)}
            >
              <Icon name="grip" />
            </button>
            <input
              className="field"
              id={n === 0 ? firstId : undefined}
              data-part="text"
              value={row.text}
              aria-label={`${t(kind)} ${n + 1}`}
              aria-invalid={isWrong(row, 'text')}
              aria-describedby={describedBy}
              onChange={(event) => change(row.key, { text: event.target.value })}
            />
            <span className={styles.number}>
              <input
                className="field"
                inputMode="decimal"
                data-part="number"
                value={row.number}
                aria-label={`${t(kind === 'item' ? 'min' : 'weight')} ${n + 1}`}
                aria-invalid={isWrong(row, 'number')}
                aria-describedby={describedBy}
                onChange={(event) => change(row.key, { number: event.target.value })}
              />
              <span className="note">{beside(row, n)}</span>
            </span>
            <span className={styles.acts}>
              <button
                type="button"
                data-part="up"
                disabled={n === 0}
                aria-label={t('up', { name: name(row) })}
                onClick={() => step(row.key, -1, 'up')}
              >
                <Icon name="up" />
              </button>
              <button
                type="button"
                data-part="down"
                disabled={n === rows.length - 1}
                aria-label={t('down', { name: name(row) })}
                onClick={() => step(row.key, 1, 'down')}
              >
                <Icon name="down" />
              </button>
              <button type="button" aria-label={t('remove', { name: name(row) })} onClick={() => remove(row, n)}>
                <Icon name="cross" />
              </button>
            </span>
            {note?.(row)}
          </li>
        ))}
      </ol>
      <div className={styles.below}>
        {rows.length < max && (
          <button
            type="button"
            className="link"
            onClick={() => onChange([...rows, { key: nextKey(), text: '', number: '' }])}
          >
            <Icon name="plus" size={14} /> {t(kind === 'item' ? 'add_item' : 'add_criterion')}
          </button>
        )}
        <span role="status">
          {gone && (
            <>
              {t('removed', { name: name(gone.row) })}{' '}
              <button type="button" className="link" onClick={restore}>
                {t('undo')}
              </button>
            </>
          )}
        </span>
      </div>
      <p role="status" className="sr-only">
        {told}
      </p>
    </div>
  );
}
