import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { TeamChange } from '@/lib/council/team-changes';
import styles from './teams.module.css';

const millionth = 1_000_000;

export interface TeamVersion {
  version: number;
  note: string | null;
  /** Null for somebody who has left. */
  by: string | null;
  createdAt: string;
  /** Of the version before; null where that one is not at hand. */
  changes: TeamChange[] | null;
}

/** A team's versions, newest first, each with what it changed, in words. */
export function Versions({ teamId, versions, shown }: { teamId: string; versions: TeamVersion[]; shown: number }) {
  const t = useTranslations('teams');
  const format = useFormatter();
  const told = (change: TeamChange) => {
    const money = change.code === 'limit' && change.limit === 'money';
    const args = money ? { ...change, from: change.from / millionth, to: change.to / millionth } : change;
    return t(`changes.${change.code}`, { ...args });
  };
  return (
    <ol className={styles.versions}>
      {versions.map(({ version, note, by, createdAt, changes }) => (
        <li key={version} aria-current={version === shown ? 'true' : undefined}>
          <h3>
            <Link
              className="link"
              href={`/teams/${teamId}?version=${version}`}
              scroll={false}
              aria-label={t('look', { version })}
            >
              {t('version_n', { version })}
            </Link>
          </h3>
          <p className="note">
            {t('by', {
              day: format.dateTime(new Date(createdAt), { day: 'numeric', month: 'long', year: 'numeric' }),
              by: by ?? 'none',
            })}
          </p>
          <div>
            {note && <blockquote>{note}</blockquote>}
            {changes === null ? (
              version === 1 && <p className="note">{t('first')}</p>
            ) : changes.length === 0 ? (
              <p className="note">{t('same')}</p>
            ) : (
              <ul>
                {changes.map((change) => (
                  <li key={JSON.stringify(change)}>{told(change)}</li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
