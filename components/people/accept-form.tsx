'use client';

import { useActionState } from 'react';

interface Props<P extends { detail: string }> {
  /** Accepts and goes on; comes back only with why not. */
  accept: (before: P | null, form: FormData) => Promise<P | null>;
  token: string;
  /** Nobody knows yet what they are called. */
  asksName: boolean;
  words: { name: string; accept: string; accepting: string };
}

export function AcceptForm<P extends { detail: string }>({ accept, token, asksName, words }: Props<P>) {
  const [refused, submit, busy] = useActionState<P | null, FormData>(
    (before, form) => accept(before as P | null, form),
    null,
  );
  return (
    <form action={submit} className="grid gap-3">
      <input type="hidden" name="token" value={token} />
      {asksName && (
        <label className="grid gap-1">
          <span className="font-semibold">{words.name}</span>
          <input className="field" name="name" autoComplete="name" maxLength={120} required />
        </label>
      )}
      <button type="submit" className="button w-full" disabled={busy}>
        {busy ? words.accepting : words.accept}
      </button>
      <p role="alert" className="trouble">
        {refused?.detail}
      </p>
    </form>
  );
}
