'use client';

import { useActionState } from 'react';
import type { Send } from './send';

interface Props {
  act: Send;
  input: Record<string, unknown>;
  label: string;
  /** The label while it is being done. */
  busy: string;
  /** As a word in a line, not as a button. */
  link?: boolean;
  /** Loads the page anew afterwards: Next keeps a page that found nothing for as long as the address stays. */
  anew?: boolean;
}

/** One deed behind one button; a refusal is said beside it. */
export function Act({ act, input, label, busy, link = false, anew = false }: Props) {
  const [refused, submit, waits] = useActionState(async () => {
    const result = await act(input);
    if (result.ok && anew) location.reload();
    return result.ok ? null : result.problem.detail;
  }, null);
  return (
    <form action={submit}>
      <button type="submit" className={link ? 'link' : 'button'} data-quiet={link ? undefined : ''} disabled={waits}>
        {waits ? busy : label}
      </button>
      {refused && (
        <p role="alert" className="trouble">
          {refused}
        </p>
      )}
    </form>
  );
}
