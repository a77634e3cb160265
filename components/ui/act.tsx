'use client';

import { useActionState, useEffect, useRef } from 'react';
import { type Answered, type Send, wholeInput } from './send';

interface Props {
  act: Send;
  input: Record<string, unknown>;
  label: string;
  /** The label while it is being done. */
  busy: string;
  /** What is read aloud, where the label alone says too little. */
  named?: string;
  /** As a word in a line, not as a button. */
  link?: boolean;
  /** Loads the page anew afterwards: Next keeps a page that found nothing for as long as the address stays. */
  anew?: boolean;
}

/**
 * One deed behind one button; a refusal is said beside it. `act` is a server action itself and its input a field, so
 * that the form works before the script has come, and without.
 */
export function Act({ act, input, label, busy, named, link = false, anew = false }: Props) {
  const [done, submit, waits] = useActionState<Answered<unknown> | null>(act, null);
  const leads = useRef(false);
  useEffect(() => {
    if (leads.current && done?.ok) location.reload();
    leads.current = false;
  }, [done]);
  // What the deed changes may take the button away before its answer gets here.
  useEffect(() => () => void (leads.current && location.reload()), []);
  return (
    <form
      action={submit}
      onSubmit={() => {
        leads.current = anew;
      }}
    >
      <input type="hidden" name={wholeInput} value={JSON.stringify(input)} />
      <button
        type="submit"
        className={link ? 'link' : 'button'}
        data-quiet={link ? undefined : ''}
        aria-label={named}
        disabled={waits}
      >
        {waits ? busy : label}
      </button>
      {done?.ok === false && (
        <p role="alert" className="trouble">
          {done.problem.detail}
        </p>
      )}
    </form>
  );
}
