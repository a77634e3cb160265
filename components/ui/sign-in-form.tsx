'use client';

import { useActionState, useEffect } from 'react';
import { tellSession } from '@/lib/wire/browser';

interface Props<P extends { detail: string }> {
  /** Signs in and goes to `next`; comes back only with why not. */
  signIn: (before: P | null, form: FormData) => Promise<P | null>;
  next: string;
  words: { go: string; going: string };
}

export function SignInForm<P extends { detail: string }>({ signIn, next, words }: Props<P>) {
  const [refused, submit, busy] = useActionState<P | null, FormData>(
    (before, form) => signIn(before as P | null, form),
    null,
  );
  // Whoever signs out comes here: the other tabs look whether they are still signed in.
  useEffect(() => tellSession(), []);
  return (
    <form action={submit}>
      <input type="hidden" name="next" value={next} />
      <button type="submit" className="button w-full" disabled={busy}>
        {busy ? words.going : words.go}
      </button>
      <p role="alert" className="trouble mt-2">
        {refused?.detail}
      </p>
    </form>
  );
}
