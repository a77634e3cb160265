import { useEffect, useState } from 'react';

/** To the whole council, to one expert (`seat:<id>`), beside it for everybody, or beside it for those who steer. */
export type To = 'council' | 'remark' | 'note' | `seat:${string}`;
export interface Draft {
  text: string;
  to: To;
}

const isTo = (to: unknown): to is To =>
  typeof to === 'string' && (to === 'council' || to === 'remark' || to === 'note' || to.startsWith('seat:'));

function read(key: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('text' in kept) || !('to' in kept)) return null;
    return typeof kept.text === 'string' && isTo(kept.to) ? { text: kept.text, to: kept.to } : null;
  } catch {
    return null;
  }
}

/** What somebody types, kept in this tab over a reload until it was sent; a browser that keeps nothing still types. */
export function useDraft(runId: string, first: To): [Draft, (draft: Draft) => void] {
  const key = `xio:say:${runId}`;
  const [draft, setDraft] = useState<Draft>({ text: '', to: first });
  useEffect(() => {
    const kept = read(key);
    if (kept) setDraft((now) => (now.text === '' ? kept : now));
  }, [key]);
  const change = (next: Draft) => {
    setDraft(next);
    try {
      if (next.text === '') sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Full or forbidden: the page itself still holds the words.
    }
  };
  return [draft, change];
}
