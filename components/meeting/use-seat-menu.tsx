import { type ReactNode, useCallback, useState } from 'react';
import type { RunState } from '@/lib/council/run';
import type { SeatMenu } from './seat-menu';
import { hideSheet, type Steering } from './use-steering';
import type { Words } from './use-words';

/** How a seat's button opens its menu. */
export interface SeatDeeds {
  /** The seat whose menu is open. */
  open: string | null;
  onMore: (seat: string, button: HTMLElement) => void;
  /** A hand comes near: the menu's code is fetched. */
  onNear: () => void;
}

interface Given {
  state: RunState;
  words: Words;
  steering: Steering;
}

const load = () => import('./seat-menu').then((module) => module.SeatMenu);
const onNear = () => void load().catch(() => {});

/** One menu for all seats; its code comes when a hand comes near it for the first time. */
export function useSeatMenu({ state, words, steering }: Given): { deeds: SeatDeeds | null; menu: ReactNode } {
  const { t } = words;
  const { tell } = steering;
  const [Part, setPart] = useState<typeof SeatMenu | null>(null);
  const [about, setAbout] = useState<{ seat: string; button: HTMLElement } | null>(null);
  const [open, setOpen] = useState(false);
  const onMore = useCallback(
    (seat: string, button: HTMLElement) => {
      const show = (part: typeof SeatMenu) => {
        setPart(() => part);
        setAbout({ seat, button });
        setOpen(true);
      };
      load().then(show, () => {
        hideSheet('seats');
        tell(t('refused.network'));
      });
    },
    [t, tell],
  );
  if (!steering.may) return { deeds: null, menu: null };
  const menu = Part && about && (
    <Part {...about} open={open} onClose={() => setOpen(false)} state={state} words={words} steering={steering} />
  );
  return { deeds: { open: open ? (about?.seat ?? null) : null, onMore, onNear }, menu };
}
