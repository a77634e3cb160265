'use client';

import { type FormEvent, useActionState, useState } from 'react';
import type { Answered, Send } from './send';

type Problem = Pick<Extract<Answered<unknown>, { ok: false }>['problem'], 'detail' | 'errors'>;

/**
 * A form that is sent to `act` itself, so that it works before the script has come, and without. With it, what was
 * typed stays where it is refused: React would empty the form. `network` is said where the request did not arrive.
 */
export function useForm<T>(act: Send<T>, network: string) {
  const [drawn, action] = useActionState<Answered<T> | null, FormData>(act, null);
  const [heard, setHeard] = useState<Answered<T> | 'lost' | null>(null);
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setHeard(await act(null, form).catch(() => 'lost' as const));
    setBusy(false);
  };
  const answer = heard ?? drawn;
  const said = answer === 'lost' ? null : answer;
  const refused: Problem | null = answer === 'lost' ? { detail: network } : said?.ok === false ? said.problem : null;
  return {
    form: { action, onSubmit },
    busy,
    /** What it answered, once it was done. */
    value: said?.ok ? said.value : null,
    refused,
    /** The first field that is wrong, else all of it. */
    why: refused && (refused.errors?.[0]?.message ?? refused.detail),
  };
}
