'use client';

import { useEffect, useState } from 'react';

/** The server's clock in ms, ticking four times a second while `on`; `serverNow` is what it said when the page was drawn. */
export function useNow(serverNow: number, on: boolean): number {
  const [now, setNow] = useState(serverNow);
  const [skew, setSkew] = useState<number | null>(null);
  useEffect(() => setSkew(serverNow - Date.now()), [serverNow]);
  useEffect(() => {
    if (!on || skew === null) return;
    const tick = () => setNow(Date.now() + skew);
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [on, skew]);
  return now;
}
