'use client';

import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** How near to the end still counts as being there, px. */
export const near = 64;

/** Opens the list at its end and tells whether the reader has left it; a scroller that changes its size keeps the place. */
export function useEnd(
  scroller: RefObject<HTMLElement | null>,
  list: Virtualizer<HTMLElement, HTMLDivElement>,
  live: boolean,
  column: RefObject<number>,
) {
  const stuck = useRef(true);
  const [away, setAway] = useState(false);

  const toEnd = useCallback(() => {
    stuck.current = true;
    setAway(false);
    list.scrollToEnd();
  }, [list]);

  const leave = useCallback(() => {
    stuck.current = false;
    setAway(true);
  }, []);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!live || !box) return;
    column.current = columnOf(box);
    remeasure(list);
    list.scrollToEnd();
  }, [live, list, scroller, column]);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let top = box.scrollTop;
    const onScroll = () => {
      const below = box.scrollHeight - box.scrollTop - box.clientHeight;
      // Only a reader scrolls up; content that grew in the meantime must not count as leaving.
      if (below < near) stuck.current = true;
      else if (box.scrollTop < top) stuck.current = false;
      top = box.scrollTop;
      setAway(!stuck.current);
    };
    let width = box.clientWidth;
    const sized = new ResizeObserver(() => {
      if (box.clientWidth !== width) {
        width = box.clientWidth;
        column.current = columnOf(box);
        const place = placeOf(list);
        remeasure(list);
        place();
      }
      if (stuck.current) list.scrollToEnd();
    });
    box.addEventListener('scroll', onScroll, { passive: true });
    sized.observe(box);
    return () => {
      box.removeEventListener('scroll', onScroll);
      sized.disconnect();
    };
  }, [scroller, list, column]);

  return { away, toEnd, leave };
}

/** Width of the column of text, px. */
function columnOf(box: HTMLElement): number {
  const text = box.querySelector('[lang]');
  return text?.clientWidth || box.clientWidth;
}

/** In another width every row has another height: what was measured of those that are not drawn is forgotten. */
function remeasure(list: Virtualizer<HTMLElement, HTMLDivElement>): void {
  list.measure();
  for (const element of [...list.elementsCache.values()]) list.measureElement(element);
}

/** Remembers which row is on top; the answer brings it back there. */
function placeOf(list: Virtualizer<HTMLElement, HTMLDivElement>): () => void {
  const at = list.scrollOffset ?? 0;
  const top = list.getVirtualItemForOffset(at);
  return () => {
    if (top) list.scrollToIndex(top.index, { align: 'start' });
  };
}
