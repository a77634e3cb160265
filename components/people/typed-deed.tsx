'use client';

import { type FormEvent, useId, useState } from 'react';
import type { Send } from '../ui/send';
import styles from './people.module.css';

interface Props {
  act: Send;
  words: { label: string; act: string; busy: string; network: string };
}

/** A deed that nobody does by mistake: the name has to be typed first, and the server looks whether it is the right one. */
export function TypedDeed({ act, words }: Props) {
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const told = useId();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '');
    setBusy(true);
    const result = await act({ name }).catch(() => null);
    setBusy(false);
    setRefused(result?.ok === false ? result.problem.detail : result ? null : words.network);
  };
  return (
    <form onSubmit={submit}>
      <div className={styles.line}>
        <label>
          {words.label}
          <input className="field" name="name" autoComplete="off" aria-invalid={!!refused} aria-describedby={told} />
        </label>
        <button type="submit" className="button" data-quiet="" disabled={busy}>
          <span className="trouble">{busy ? words.busy : words.act}</span>
        </button>
      </div>
      <p id={told} role="alert" className={`${styles.told} trouble`}>
        {refused}
      </p>
    </form>
  );
}
