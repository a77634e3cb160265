'use client';

import { useEffect, useRef } from 'react';

/**
 * F finds in the minutes, unless somebody types or single keys were switched off. Ctrl or Cmd with F stays the browser's
 * where all of the record is drawn; of a longer one the browser sees a part, so ours opens, and the browser's the second time.
 */
export function useFindKey(open: () => void, partly: boolean): void {
  const latest = useRef({ open, partly });
  useEffect(() => {
    latest.current = { open, partly };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'KeyF' || event.altKey || event.shiftKey || event.repeat) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.metaKey || event.ctrlKey) {
        if (!latest.current.partly || target?.matches('[data-find-field]')) return;
      } else {
        if (document.documentElement.dataset.keys === 'off') return;
        if (target?.closest('input, textarea, select, dialog[open], [role="dialog"], [role="menu"], [contenteditable]'))
          return;
      }
      event.preventDefault();
      latest.current.open();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
