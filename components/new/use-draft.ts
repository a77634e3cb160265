import { useEffect, useState } from 'react';
import type { Draft } from './draft';
import { keep } from './keep';

/**
 * A draft that this browser keeps with every change, from the first one on. `unkept`: the browser keeps nothing, so
 * leaving the page asks first.
 */
export function useDraft(userId: string, first: Draft) {
  const [draft, setDraft] = useState(first);
  const [unkept, setUnkept] = useState(false);
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    if (touched) setUnkept(!keep(userId, draft));
  }, [draft, touched, userId]);
  useEffect(() => {
    if (!unkept) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unkept]);
  const change = (next: (draft: Draft) => Draft) => {
    setTouched(true);
    setDraft(next);
  };
  /** Goes on with another draft, or begins one anew; nothing is kept of it before it is changed. */
  const take = (other: Draft) => {
    setTouched(false);
    setDraft(other);
  };
  return { draft, change, take, unkept };
}
