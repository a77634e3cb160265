'use client';

import { useEffect, useRef, useState } from 'react';
import type { RunState, Turn } from '@/lib/council/run';
import { brief } from './effects';
import type { Words } from './use-words';

/** Time over which finished turns are gathered into one announcement, ms. */
const batch = 4000;
/** Of a batch so many turns are read out, each so far, characters; the others are counted. */
const mostTurns = 3;
const mostLetters = 280;

/** The turns that are finished, each remembered from when it was first seen so. */
function freshOf(turns: readonly Turn[], told: Set<number>): Turn[] {
  const fresh: Turn[] = [];
  for (const turn of turns) {
    if (turn.status !== 'completed' || told.has(turn.turn)) continue;
    told.add(turn.turn);
    fresh.push(turn);
  }
  return fresh;
}

/** Tells a screen reader which turns were finished, a few at a time, never word by word. */
export function Announcer({ state, words }: { state: RunState; words: Words }) {
  const [told] = useState(() => {
    const before = new Set<number>();
    freshOf(state.turns, before);
    return before;
  });
  const [text, setText] = useState('');
  const { turns } = state;
  const latest = useRef({ turns, words });
  const waits = useRef(false);
  useEffect(() => {
    latest.current = { turns, words };
    // A timer that is under way is left to run: else a busy council is never heard.
    if (waits.current) return;
    waits.current = true;
    setTimeout(() => {
      waits.current = false;
      const fresh = freshOf(latest.current.turns, told);
      if (fresh.length > 0) setText(announcement(fresh, latest.current.words));
    }, batch);
  }, [turns, words, told]);
  return (
    <p className="sr-only" aria-live="polite">
      {text}
    </p>
  );
}

/** What an announcement takes from the words of a run. */
interface Speaker {
  t(key: string, args?: Record<string, number>): string;
  face(id: string): { name: string } | undefined;
}

/** One announcement for a batch of turns, however many there are and however long they became. */
export function announcement(fresh: readonly Turn[], { t, face }: Speaker): string {
  const read = fresh.slice(0, mostTurns).map((turn) => {
    const name = (turn.seat ? face(turn.seat)?.name : turn.by?.name) ?? '';
    return `${name}: ${turn.text ? brief(turn.text, mostLetters) : t('room.secret')}`;
  });
  if (fresh.length > mostTurns) read.push(t('minutes.more_told', { count: fresh.length - mostTurns }));
  return read.join(' ');
}
