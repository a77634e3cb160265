import { useFormatter, useTranslations } from 'next-intl';
import type { Language } from '@/lib/council/agenda.schema';
import type { DecisionStatus } from '@/lib/council/decision-log.schema';
import styles from './record.module.css';

export interface VersionShown {
  version: number;
  event: string;
  status: DecisionStatus;
  at: string;
  /** Null: the council. */
  by: string | null;
  note: string;
  changed: { field: string; before: string | null; after: string | null }[];
}

interface Props {
  /** Newest first. */
  versions: readonly VersionShown[];
  /** The version that is shown. */
  shown: number;
  /** The decision's own address; a version is added to it. */
  href: string;
  team: string;
  language: Language;
}

/** How the log came to read as it does: every version with who, when, what and why. */
export function History({ versions, shown, href, team, language }: Props) {
  const t = useTranslations('decision');
  const format = useFormatter();
  return (
    <ol className={styles.history} reversed>
      {versions.map(({ version, event, at, by, note, changed }) => (
        <li key={version} aria-current={version === shown ? 'true' : undefined}>
          <p>
            {version === shown ? (
              <b>{t('version', { n: version })}</b>
            ) : (
              <a className="cite" href={`${href}&version=${version}`}>
                {t('version', { n: version })}
              </a>
            )}{' '}
            {t.has(`did.${event}`) && t(`did.${event}`, { name: by ?? team })}
            {', '}
            <time dateTime={at}>{format.dateTime(new Date(at), { dateStyle: 'long', timeStyle: 'short' })}</time>
          </p>
          {note && <p className={styles.said}>{t('noted', { note })}</p>}
          <Changed changed={changed} language={language} />
        </li>
      ))}
    </ol>
  );
}

/** What came is underlined, what went is struck through: told by marks, not by colour. */
function Changed({ changed, language }: { changed: VersionShown['changed']; language: Language }) {
  const t = useTranslations('decision');
  const known = changed.filter((one) => t.has(`part.${one.field}`));
  if (known.length === 0) return null;
  return (
    <dl className={styles.changed}>
      {known.map(({ field, before, after }) => (
        <div key={`${field}${before}${after}`}>
          <dt>{t(`part.${field}`)}</dt>
          <dd lang={language}>
            {before && <del>{before}</del>} {after && <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
