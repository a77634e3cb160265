import { useEffect, useRef } from 'react';
import { type Deed, keys } from './steering';

/** Single keys steer, unless somebody types, something lies over the page, or they were switched off in the settings. */
export function useKeys(press: (deed: Deed) => void) {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // In layouts where "?" lies elsewhere, it is known by what it writes.
      const deed = event.key === '?' ? 'help' : keys[`${event.shiftKey ? 'Shift+' : ''}${event.code}`];
      const target = event.target instanceof HTMLElement ? event.target : null;
      const busy = target?.closest(
        // A menu that fades out already is closed for the hand.
        'input, textarea, select, dialog[open], [role="menu"]:not([data-closed]), [contenteditable]',
      );
      if (!deed || busy || event.metaKey || event.ctrlKey || event.altKey || event.repeat) return;
      if (document.documentElement.dataset.keys === 'off') return;
      event.preventDefault();
      latest.current(deed);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
