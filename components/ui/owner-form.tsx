'use client';

import { type FormEvent, useEffect, useState } from 'react';

interface Problem {
  detail: string;
}
interface Link {
  organisation: string | null;
  owners: { id: string; name: string }[];
}
type Word =
  | 'found'
  | 'found_about'
  | 'enter'
  | 'enter_about'
  | 'as'
  | 'organisation'
  | 'name'
  | 'email'
  | 'none'
  | 'going';

interface Props {
  read: (token: unknown) => Promise<{ link: Link } | { problem: Problem }>;
  use: (input: unknown) => Promise<{ problem: Problem }>;
  words: Record<Word, string>;
}

/** Reads the token behind the address's `#`, which no server ever saw, and uses it when a person says so. */
export function OwnerForm({ read, use, words }: Props) {
  const [token, setToken] = useState('');
  const [link, setLink] = useState<Link | null>(null);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const found = location.hash.slice(1);
    // It is not left in the history for the next one at this screen.
    history.replaceState(history.state, '', location.pathname);
    if (!found) return setTrouble(words.none);
    setToken(found);
    void read(found).then((result) => ('link' in result ? setLink(result.link) : setTrouble(result.problem.detail)));
  }, [read, words.none]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '');
    setBusy(true);
    const result = await use(
      link?.organisation === null
        ? { token, founding: { organisation: field('organisation'), name: field('name'), email: field('email') } }
        : { token, owner: field('owner') },
    ).catch(() => null);
    if (result?.problem) {
      setBusy(false);
      setTrouble(result.problem.detail);
    }
  };
  const input = (name: 'organisation' | 'name' | 'email', type = 'text') => (
    <label className="block">
      <span className="mb-1 block font-semibold">{words[name]}</span>
      <input className="field" name={name} type={type} required={name !== 'email'} maxLength={120} />
    </label>
  );
  return (
    <>
      {link && (
        <form method="post" onSubmit={submit} className="flex flex-col gap-4">
          <p className="text-ink-2">{link.organisation === null ? words.found_about : words.enter_about}</p>
          {link.organisation === null ? (
            <>
              {input('organisation')}
              {input('name')}
              {input('email', 'email')}
            </>
          ) : (
            <label className="block">
              <span className="mb-1 block font-semibold">{words.as}</span>
              <select className="field" name="owner">
                {link.owners.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <button type="submit" className="button w-full" disabled={busy}>
            {busy
              ? words.going
              : link.organisation === null
                ? words.found
                : words.enter.replace('{organisation}', link.organisation)}
          </button>
        </form>
      )}
      <p role="alert" className="trouble">
        {trouble}
      </p>
    </>
  );
}
