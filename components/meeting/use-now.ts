'use client';

import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { onServerClock, serverSkew } from '@/lib/wire/server-clock';

/** A clock that runs by other laws than time: what is drawn below it tells its time. */
export const HeldClock = createContext<{ subscribe(listener: () => void): () => void; clock(): number } | null>(null);

const never = () => () => {};

/**
 * The server's clock in ms, ticking four times a second while `on`. `serverNow` is what it said when the page was drawn,
 * and holds until a stream told it anew: a page may be shown long after it was drawn.
 */
export function useNow(serverNow: number, on: boolean): number {
  const held = useContext(HeldClock);
  const heldNow = () => held?.clock() ?? null;
  const shown = useSyncExternalStore(held?.subscribe ?? never, heldNow, heldNow);
  const [now, setNow] = useState(serverNow);
  const [drawn, setDrawn] = useState<number | null>(null);
  useEffect(() => setDrawn(serverNow - Date.now()), [serverNow]);
  const skew = useSyncExternalStore(onServerClock, serverSkew, () => null) ?? drawn;
  useEffect(() => {
    if (!on || skew === null || held) return;
    const tick = () => setNow(Date.now() + skew);
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [on, skew, held]);
  return shown ?? now;
}
