'use client';

import { useActionState } from 'react';

interface Props {
  signIn: (before: (Refusal & object) | null, form: FormData) => Promise<Refusal>;
  next: string;
  words: { go: string; going: string };
}

export function SignInForm<P extends { detail: string }>({ signIn, next, words }: Props<P>) {
  const [refused, submit, busy] = useActionState<P | null, FormData>(
    async (before, form) => signIn(before as P | null, form),
    null,
  );
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
