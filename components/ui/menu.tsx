'use client';

import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import styles from './overlay.module.css';

interface Props {
  open: boolean;
  onClose: () => void;
  /** The button that it hangs on. */
  button: HTMLElement;
  /** Its name for a screen reader. */
  label: string;
  children: ReactNode;
  /** Where the focus goes once the menu is closed, if not to its button. */
  finalFocus: () => HTMLElement | false;
}

/** A menu of deeds: arrows, letters and Escape work; focus goes back to its button unless told otherwise. */
export function Menu({ open, onClose, button, label, children, finalFocus }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      {/* Nothing outside an open sheet lies above it. */}
      <Base.Portal container={button.closest<HTMLElement>('[popover]')}>
        <Base.Positioner
          className={styles.place}
          anchor={button}
          positionMethod="fixed"
          side="bottom"
          align="end"
          sideOffset={4}
        >
          <Base.Popup className={styles.menu} aria-label={label} finalFocus={finalFocus}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
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
