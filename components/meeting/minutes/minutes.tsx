'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RunState } from '@/lib/council/run';
import { Icon } from '../../ui/icon';
import { effectsMemory } from '../effects';
import type { RunView } from '../run-view';
import { isOver } from '../steering';
import type { Words } from '../use-words';
import { Card } from './card';
import { estimate } from './estimate';
import { ExportRow, titleOf } from './export-row';
import { Find } from './find';
import styles from './minutes.module.css';
import { Asked, CommentRow, PhaseHead, TurnRow } from './row';
import { type Row, rowsOf, together } from './rows';
import { callsOf } from './tools';
import { near, useEnd } from './use-end';
import { useFindKey } from './use-find-key';
import { useTarget } from './use-target';

interface Props {
  run: RunView;
  state: RunState;
  words: Words;
}

/** A record of up to so many rows is drawn whole: the browser can find in it, print it, read it aloud. */
const whole = 120;
/** What the server takes for the size of the scroller, px. */
const usual = { width: 576, height: 720 };
/** Height of the heading that sticks, px. */
const head = 52;

/** The record of what was said, set like minutes: one margin, one column; only what is in sight is drawn of a long one. */
export const Minutes = memo(function Minutes({ run, state, words }: Props) {
  const { t } = words;
  const { phases, turns, controls, comments, recorded, exports } = state;
  const rows = useMemo(
    () => rowsOf({ phases, turns, controls, comments, recorded, exports }),
    [phases, turns, controls, comments, recorded, exports],
  );
  const crowd = useMemo(() => together({ phases, turns }), [phases, turns]);
  const scroller = useRef<HTMLElement>(null);
  const [effectsOf] = useState(effectsMemory);
  const column = useRef(usual.width);
  // All rows are measured anew whenever this is another function.
  const keyOf = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const list = useVirtualizer<HTMLElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: keyOf,
    estimateSize: (index) => sizeOf(rows[index], column.current),
    measureElement: (element, entry, { options, itemSizeCache, indexFromElement }) =>
      entry?.borderBoxSize[0]?.blockSize ??
      itemSizeCache.get(options.getItemKey(indexFromElement(element))) ??
      element.getBoundingClientRect().height,
    rangeExtractor: ({ startIndex, endIndex, count }) =>
      count <= whole ? between(0, count - 1) : between(Math.max(0, startIndex - 6), Math.min(count - 1, endIndex + 6)),
    initialRect: usual,
    initialOffset: () => rows.reduce((sum, row) => sum + sizeOf(row, usual.width), 0),
    paddingEnd: 24,
    scrollPaddingStart: head,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: near,
  });

  // The server's page stands at the end by its layout alone; from here on the list keeps the place.
  const [live, setLive] = useState(false);
  useLayoutEffect(() => setLive(true), []);
  const { away, toEnd, leave } = useEnd(scroller, list, live, column);
  const found = useTarget(rows, list, live, leave);

  const [finding, setFinding] = useState(false);
  const [hit, setHit] = useState<string | null>(null);
  const drawn = list.getVirtualItems();
  const openFind = () => {
    setFinding(true);
    document.querySelector<HTMLInputElement>('[data-find-field]')?.select();
  };
  useFindKey(openFind, drawn.length < rows.length);
  const closeFind = () => {
    setFinding(false);
    setHit(null);
    scroller.current?.focus({ preventScroll: true });
  };
  const [first] = drawn;
  const last = drawn.at(-1);
  const over = isOver(state);
  const above = first ? rows.findLast((row, index) => row.kind === 'phase' && index < first.index) : undefined;
  const draw = (row: Row, before?: Row) => {
    if (row.kind === 'phase')
      return <PhaseHead phase={row.phase} n={row.n} over={over || row.n < phases.length} words={words} />;
    if (row.kind === 'control') return <Asked record={row.control} words={words} />;
    if (row.kind === 'comment') return <CommentRow comment={row.comment} whole={hit === row.key} words={words} />;
    if (row.kind === 'artifact') {
      const { kind, version } = row.recorded;
      const newest = recorded.findLast((one) => one.kind === kind) === row.recorded;
      const artifact = (newest && state.artifacts[kind]) || null;
      return <Card kind={kind} version={version} artifact={artifact} meetingId={state.meetingId} words={words} />;
    }
    if (row.kind === 'export') {
      const { record } = row;
      const first = before?.kind !== 'export' || before.record.integration !== record.integration;
      return <ExportRow record={record} title={titleOf(record, state)} first={first} words={words} />;
    }
    return (
      <TurnRow
        run={run}
        turn={row.turn}
        effects={effectsOf(state, row.turn)}
        calls={callsOf(state.tools, row.turn.turn)}
        lang={state.agenda.language}
        total={over ? turns.length : -1}
        crowded={crowd.has(row.turn.turn)}
        found={found === row.key}
        whole={hit === row.key}
        words={words}
      />
    );
  };
  return (
    <div className={styles.body}>
      <section
        ref={scroller}
        className={styles.scroll}
        data-first={live ? undefined : ''}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
        tabIndex={0}
        aria-label={t('room.minutes')}
        onKeyDown={(event) => {
          // The browser would glide there, and stop at the first row that turns out higher than was guessed.
          if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
          if (event.key === 'End') toEnd();
          else if (event.key === 'Home') list.scrollToIndex(0, { align: 'start' });
          else return;
          event.preventDefault();
        }}
      >
        <div className={styles.minutes}>
          {above && (
            <div className={styles.stuck} key={above.key}>
              {draw(above)}
            </div>
          )}
          <div style={{ height: first?.start ?? 0 }} />
          {drawn.map(({ key, index }) => {
            const row = rows[index];
            return (
              row && (
                <div
                  key={key}
                  ref={list.measureElement}
                  data-index={index}
                  className={row.kind === 'phase' ? styles.stick : styles.row}
                >
                  {draw(row, rows[index - 1])}
                </div>
              )
            );
          })}
          <div style={{ height: list.getTotalSize() - (last?.end ?? 0) }} />
        </div>
      </section>
      {finding ? (
        <Find
          rows={rows}
          words={words}
          scroller={scroller}
          top={list.range?.startIndex ?? 0}
          onHit={(index, key) => {
            leave();
            setHit(key);
            list.scrollToIndex(index, { align: 'center' });
          }}
          onClose={closeFind}
        />
      ) : (
        <button
          type="button"
          className={styles.finder}
          onClick={openFind}
          aria-label={t('minutes.find')}
          aria-keyshortcuts="F"
          title={t('minutes.find')}
        >
          <Icon name="find" />
        </button>
      )}
      {away && <NewRows rows={rows} words={words} onClick={toEnd} />}
    </div>
  );
});

const sizeOf = (row: Row | undefined, column: number) => (row ? estimate(row, column) : 0);

const between = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** Shown only while the reader has scrolled up: how much came since, and the way down. */
function NewRows({ rows, words, onClick }: { rows: Row[]; words: Words; onClick: () => void }) {
  const [seen] = useState(() => rows.at(-1)?.at ?? 0);
  const fresh = rows.length - 1 - rows.findLastIndex((row) => row.at <= seen);
  return (
    <button type="button" className={styles.pill} onClick={onClick}>
      <Icon name="down" size={14} /> {words.t('room.new_turns', { count: fresh })}
    </button>
  );
}
