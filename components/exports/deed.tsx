'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Send } from '../ui/send';
import styles from './exports.module.css';

interface Props {
  act: Send;
  input: Record<string, unknown>;
  /** Said in full to who does not see beside what it stands. */
  name?: string;
  quiet?: boolean;
  children: ReactNode;
}

/** One thing to ask for. It keeps its place and the focus while it is asked; a refusal stands beneath it. */
export function Deed({ act, input, name, quiet = false, children }: Props) {
  const t = useTranslations('exports');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const box = useRef<HTMLSpanElement>(null);
  // A deed that is done goes with its button: the focus stays with what it was about.
  useLayoutEffect(() => {
    const self = box.current;
    const keeper = self?.closest<HTMLElement>('[data-keeper]');
    return () => {
      if (self?.contains(document.activeElement)) keeper?.focus({ preventScroll: true });
    };
  }, []);
  const ask = async () => {
    if (busy) return;
    setBusy(true);
    setRefused(null);
    const answer = await act(input).catch(() => null);
    setBusy(false);
    if (!answer?.ok) setRefused(answer?.problem.detail ?? t('network'));
  };
  return (
    <span ref={box} className={styles.deed}>
      <button
        type="button"
        className={quiet ? 'button' : 'link'}
        data-quiet={quiet ? '' : undefined}
        aria-disabled={busy || undefined}
        aria-label={name}
        onClick={ask}
      >
        {busy ? t('busy') : children}
      </button>
      {refused && (
        <span role="alert" className="trouble">
          {refused}
        </span>
      )}
    </span>
  );
}
