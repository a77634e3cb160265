'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './overlay.module.css';

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Holds what somebody typed: a press beside it does not close it. */
  typed?: boolean;
  /** As wide as a form, not as a question. */
  wide?: boolean;
}

/**
 * A question over the page. Escape closes it; focus stays in it and goes back to where it came from. What it holds
 * has a button that closes it, for readers who have no keyboard.
 */
export function Dialog({ open, onClose, title, children, typed = false, wide = false }: Props) {
  const sheetButton = useRef<HTMLElement | null>(null);
  useEffect(() => {
    sheetButton.current = null;
    const sheet = open && document.querySelector<HTMLElement>('[popover]:popover-open');
    if (!sheet) return;
    // A sheet lies above every dialog: it gives way, and focus goes back to the button that opened it.
    sheetButton.current = document.querySelector(`nav [popovertarget="${sheet.id}"]`);
    sheet.hidePopover();
  }, [open]);
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()} disablePointerDismissal={typed}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup
          className={styles.dialog}
          data-wide={wide || undefined}
          finalFocus={() => sheetButton.current ?? true}
        >
          <Base.Title className={styles.title}>{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
