'use client';

import type { Words } from './use-words';

/** Where something was said: to its turn in the minutes; a board that lies over them makes way. */
export function TurnLink({ words, turn }: { words: Words; turn: number }) {
  return (
    <a className="cite" href={`#t${turn}`} onClick={(event) => closeSheet(event.currentTarget)}>
      {words.t('board.turn', { turn })}
    </a>
  );
}

function closeSheet(link: HTMLElement) {
  const sheet = link.closest<HTMLElement>('[popover]');
  if (sheet?.matches(':popover-open')) sheet.hidePopover();
}
