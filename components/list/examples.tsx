'use client';

import { useActionState } from 'react';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import styles from './list.module.css';

export interface Example {
  id: string;
  title: string;
  question: string;
  language: string;
  kind: string;
}

interface Props {
  examples: Example[];
  words: { start: string; starting: string };
  /** Makes the meeting, starts it and goes there; comes back only with a sentence that says why not. */
  start: Send;
}

/** Four meetings that can be held at once, with one click. */
export function Examples({ examples, words, start }: Props) {
  const [refused, submit, busy] = useActionState(async (_: string | null, form: FormData) => {
    const result = await start(form);
    return result.ok ? null : result.problem.detail;
  }, null);
  return (
    <form action={submit}>
      <ul className={styles.examples}>
        {examples.map((one) => (
          <li key={one.id}>
            <div>
              <p className="note">{one.kind}</p>
              <h3 lang={one.language}>{one.question}</h3>
            </div>
            <button
              type="submit"
              name="example"
              value={one.id}
              className="button"
              data-quiet=""
              disabled={busy}
              aria-label={`${words.start}: ${one.title}`}
            >
              {busy ? words.starting : words.start}
            </button>
          </li>
        ))}
      </ul>
      <p role="alert" className="trouble">
        {refused && (
          <>
            <Icon name="trouble" /> {refused}
          </>
        )}
      </p>
    </form>
  );
}
