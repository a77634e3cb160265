import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

interface Grip {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Puts the rows of a list in order: by a grip that is dragged, by Alt with an arrow anywhere in a row, or by arrows on
 * the grip. Escape lets a dragged row go back. `onMove` tells where a row has come to rest.
 */
export function useOrder<T extends { key: number }>(
  rows: T[],
  onChange: (rows: T[]) => void,
  onMove: (to: number, row: T) => void,
) {
  const list = useRef<HTMLOListElement>(null);
  const [held, setHeld] = useState<number | null>(null);
  const before = useRef<T[]>([]);
  const refocus = useRef<{ key: number; part: string } | null>(null);

  const place = (key: number) => rows.findIndex((row) => row.key === key);
  const put = (key: number, to: number): T[] => {
    const from = place(key);
    const target = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[from];
    if (!row || target === from) return rows;
    const rest = rows.filter((one) => one.key !== key);
    const next = [...rest.slice(0, target), row, ...rest.slice(target)];
    onChange(next);
    return next;
  };
  const step = (key: number, by: -1 | 1, part: string) => {
    const next = put(key, place(key) + by);
    if (next === rows) return;
    refocus.current = { key, part };
    const to = next.findIndex((one) => one.key === key);
    const row = next[to];
    if (row) onMove(to, row);
  };

  // A moved row is another place in the page: what was focused in it stays focused.
  useEffect(() => {
    const wanted = refocus.current;
    if (!wanted) return;
    refocus.current = null;
    list.current?.querySelector<HTMLElement>(`[data-row="${wanted.key}"] [data-part="${wanted.part}"]`)?.focus();
  });

  // On the window: a row that moves is another node of the page, and a captured pointer would be lost with it.
  useEffect(() => {
    if (held === null) return;
    const over = new AbortController();
    const { signal } = over;
    const end = () => {
      setHeld(null);
      const to = place(held);
      const row = rows[to];
      if (row && before.current[to]?.key !== held) onMove(to, row);
    };
    const drag = ({ clientY }: globalThis.PointerEvent) => {
      const boxes = [...(list.current?.children ?? [])].map((one) => one.getBoundingClientRect());
      put(held, boxes.filter((box, n) => n !== place(held) && clientY > box.top + box.height / 2).length);
    };
    const back = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onChange(before.current);
      setHeld(null);
    };
    window.addEventListener('pointermove', drag, { signal });
    window.addEventListener('pointerup', end, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', back, { signal });
    return () => over.abort();
  });

  const grip = (key: number): Grip => ({
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      // Else the drag would select text.
      event.preventDefault();
      event.currentTarget.focus();
      before.current = rows;
      setHeld(key);
    },
    onKeyDown: (event) => {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
      if (by === null || event.altKey) return;
      event.preventDefault();
      step(key, by, 'grip');
    },
  });
  const onRowKey = (key: number) => (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (by === null || !event.altKey) return;
    event.preventDefault();
    const part = event.target instanceof HTMLElement ? (event.target.dataset.part ?? 'text') : 'text';
    step(key, by, part);
  };
  return { list, held, grip, onRowKey, step };
}
