'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import type { Send } from '../ui/send';
import styles from './people.module.css';

/** Founds another organisation and goes there. */
export function FoundForm({ found }: { found: Send }) {
  const t = useTranslations('people');
  const language = useLocale();
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    setBusy(true);
    const result = await found({ name, language }).catch(() => null);
    setBusy(false);
    if (result?.ok === false) setRefused(result.problem.errors?.[0]?.message ?? result.problem.detail);
  };
  return (
    <form onSubmit={submit}>
      <div className={styles.line}>
        <label>
          {t('own.new_name')}
          <input className="field" name="name" maxLength={120} autoComplete="off" />
        </label>
        <button type="submit" className="button" disabled={busy}>
          {t('own.found')}
        </button>
      </div>
      <p role={refused ? 'alert' : 'status'} className={`${styles.told} ${refused ? 'trouble' : 'note'}`}>
        {refused ?? t('own.founded_note')}
      </p>
    </form>
  );
}
