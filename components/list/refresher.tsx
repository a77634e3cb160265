'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Draws the list again every few seconds while something in it is live and somebody looks. */
export function Refresher({ everyMs = 4000 }: { everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
