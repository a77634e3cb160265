'use client';

import { type ReactNode, useState } from 'react';
import { soft } from '../ui/soft';
import styles from './board.module.css';
import { onParts, type PartProps } from './parts';
import { Dot } from './seat-mark';
import type { Standing } from './standing';

/** Rows and columns that are read at a glance; more unfold, or scroll sideways. */
const rowsShown = 8;
const columnsShown = 5;
const dotsShown = 12;

export const Scores = onParts(ScoresTable, 'alternatives', 'criteria', 'scores', 'positions', 'ballot', 'pooledAt');

/** Alternatives by criterion, the leading one first; a row fills in as reviewers score it. */
function ScoresTable({ rows, state, words }: PartProps & { rows: Standing[] }): ReactNode {
  const { t } = words;
  const [all, setAll] = useState(false);
  const weights = state.criteria.reduce((sum, one) => sum + one.weight, 0) || 1;
  const scored = rows.some((row) => row.cells.some((cell) => cell.mean !== null));
  const columns = state.criteria.length;
  const wide = scored && columns > columnsShown;
  const hidden = rows.length - rowsShown;
  return (
    <div
      className={styles.sideways}
      {...(wide ? { tabIndex: 0, role: 'group', 'aria-label': t('board.caption') } : {})}
    >
      <table
        className={styles.scores}
        lang={state.agenda.language}
        style={wide ? { width: `${columns * 76 + 46}px` } : undefined}
      >
        <caption className="sr-only">{t('board.caption')}</caption>
        {scored && (
          <thead>
            <tr>
              {state.criteria.map((one) => (
                <th key={one.name} scope="col">
                  {soft(one.name)}
                  <span>{Math.round((one.weight / weights) * 100)} %</span>
                </th>
              ))}
              <th scope="col" lang={undefined}>
                {t('board.score')}
              </th>
            </tr>
          </thead>
        )}
        {(all ? rows : rows.slice(0, rowsShown)).map(({ alternative, cells, total }, n) => (
          <tbody key={alternative.id} data-lead={(n === 0 && total !== null) || undefined}>
            <tr>
              <th scope="rowgroup" colSpan={Math.max(1, columns)}>
                <span className={styles.name}>
                  <b>{alternative.name}</b>
                  <Stands state={state} words={words} alternative={alternative.id} />
                </span>
              </th>
              <td className={styles.total}>{total === null ? '' : words.score(total)}</td>
            </tr>
            {cells.some((cell) => cell.mean !== null) && (
              <tr>
                {cells.map((cell) => (
                  <td key={cell.criterion}>
                    <span className={styles.value}>
                      {cell.mean === null ? '–' : words.score(cell.mean)}
                      {cell.split && <em>{t('board.split')}</em>}
                    </span>
                    <i className="meter" style={{ '--v': cell.mean ?? 0 } as React.CSSProperties} />
                  </td>
                ))}
                <td />
              </tr>
            )}
          </tbody>
        ))}
      </table>
      {hidden > 0 && (
        <button type="button" className={styles.all} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('board.fewer') : t('board.more', { count: hidden })}
        </button>
      )}
    </div>
  );
}

/** Who stands for an alternative: filled now, hollow where a seat has moved away. */
function Stands({ state, words, alternative }: PartProps & { alternative: string }) {
  const last = new Map(state.positions.map((one) => [one.seat, one.alternative]));
  const now = [...last].filter(([, id]) => id === alternative).map(([seat]) => seat);
  const left = [
    ...new Set(state.positions.filter((one) => one.alternative === alternative).map((one) => one.seat)),
  ].filter((seat) => last.get(seat) !== alternative);
  const more = now.length + left.length - dotsShown;
  if (now.length + left.length === 0) return null;
  return (
    <span className={styles.dots}>
      {now.slice(0, dotsShown).map((seat) => (
        <Dot key={seat} words={words} seat={seat} />
      ))}
      {left.slice(0, Math.max(0, dotsShown - now.length)).map((seat) => (
        <Dot key={seat} words={words} seat={seat} left />
      ))}
      {more > 0 && <span className="note">+{more}</span>}
      {left.length > 0 && <span className="note">{words.t('board.moved')}</span>}
    </span>
  );
}
