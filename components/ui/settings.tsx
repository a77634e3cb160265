'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { keysCookie, languageCookie, languages, type Theme, themeCookie } from '@/lib/words/locale';
import { chooseNeeded, type NeededChoice, neededChoice } from './needed';
import styles from './shell.module.css';

const names = { en: 'English', ru: 'Русский' } as const;
const themes = ['system', 'light', 'dark'] as const;
const year = 31_536_000;

// The server reads these cookies before it draws, so nothing flashes.
const keep = (name: string, value: string) => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
  document.cookie = `${name}=${value}; path=/; max-age=${year}; samesite=lax`;
};

interface Props {
  words: Record<
    | 'settings'
    | 'language'
    | 'theme'
    | 'system'
    | 'light'
    | 'dark'
    | 'keys'
    | 'keys_why'
    | 'account'
    | 'sign_out'
    | 'needed'
    | 'needed_why'
    | 'needed_denied',
    string
  >;
  /** Absent where nobody is signed in. */
  signOut?: () => Promise<void>;
}

/** Language, theme, single keys and the way out; each choice holds at once. */
export function Settings({ words, signOut }: Props) {
  const router = useRouter();
  const [now, setNow] = useState<{ language: string; theme: Theme | 'system'; keys: boolean } | null>(null);
  useEffect(() => {
    const { lang, dataset } = document.documentElement;
    const theme = dataset.theme === 'light' || dataset.theme === 'dark' ? dataset.theme : 'system';
    setNow({ language: lang, theme, keys: dataset.keys !== 'off' });
  }, []);
  const change = (next: Partial<NonNullable<typeof now>>) => {
    if (now) setNow({ ...now, ...next });
    const root = document.documentElement;
    if (next.language) {
      keep(languageCookie, next.language);
      router.refresh();
    }
    if (next.theme) {
      keep(themeCookie, next.theme);
      if (next.theme === 'system') delete root.dataset.theme;
      else root.dataset.theme = next.theme;
    }
    if (next.keys !== undefined) {
      keep(keysCookie, next.keys ? 'on' : 'off');
      root.dataset.keys = next.keys ? 'on' : 'off';
    }
  };
  return (
    <>
      <button type="button" popoverTarget="settings" className={styles.opener}>
        {words.settings}
      </button>
      <div id="settings" popover="auto" className={styles.settings}>
        <fieldset>
          <legend className="label">{words.language}</legend>
          {languages.map((one) => (
            <label key={one} lang={one}>
              <input
                type="radio"
                name="language"
                checked={now?.language === one}
                onChange={() => change({ language: one })}
              />
              {names[one]}
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend className="label">{words.theme}</legend>
          {themes.map((one) => (
            <label key={one}>
              <input type="radio" name="theme" checked={now?.theme === one} onChange={() => change({ theme: one })} />
              {words[one]}
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend className="label">{words.keys}</legend>
          <label>
            <input
              type="checkbox"
              checked={now?.keys ?? true}
              onChange={(event) => change({ keys: event.target.checked })}
            />
            {words.keys_why}
          </label>
        </fieldset>
        {signOut && (
          <>
            <Needed words={words} />
            <Link href="/account" className="link">
              {words.account}
            </Link>
            <form action={signOut}>
              <button type="submit" className="link">
                {words.sign_out}
              </button>
            </form>
          </>
        )}
      </div>
    </>
  );
}

/** The browser is asked for its leave here, on a click, and never by a page that opens. */
function Needed({ words }: Pick<Props, 'words'>) {
  const [choice, setChoice] = useState<NeededChoice>('unknown');
  useEffect(() => setChoice(neededChoice()), []);
  if (choice === 'unknown') return null;
  return (
    <fieldset>
      <legend className="label">{words.needed}</legend>
      <label>
        <input
          type="checkbox"
          checked={choice === 'on'}
          disabled={choice === 'denied'}
          onChange={async (event) => setChoice(await chooseNeeded(event.target.checked))}
        />
        {words.needed_why}
      </label>
      {choice === 'denied' && <p className="note">{words.needed_denied}</p>}
    </fieldset>
  );
}
