'use client';

import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { anyToast, onToast, type ToastWords } from './toast';

const List = dynamic(() => import('./toast-list').then((module) => module.ToastList), { ssr: false });

/** Where toasts appear, on every page; their code comes with the first one. */
export function Toasts({ words }: { words: ToastWords }) {
  const any = useSyncExternalStore(onToast, anyToast, () => false);
  return any ? <List words={words} /> : null;
}
