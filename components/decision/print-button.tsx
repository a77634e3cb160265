'use client';

import { useEffect } from 'react';

/** Prints the page, or saves it as PDF; `now`: as soon as it is there. What is folded away is unfolded for paper. */
export function PrintButton({ words, now = false }: { words: string; now?: boolean }) {
  useEffect(() => {
    const folded = () => [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')];
    let opened: HTMLDetailsElement[] = [];
    const before = () => {
      opened = folded();
      for (const one of opened) one.open = true;
    };
    const after = () => {
      for (const one of opened) one.open = false;
    };
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    if (now) print();
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, [now]);
  return (
    <button type="button" className="link" onClick={() => print()}>
      {words}
    </button>
  );
}
