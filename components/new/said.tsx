import { useFormatter, useTranslations } from 'next-intl';
import type { Draft } from './draft';
import styles from './editor.module.css';

interface Props {
  text: string;
  language: string;
  /** Null while it still speaks. */
  said: Draft['said'];
}

/** What the moderator says of the question, as it would in the minutes; or why it said nothing. */
export function Said({ text, language, said }: Props) {
  const t = useTranslations('new');
  const format = useFormatter();
  const cost = said?.usage?.microUsd;
  return (
    <section className={styles.said} aria-label={t('moderator')} aria-busy={said === null}>
      <p className="note">
        <b>{t('moderator')}</b>
        {said && <span>{said.scripted ? t('scripted') : said.model}</span>}
        {cost !== undefined && cost > 0 && (
          <span>
            {format.number(cost / 1_000_000, { style: 'currency', currency: 'USD', maximumFractionDigits: 3 })}
          </span>
        )}
      </p>
      {said?.fallback ? (
        <p role="status">{t(`fallback.${said.fallback}`)}</p>
      ) : (
        <blockquote lang={language}>{text || t('thinking')}</blockquote>
      )}
    </section>
  );
}
