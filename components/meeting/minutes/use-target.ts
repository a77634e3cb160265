'use client';

import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Row } from './rows';

/** The key of the row that the address names: `#t12` or `#phase-3`. */
function keyOf(hash: string, rows: readonly Row[]): string | null {
  const turn = /^#(t\d+)$/.exec(hash)?.[1];
  if (turn) return turn;
  const phase = Number(/^#phase-(\d+)$/.exec(hash)?.[1]);
  return rows.find((row) => row.kind === 'phase' && row.n === phase)?.key ?? null;
}

/** How long the row that was gone to stays marked, ms. */
const markedMs = 2400;

/** Goes where the address points, drawn or not; returns the key of the row that was found, for a moment. */
export function useTarget(
  rows: readonly Row[],
  list: Virtualizer<HTMLElement, HTMLDivElement>,
  live: boolean,
  leave: () => void,
): string | null {
  const [found, setFound] = useState<string | null>(null);
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  });
  useLayoutEffect(() => {
    if (!live) return;
    const go = () => {
      const key = keyOf(location.hash, latest.current);
      const index = latest.current.findIndex((row) => row.key === key);
      if (index < 0) return;
      setFound(key);
      leave();
      list.scrollToIndex(index, { align: 'start' });
    };
    go();
    addEventListener('hashchange', go);
    return () => removeEventListener('hashchange', go);
  }, [live, list, leave]);
  useEffect(() => {
    if (found === null) return;
    const timer = setTimeout(() => setFound(null), markedMs);
    return () => clearTimeout(timer);
  }, [found]);
  return found;
}
