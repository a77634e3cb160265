import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { TemplateBody } from '@/lib/council/templates/body.schema';
import { differences } from './draft';
import styles from './form.module.css';

export interface NewerVersion {
  body: TemplateBody;
  version: number;
  /** Who saved it; null for somebody who has left. */
  by: string | null;
}

interface Props {
  newer: NewerVersion;
  mine: Parameters<typeof differences>[0];
  keep: () => void;
  take: () => void;
}

/** What somebody else saved meanwhile beside what was typed here: nothing is overwritten unseen, nothing is lost. */
export function Newer({ newer, mine, keep, take }: Props) {
  const t = useTranslations('template_form');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const found = differences(mine, newer.body);
  const where = (path: string) => {
    const [first = '', second = '', third = ''] = path.split('.');
    const part = first === 'team' ? third || second : first;
    const language = second === 'en' || second === 'ru' ? second : third === 'en' || third === 'ru' ? third : null;
    const key = `parts.${part}`;
    const name = t.has(key) ? t(key) : path;
    return language ? `${name}, ${t(`in.${language}`)}` : name;
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
                <td data-label={t('theirs')}>{one.theirs}</td>
                <td data-label={t('yours')}>{one.mine}</td>
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
