import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Difference } from './differences';
import styles from './form.module.css';

interface Props {
  /** The version that is saved now, and who saved it; null for somebody who has left. */
  newer: { version: number; by: string | null };
  found: Difference[];
  keep: () => void;
  take: () => void;
}

/** What somebody else saved meanwhile beside what was typed here: nothing is overwritten unseen, nothing is lost. */
export function Newer({ newer, found, keep, take }: Props) {
  const t = useTranslations('editor');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const where = (path: string) => {
    const steps = path.split('.');
    const part = steps.findLast((step) => t.has(`parts.${step}`));
    const language = steps.find((step) => step === 'en' || step === 'ru');
    const name = part ? t(`parts.${part}`) : path;
    return language ? `${name}, ${t(`in.${language}`)}` : name;
  };
  const told = (path: string, value: string) => {
    const key = path.endsWith('protocol') ? `protocols.${value}` : `selectors.${value}`;
    return /(protocol|method)$/.test(path) && t.has(key) ? t(key) : value;
  };
  return (
    <section className={styles.newer} role="alert" tabIndex={-1} ref={panel}>
      <h2>{t('newer', { version: newer.version, by: newer.by ?? 'none' })}</h2>
      <p>{t(found.length > 0 ? 'newer_text' : 'newer_same')}</p>
      {found.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('theirs')}</th>
              <th scope="col">{t('yours')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <tr key={one.path}>
                <th scope="row">{where(one.path)}</th>
                <td data-label={t('theirs')}>{told(one.path, one.theirs)}</td>
                <td data-label={t('yours')}>{told(one.path, one.mine)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.end}>
        <button type="button" className="button" data-quiet="" onClick={take}>
          {t('take_theirs')}
        </button>
        <button type="button" className="button" data-quiet="" onClick={keep}>
          {t('keep_mine')}
        </button>
      </div>
    </section>
  );
}
