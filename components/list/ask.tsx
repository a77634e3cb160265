import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { templates } from '@/lib/council/templates';
import { languageOf } from '@/lib/words/locale';
import styles from './list.module.css';

/** Every kind but the one that fits anything: a question without a kind is one of those. */
const offered = templates.filter((one) => one.id !== 'general');

/** The way in: a question, set like the question it will become. */
export function Ask() {
  const t = useTranslations('list');
  const language = languageOf(useLocale());
  return (
    <form action="/meetings/new" className={styles.ask}>
      <label htmlFor="question">{t('new')}</label>
      <input
        id="question"
        name="question"
        type="text"
        maxLength={1000}
        placeholder={t('placeholder')}
        autoComplete="off"
      />
      <button type="submit" className="button">
        {t('prepare')}
      </button>
      <p className={styles.from}>
        <span>{t('from')}</span>
        {offered.map((one) => (
          <Link key={one.id} className="link" href={`/meetings/new?template=${one.id}`}>
            {one.name[language]}
          </Link>
        ))}
        <Link className="link" href="/meetings/new?by=file">
          {t('file')}
        </Link>
        <Link className="link" href="/meetings/new/minutes">
          {t('transcript')}
        </Link>
        <span className="note">{t('promise')}</span>
      </p>
    </form>
  );
}
