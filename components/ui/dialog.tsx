'use client';

import { type PointerEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import styles from './overlay.module.css';

interface Props {
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Holds what somebody typed: a press beside it does not close it. */
  typed?: boolean;
  /** As wide as a form, not as a question. */
  wide?: boolean;
}

/**
 * A question over the page, as the browser has it: the rest is inert, Escape closes it, focus stays in it and goes
 * back to where it came from. What it holds has a button that closes it, for readers who have no keyboard.
 */
export function Dialog({ open, ...props }: Props & { open: boolean }) {
  return open ? createPortal(<Open {...props} />, document.body) : null;
}

function Open({ onClose, title, children, typed = false, wide = false }: Props) {
  const titleId = useId();
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    const root = document.documentElement;
    // A page that scrolls keeps the room of its bar; one that does not would shift.
    root.dataset.beneath = innerWidth > root.clientWidth ? 'long' : 'short';
    // A sheet gives way and hands the focus to the button that opened it, where the dialog will find it.
    document.querySelector<HTMLElement>('[popover]:popover-open')?.hidePopover();
    dialog?.showModal();
    return () => {
      delete root.dataset.beneath;
      dialog?.close();
    };
  }, []);
  const onPointerDown = (event: PointerEvent) => {
    if (event.target === event.currentTarget && !typed) onClose();
  };
  return (
    <dialog
      ref={box}
      className={styles.dialog}
      data-wide={wide || undefined}
      aria-labelledby={titleId}
      onPointerDown={onPointerDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // A browser may close it without asking, at a second Escape; what is still busy stays in sight.
      // The event comes late: of one that was opened again since, as React does in development, it means nothing.
      onClose={({ currentTarget: dialog }) => {
        if (dialog.open) return;
        onClose();
        requestAnimationFrame(() => dialog.isConnected && !dialog.open && dialog.showModal());
      }}
    >
      <div className={styles.inside}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
