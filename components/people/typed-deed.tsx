'use client';

import { useId } from 'react';
import type { Send } from '../ui/send';
import { useForm } from '../ui/use-form';
import styles from './people.module.css';

interface Props {
  act: Send;
  words: { label: string; act: string; busy: string; network: string };
}

/** A deed that nobody does by mistake: the name has to be typed first, and the server looks whether it is the right one. */
export function TypedDeed({ act, words }: Props) {
  const { form, busy, why } = useForm(act, words.network);
  const told = useId();
  return (
    <form {...form}>
      <div className={styles.line}>
        <label>
          {words.label}
          <input className="field" name="name" autoComplete="off" aria-invalid={!!why} aria-describedby={told} />
        </label>
        <button type="submit" className="button" data-quiet="" disabled={busy}>
          <span className="trouble">{busy ? words.busy : words.act}</span>
        </button>
      </div>
      <p id={told} role="alert" className={`${styles.told} trouble`}>
        {why}
      </p>
    </form>
  );
}
