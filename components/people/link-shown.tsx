'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import styles from './people.module.css';

/** A link to hand over, shown this once, at the address that the reader knows the site by. */
export function LinkShown({ link, email }: { link: string; email: string }) {
  const t = useTranslations('people');
  const [copied, setCopied] = useState(false);
  const [here, setHere] = useState(link);
  useEffect(() => setHere(new URL(new URL(link).pathname, location.origin).href), [link]);
  return (
    <div className={styles.link}>
      <p className="note">{t('link_once', { email })}</p>
      <input
        className="field"
        readOnly
        value={here}
        aria-label={t('link_of', { email })}
        onFocus={(event) => event.target.select()}
      />
      <button
        type="button"
        className="button"
        data-quiet=""
        onClick={() => navigator.clipboard.writeText(here).then(() => setCopied(true))}
      >
        {t(copied ? 'copied' : 'copy')}
      </button>
    </div>
  );
}
