'use client';

import type { MouseEvent } from 'react';
import { toast } from '../ui/toast';
import type { Words } from './use-words';

/** Where something was said: to its turn in the minutes; a board that lies over them makes way. */
export function TurnLink({ words, turn }: { words: Words; turn: number }) {
  return (
    <a className="cite" href={`#t${turn}`} onClick={(event) => closeSheet(event.currentTarget)}>
      {words.t('board.turn', { turn })}
    </a>
  );
}

/** A turn's number: its own address, which a press goes to and copies; where copying is forbidden it stands in the address bar. */
export function TurnNumber({ words: { t }, turn }: { words: Words; turn: number }) {
  const copy = async ({ currentTarget: { href } }: MouseEvent<HTMLAnchorElement>) => {
    const copied = await navigator.clipboard?.writeText(href).then(
      () => true,
      () => false,
    );
    if (copied) toast({ id: 'copied', title: t('told.copied', { turn }), tone: 'done' });
  };
  return (
    <a href={`#t${turn}`} aria-label={t('room.turn_link', { turn })} title={t('room.copy_link')} onClick={copy}>
      {turn}
    </a>
  );
}

/** A sheet that lies over the minutes makes way for what a link in it goes to. */
export function closeSheet(link: HTMLElement) {
  const sheet = link.closest<HTMLElement>('[popover]');
  if (sheet?.matches(':popover-open')) sheet.hidePopover();
}
