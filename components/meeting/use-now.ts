'use client';

import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';

/** A clock that runs by other laws than time: what is drawn below it tells its time. */
export const HeldClock = createContext<{ subscribe(listener: () => void): () => void; clock(): number } | null>(null);

const never = () => () => {};

/** The server's clock in ms, ticking four times a second while `on`; `serverNow` is what it said when the page was drawn. */
export function useNow(serverNow: number, on: boolean): number {
  const held = useContext(HeldClock);
  const heldNow = () => held?.clock() ?? null;
  const shown = useSyncExternalStore(held?.subscribe ?? never, heldNow, heldNow);
  const [now, setNow] = useState(serverNow);
  const [skew, setSkew] = useState<number | null>(null);
  useEffect(() => setSkew(serverNow - Date.now()), [serverNow]);
  useEffect(() => {
    if (!on || skew === null || held) return;
    const tick = () => setNow(Date.now() + skew);
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [on, skew, held]);
  return shown ?? now;
}
