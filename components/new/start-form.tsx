'use client';

import { useActionState } from 'react';
import type { Send } from '../ui/send';

interface Props {
  meetingId: string;
  start: Send;
  words: { start: string; starting: string };
  /** Where another button is the view's first. */
  quiet?: boolean;
}

/** Starts the council of a meeting, the first or once more. */
export function StartForm({ meetingId, start, words, quiet = false }: Props) {
  const [refused, submit, busy] = useActionState(async () => {
    const result = await start({ meetingId });
    return result.ok ? null : result.problem.detail;
  }, null);
  return (
    <form action={submit}>
      <button type="submit" className="button" data-quiet={quiet ? '' : undefined} disabled={busy}>
        {busy ? words.starting : words.start}
      </button>
      <p role="alert" className="trouble">
        {refused}
      </p>
    </form>
  );
}
