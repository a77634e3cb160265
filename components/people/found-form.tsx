'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Send } from '../ui/send';
import { useForm } from '../ui/use-form';
import styles from './people.module.css';

/** Founds another organisation and goes there. */
export function FoundForm({ found }: { found: Send }) {
  const t = useTranslations('people');
  const language = useLocale();
  const { form, busy, why } = useForm(found, t('network'));
  return (
    <form {...form}>
      <input type="hidden" name="language" value={language} />
      <div className={styles.line}>
        <label>
          {t('own.new_name')}
          <input className="field" name="name" maxLength={120} autoComplete="off" />
        </label>
        <button type="submit" className="button" disabled={busy}>
          {t('own.found')}
        </button>
      </div>
      <p role={why ? 'alert' : 'status'} className={`${styles.told} ${why ? 'trouble' : 'note'}`}>
        {why ?? t('own.founded_note')}
      </p>
    </form>
  );
}
