'use client';

import { useEffect, useRef, useState } from 'react';
import type { RunState } from '@/lib/council/run';
import type { Words } from './use-words';

/** Time over which finished turns are gathered into one announcement, ms. */
const batch = 4000;

/** Tells a screen reader which turns were finished, a few at a time, never word by word. */
export function Announcer({ state, words: { t, face } }: { state: RunState; words: Words }) {
  const done = state.turns.filter((turn) => turn.status === 'completed').length;
  const told = useRef(done);
  const [text, setText] = useState('');
  useEffect(() => {
    if (done <= told.current) return;
    const timer = setTimeout(() => {
      const fresh = state.turns.filter((turn) => turn.status === 'completed').slice(told.current);
      told.current = done;
      setText(
        fresh
          .map(
            (turn) => `${(turn.seat ? face(turn.seat)?.name : turn.by?.name) ?? ''}: ${turn.text || t('room.secret')}`,
          )
          .join(' '),
      );
    }, batch);
    return () => clearTimeout(timer);
  }, [done, state, t, face]);
  return (
    <p className="sr-only" aria-live="polite">
      {text}
    </p>
  );
}
