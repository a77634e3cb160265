'use client';

import { type FormEvent, useActionState, useEffect, useState } from 'react';
import { tellSession } from '@/lib/wire/browser';

interface Problem {
  detail: string;
}
interface Way {
  id: string;
  label: string;
}

interface Props {
  /** Where people of an address sign in, or the way by one connection. */
  start: (input: {
    email?: string;
    connection?: string;
    next: string;
  }) => Promise<{ to: string } | { ways: Way[] } | { problem: Problem }>;
  next: string;
  /** A connection that was named before: by an invitation, or by a sign-in that failed. */
  way: Way | null;
  words: Record<'email' | 'next' | 'looking' | 'leaving' | 'other_email' | 'way', string>;
}

/** The address first; then where its domain's people sign in. */
export function SignInForm({ start, next, way, words }: Props) {
  const [ways, setWays] = useState<Way[]>(way ? [way] : []);
  const [email, setEmail] = useState('');
  const [busy, setBusy] = useState<'looking' | 'leaving' | null>(null);
  const [refused, setRefused] = useState('');
  // Whoever signs out comes here: the other tabs look whether they are still signed in.
  useEffect(() => tellSession(), []);

  const go = async (asked: { email?: string; connection?: string }) => {
    setBusy('looking');
    setRefused('');
    const result = await start({ ...asked, next }).catch(() => null);
    if (result && 'to' in result) {
      setBusy('leaving');
      location.assign(result.to);
      return;
    }
    setBusy(null);
    if (result && 'ways' in result) setWays(result.ways);
    else if (result) setRefused(result.problem.detail);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void go({ email: email.trim() });
  };
  const alert = (
    <p role="alert" className="trouble mt-2">
      {refused}
    </p>
  );
  if (ways.length > 0)
    return (
      <div className="flex flex-col gap-2">
        {ways.map(({ id, label }, n) => (
          <button
            key={id}
            type="button"
            className="button w-full"
            data-quiet={n > 0 ? '' : undefined}
            disabled={busy !== null}
            onClick={() => void go({ connection: id, ...(email ? { email: email.trim() } : {}) })}
          >
            {busy ? words[busy] : words.way.replace('{label}', label)}
          </button>
        ))}
        {alert}
        <button type="button" className="link min-h-11 self-start" onClick={() => setWays([])}>
          {words.other_email}
        </button>
      </div>
    );
  return (
    <form method="post" onSubmit={submit} noValidate>
      <label className="block">
        <span className="mb-1 block font-semibold">{words.email}</span>
        <input
          className="field"
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </label>
      <button type="submit" className="button mt-4 w-full" disabled={busy !== null}>
        {busy ? words[busy] : words.next}
      </button>
      {alert}
    </form>
  );
}

interface LocalProps<P extends Problem> {
  /** Signs in and goes to `next`; comes back only with why not. */
  signIn: (before: P | null, form: FormData) => Promise<P | null>;
  next: string;
  words: { go: string; going: string };
}

/** The local account's one button. */
export function LocalForm<P extends Problem>({ signIn, next, words }: LocalProps<P>) {
  const [refused, submit, busy] = useActionState<P | null, FormData>(
    (before, form) => signIn(before as P | null, form),
    null,
  );
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
