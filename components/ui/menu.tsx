'use client';

import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode, RefObject } from 'react';
import styles from './overlay.module.css';

/** Opens the menu that has the same handle; many buttons may open one menu, each with what it is about. */
export const MenuButton = Base.Trigger;
export const createMenu = Base.createHandle;
export type MenuHandle<About> = ReturnType<typeof createMenu<About>>;

interface Props<About> {
  handle: MenuHandle<About>;
  /** Draws the items for what the pressed button is about. */
  children: (about: About) => ReactNode;
  /** The sheet that the buttons are in, where there is one: nothing outside lies above it. */
  sheet?: RefObject<HTMLElement | null>;
  /** Where the focus goes once the menu is closed; true: to its button. */
  finalFocus?: () => HTMLElement | boolean;
}

/** A menu of deeds: arrows, letters and Escape work; focus goes back to its button unless told otherwise. */
export function Menu<About>({ handle, children, sheet, finalFocus = () => true }: Props<About>) {
  return (
    <Base.Root handle={handle}>
      {({ payload }) => (
        <Base.Portal container={sheet}>
          <Base.Positioner className={styles.place} positionMethod="fixed" align="end" sideOffset={4}>
            <Base.Popup className={styles.menu} finalFocus={finalFocus}>
              {payload !== undefined && children(payload)}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      )}
    </Base.Root>
  );
}

interface ItemProps {
  onClick: () => void;
  children: ReactNode;
  disabled?: boolean;
  tone?: 'trouble';
}

export function MenuItem({ onClick, children, disabled = false, tone }: ItemProps) {
  return (
    <Base.Item className={styles.item} onClick={onClick} disabled={disabled} data-tone={tone}>
      {children}
    </Base.Item>
  );
}
