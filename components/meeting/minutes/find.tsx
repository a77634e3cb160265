'use client';

import { type KeyboardEvent, type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Icon } from '../../ui/icon';
import type { Words } from '../use-words';
import { bringIn, highlight, noHighlight } from './highlight';
import styles from './minutes.module.css';
import type { Row } from './rows';
import { createIndex, hitAt } from './search';

interface Props {
  rows: readonly Row[];
  words: Words;
  scroller: RefObject<HTMLElement | null>;
  /** Index of the row that was on top when the search began: hits are counted from there. */
  top: number;
  /** Goes to the row of a hit. */
  onHit: (index: number, key: string) => void;
  onClose: () => void;
}

/** Rows that are read ahead at a time, so that the first letter finds everything ready. */
const slice = 500;

/** Finds in the whole record, drawn or not: names, turns, comments. */
export function Find({ rows, words, scroller, top, onHit, onClose }: Props) {
  const { t } = words;
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const asked = useDeferredValue(query);
  const minutes = useDeferredValue(rows);
  const index = useMemo(() => createIndex(words), [words]);
  const found = useMemo(() => index.find(minutes, asked), [index, minutes, asked]);
  const hit = useMemo(() => hitAt(found, at), [found, at]);
  const reached = useRef('');
  const from = useRef(top);
  const latest = useRef({ onHit, rows });
  useEffect(() => {
    latest.current = { onHit, rows };
  });

  useEffect(() => {
    let next = 0;
    let timer = setTimeout(function warm() {
      const { rows } = latest.current;
      index.warm(rows.slice(next, next + slice));
      next += slice;
      if (next < rows.length) timer = setTimeout(warm);
    });
    return () => clearTimeout(timer);
  }, [index]);

  // A new question begins where the reader was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came since the question does not move the reader
  useEffect(() => {
    setAt(found.rows.find((row) => row.index >= from.current)?.before ?? 0);
  }, [asked]);

  const { index: row, key } = hit ?? {};
  useEffect(() => {
    if (asked !== '' && row !== undefined && key !== undefined) latest.current.onHit(row, key);
  }, [asked, row, key]);

  // Rows come and go while the reader scrolls, so what is drawn is marked anew.
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const paint = () => {
      const here = highlight(box, asked, hit);
      const goal = `${at} ${asked}`;
      if (!here || reached.current === goal) return;
      reached.current = goal;
      bringIn(box, here);
    };
    paint();
    let frame = 0;
    const drawn = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(paint);
    });
    drawn.observe(box, { childList: true, subtree: true, characterData: true });
    return () => {
      cancelAnimationFrame(frame);
      drawn.disconnect();
    };
  }, [scroller, asked, hit, at]);
  useEffect(() => noHighlight, []);

  const go = (by: 1 | -1) => {
    if (found.count === 0) return;
    const next = (at + by + found.count) % found.count;
    from.current = hitAt(found, next)?.index ?? from.current;
    setAt(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const tells =
    asked.trim() === ''
      ? ''
      : found.count === 0
        ? t('minutes.found_none')
        : t('minutes.found', { at: at + 1, count: found.count });
  return (
    <search className={styles.find} onKeyDown={onKeyDown}>
      <input
        // biome-ignore lint/a11y/noAutofocus: who asked to find something types next
        autoFocus
        data-find-field=""
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        placeholder={t('minutes.find_what')}
        aria-label={t('minutes.find')}
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
      />
      <span role="status" className="note">
        {tells}
      </span>
      <button type="button" onClick={() => go(-1)} disabled={found.count === 0} aria-label={t('minutes.find_previous')}>
        <Icon name="up" />
      </button>
      <button type="button" onClick={() => go(1)} disabled={found.count === 0} aria-label={t('minutes.find_next')}>
        <Icon name="down" />
      </button>
      <button type="button" onClick={onClose} aria-label={t('minutes.find_close')}>
        <Icon name="cross" />
      </button>
    </search>
  );
}
