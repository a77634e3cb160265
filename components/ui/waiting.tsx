import { useTranslations } from 'next-intl';
import shell from './shell.module.css';
import styles from './waiting.module.css';

/** The shape of a page of the product while it is fetched: a title, then `rows` of what it lists. */
export function Waiting({ rows }: { rows: number }) {
  const t = useTranslations('common');
  return (
    <div className={shell.shell} aria-busy="true">
      <aside className={shell.side}>
        <span className="brand">XIO</span>
      </aside>
      <main className={shell.main}>
        <p className="sr-only" role="status">
          {t('waiting')}
        </p>
        <div className={styles.title} />
        {Array.from({ length: rows }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows that are all alike
          <div key={n} className={styles.row}>
            <i />
            <i />
          </div>
        ))}
      </main>
    </div>
  );
}
