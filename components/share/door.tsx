import { useTranslations } from 'next-intl';
import styles from './share.module.css';

/** The same page for every link that does not open, whatever the reason. */
export function Gone({ link }: { link: string }) {
  const t = useTranslations('share');
  return (
    <main className={styles.door}>
      <h1>{t('gone')}</h1>
      <p className="text-ink-2">{t('gone_why')}</p>
      {/* What a browser keeps of a link does not come along from another site. */}
      <p>
        <a className="link" href={link}>
          {t('again')}
        </a>
      </p>
    </main>
  );
}

interface Props {
  token: string;
  password: boolean;
  once: boolean;
  said: 'wrong' | 'slow' | null;
}

/** A link that asks: for its password, or for the press that opens it the one time. */
export function Ask({ token, password, once, said }: Props) {
  const t = useTranslations('share');
  return (
    <main className={styles.door}>
      <h1>{t('shared')}</h1>
      {once && <p className="text-ink-2">{t('once')}</p>}
      <form method="post" action={`/s/${token}/open`}>
        {password && (
          <label>
            <span className="label">{t('password')}</span>
            <input
              className="field"
              type="password"
              name="password"
              required
              autoComplete="off"
              maxLength={200}
              aria-invalid={said === 'wrong' || undefined}
              aria-describedby={said ? 'said' : undefined}
            />
          </label>
        )}
        {said && (
          <p id="said" role="alert" className="trouble">
            {t(said)}
          </p>
        )}
        <button type="submit" className="button">
          {t('open')}
        </button>
      </form>
    </main>
  );
}
