'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** How near to the bottom still counts as being there, px. */
const near = 64;

/** Keeps a scroller at its bottom while it grows, only for as long as the reader is there. */
export function useStick(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>) {
  const stuck = useRef(true);
  const [away, setAway] = useState(false);

  const toBottom = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    stuck.current = true;
    setAway(false);
    box.scrollTop = box.scrollHeight;
  }, [scroller]);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    const goToHash = () => {
      const target = /^#t\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
      if (!target) return false;
      stuck.current = false;
      setAway(true);
      target.scrollIntoView({ block: 'start' });
      return true;
    };
    let top = box.scrollTop;
    const onScroll = () => {
      const below = box.scrollHeight - box.scrollTop - box.clientHeight;
      // Only a reader scrolls up; content that grew in the meantime must not count as leaving.
      if (below < near) stuck.current = true;
      else if (box.scrollTop < top) stuck.current = false;
      top = box.scrollTop;
      setAway(!stuck.current);
    };
    const grown = new ResizeObserver(() => {
      if (stuck.current) box.scrollTop = box.scrollHeight;
    });
    if (!goToHash()) toBottom();
    box.addEventListener('scroll', onScroll, { passive: true });
    addEventListener('hashchange', goToHash);
    grown.observe(inner);
    grown.observe(box);
    return () => {
      box.removeEventListener('scroll', onScroll);
      removeEventListener('hashchange', goToHash);
      grown.disconnect();
    };
  }, [scroller, content, toBottom]);

  return { away, toBottom };
}
