'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { type FormEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Language } from '@/lib/council/agenda.schema';
import { PersonMark } from '../meeting/seat-mark';
import { Icon } from '../ui/icon';
import styles from './minutes.module.css';

export interface TurnShown {
  turn: number;
  speaker: string | null;
  text: string;
  startMs: number | null;
}

interface Props {
  meetingId: string;
  language: Language;
  /** How many there are. */
  count: number;
  /** The first ones. */
  first: readonly TurnShown[];
  cited: readonly number[];
}

/** Turns that are fetched at once. */
const pageSize = 200;
const rowHeight = 76;
const atFirst = 20;

/** The whole transcript: only what is in sight is drawn and fetched, so that 200,000 turns do no harm. */
export function TranscriptView({ meetingId, language, count, first, cited }: Props) {
  const t = useTranslations('minutes');
  const { turnOf, want, failed, again } = useTurns(meetingId, count, first);
  const marked = useMemo(() => new Set(cited), [cited]);
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  // What stands above may grow or shrink with whatever is done there.
  useLayoutEffect(() => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY));
  const rows = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: top,
    initialRect: { width: 1024, height: 800 },
  });
  // At first as the server drew it, wherever the window stands by then.
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const drawn = live
    ? rows.getVirtualItems()
    : Array.from({ length: Math.min(count, atFirst) }, (_, index) => ({ index, start: index * rowHeight }));
  const [from, to] = [drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0];
  useEffect(() => want(from + 1, to + 1), [want, from, to]);

  const [at, setAt] = useState<number | null>(null);
  const goTo = useCallback(
    (turn: number) => {
      setAt(turn);
      rows.scrollToIndex(turn - 1, { align: 'center' });
    },
    [rows],
  );
  useEffect(() => {
    const follow = () => {
      const turn = Number(/^#t(\d+)$/.exec(location.hash)?.[1] ?? 0);
      if (turn >= 1 && turn <= count) goTo(turn);
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [goTo, count]);

  return (
    <>
      <Find meetingId={meetingId} onHit={goTo} />
      {failed && (
        <p role="alert" className="trouble">
          {t('not_loaded')}{' '}
          <button type="button" className="link" onClick={again}>
            {t('again')}
          </button>
        </p>
      )}
      <div
        ref={list}
        className={styles.transcript}
        style={{ height: rows.getTotalSize() }}
        lang={language}
        role="feed"
        aria-label={t('transcript')}
      >
        {drawn.map(({ index, start }) => {
          const turn = turnOf(index + 1);
          return (
            <article
              key={index}
              id={`t${index + 1}`}
              ref={rows.measureElement}
              data-index={index}
              data-cited={marked.has(index + 1) || undefined}
              data-at={at === index + 1 || undefined}
              className={styles.turn}
              style={{ transform: `translateY(${live ? start - rows.options.scrollMargin : start}px)` }}
              aria-setsize={count}
              aria-posinset={index + 1}
              tabIndex={-1}
            >
              <div className={styles.by}>
                {turn?.speaker && (
                  <>
                    <b>{turn.speaker}</b>
                    <PersonMark name={turn.speaker} small />
                  </>
                )}
                <a className="note" href={`#t${index + 1}`}>
                  {index + 1}
                  {turn?.startMs != null && ` · ${clockOf(turn.startMs)}`}
                </a>
              </div>
              <p>{turn ? turn.text : <span className="note">{t('loading')}</span>}</p>
              {marked.has(index + 1) && <span className={styles.mark}>{t('cited')}</span>}
            </article>
          );
        })}
      </div>
    </>
  );
}

const two = (n: number) => String(n).padStart(2, '0');
/** As the file counts: hours only where there are some. */
function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Turns by their number, fetched page by page as they come into sight. */
function useTurns(meetingId: string, count: number, first: readonly TurnShown[]) {
  const held = useRef(new Map(first.map((one) => [one.turn, one])));
  const asked = useRef(new Set<number>());
  const [, draw] = useState(0);
  const [failed, setFailed] = useState(false);
  const fetchPage = useCallback(
    async (page: number) => {
      asked.current.add(page);
      const found = await readTurns(meetingId, `from=${page * pageSize + 1}&limit=${pageSize}`);
      if (!found) {
        asked.current.delete(page);
        setFailed(true);
        return;
      }
      for (const one of found.turns) held.current.set(one.turn, one);
      setFailed(false);
      draw((n) => n + 1);
    },
    [meetingId],
  );
  const want = useCallback(
    (from: number, to: number) => {
      for (let turn = from; turn <= Math.min(to, count); turn++) {
        const page = Math.floor((turn - 1) / pageSize);
        if (!held.current.has(turn) && !asked.current.has(page)) void fetchPage(page);
      }
    },
    [fetchPage, count],
  );
  return {
    turnOf: (turn: number) => held.current.get(turn),
    want,
    failed,
    again: () => draw((n) => n + 1),
  };
}

async function readTurns(meetingId: string, query: string) {
  const answer = await fetch(`/api/v1/minutes/${meetingId}/turns?${query}`).catch(() => null);
  return answer?.ok ? turnsIn(await answer.json()) : null;
}

/** Guarantee: our own server sent it, after its schema. */
const turnsIn = (value: unknown) => value as { turns: TurnShown[]; next: number | null };

const mostHits = 500;

/** Finds words in all of it, drawn or not. */
function Find({ meetingId, onHit }: { meetingId: string; onHit: (turn: number) => void }) {
  const t = useTranslations('minutes');
  const [query, setQuery] = useState('');
  const [hits, setHits] = useState<{ turns: number[]; more: boolean; at: number } | null>(null);
  const go = (found: NonNullable<typeof hits>, at: number) => {
    const n = found.turns.length;
    const next = n === 0 ? 0 : (at + n) % n;
    setHits({ ...found, at: next });
    const turn = found.turns[next];
    if (turn !== undefined) onHit(turn);
  };
  const find = async (event: FormEvent) => {
    event.preventDefault();
    if (hits) return go(hits, hits.at + 1);
    if (query.trim() === '') return;
    const found = await readTurns(meetingId, `search=${encodeURIComponent(query.trim())}&limit=${mostHits}`);
    if (found) go({ turns: found.turns.map((one) => one.turn), more: found.next !== null, at: 0 }, 0);
  };
  return (
    <search className={styles.search}>
      <form method="post" className={styles.find} onSubmit={find}>
        <Icon name="find" />
        <input
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          maxLength={200}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setHits(null);
          }}
        />
        <span role="status" className="note">
          {hits &&
            (hits.turns.length === 0
              ? t('found', { count: 0 })
              : `${t('hit', { n: hits.at + 1, count: hits.turns.length })}${hits.more ? '+' : ''}`)}
        </span>
        <button
          type="button"
          aria-label={t('earlier')}
          disabled={!hits?.turns.length}
          onClick={() => hits && go(hits, hits.at - 1)}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          aria-label={t('later')}
          disabled={!hits?.turns.length}
          onClick={() => hits && go(hits, hits.at + 1)}
        >
          <Icon name="down" />
        </button>
      </form>
    </search>
  );
}
