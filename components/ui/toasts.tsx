'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { anyToast, onToast, type ToastWords } from './toast';
import type { ToastList } from './toast-list';

/**
 * Where toasts appear, on every page; their code comes with the first one. Where it cannot be had, it is asked for
 * again with the next one or once the line is back: what was to be said waits, and the page stays.
 */
export function Toasts({ words }: { words: ToastWords }) {
  const any = useSyncExternalStore(onToast, anyToast, () => false);
  const [List, setList] = useState<typeof ToastList | null>(null);
  useEffect(() => {
    if (!any || List) return;
    const load = () =>
      void import('./toast-list').then(
        (module) => setList(() => module.ToastList),
        () => {},
      );
    load();
    const leave = onToast(load);
    addEventListener('online', load);
    return () => {
      leave();
      removeEventListener('online', load);
    };
  }, [any, List]);
  return List && <List words={words} />;
}
