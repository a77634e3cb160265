'use client';

import { Toast as Base } from '@base-ui/react/toast';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { Icon, type IconName } from './icon';
import { onToast, type Toast, type ToastWords, takeToasts } from './toast';
import styles from './toast.module.css';

/** Long enough to be read slowly; where it leads somewhere, to be reached as well. Time stands while it is pointed at or focused. */
const shownMs = 8000;
const linkedMs = 15_000;
const marks = { done: 'tick', waiting: 'ring', trouble: 'trouble' } satisfies Record<Toast['tone'], IconName>;

/** The toasts that are shown: announced politely, never focused by themselves, reached by F6, closed by Escape. */
export function ToastList({ words }: { words: ToastWords }) {
  const [manager] = useState(() => Base.createToastManager<Toast>());
  const viewport = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const lift = ({ target }: Event) => target !== viewport.current && above(viewport.current);
    const show = () => {
      above(viewport.current);
      for (const one of takeToasts()) {
        const timeout = one.link ? linkedMs : shownMs;
        manager.add({ id: one.id, title: one.title, description: one.text, timeout, data: one });
      }
    };
    show();
    const deaf = onToast(show);
    document.addEventListener('toggle', lift, true);
    return () => {
      deaf();
      document.removeEventListener('toggle', lift, true);
    };
  }, [manager]);
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport ref={viewport} popover="manual" className={styles.toasts} aria-label={words.label}>
          <Shown close={words.close} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

/** A phone's sheet lies over the whole page: what is shown last lies over it. */
function above(toasts: HTMLElement | null): void {
  if (!toasts) return;
  const open = toasts.matches(':popover-open');
  const sheet = document.querySelector('[popover="auto"]:popover-open');
  if (open && (!sheet || toasts.contains(document.activeElement))) return;
  if (open) toasts.hidePopover();
  toasts.showPopover();
}

function Shown({ close }: { close: string }) {
  const { toasts, close: drop } = Base.useToastManager<Toast>();
  return toasts.map((one) => {
    const { tone, mark, link } = one.data ?? { tone: 'done' as const };
    return (
      <Base.Root key={one.id} toast={one} className={styles.toast} data-tone={tone} swipeDirection={['right', 'down']}>
        <span className={tone}>
          <Icon name={mark ?? marks[tone]} />
        </span>
        <Base.Content className={styles.content}>
          <Base.Title className={styles.title} render={<p />} />
          {one.description && <Base.Description className={styles.text} />}
          {link && (
            <Link className="link" prefetch={false} href={link.href} onClick={() => drop(one.id)}>
              {link.label}
            </Link>
          )}
        </Base.Content>
        <Base.Close className={styles.close} aria-label={close}>
          <Icon name="cross" size={14} />
        </Base.Close>
      </Base.Root>
    );
  });
}
