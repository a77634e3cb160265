import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Moment } from '../ui/moment';
import styles from './audit.module.css';
import { changesOf, leavesOf, pathInWords, valueInWords } from './detail';
import { says } from './says';

interface Entry {
  at: string;
  action: string;
  subject: { type: string; id: string };
  by: { id: string; name: string | null } | null;
  token: { id: string; name: string | null } | null;
  address: string | null;
  agent: string | null;
  detail: Record<string, unknown>;
  place: number | null;
  hash: string | null;
}

interface Props {
  entry: Entry;
  /** Why it was refused, in words, where it was. */
  reason?: string | null;
  now: string;
  locale: string;
}

/** One row of the trail: who did what when, and behind it from where and what changed. */
export function AuditRow({ entry, reason = null, now, locale }: Props) {
  const t = useTranslations('audit');
  const { at, action, subject, by, token, address, agent, detail, place, hash } = entry;
  const { before, after, reason: code, ...others } = detail;
  const rest = reason ? others : { ...others, reason: code };
  const name = by ? (by.name ?? t('gone_did')) : t('system_did');
  const changes = changesOf(t, before, after);
  return (
    <li className={styles.row}>
      <span className={styles.at}>
        <Moment at={at} now={now} locale={locale} />
      </span>
      <div className={styles.what}>
        <p>
          {t('line', { name, says: says(t, action, detail) })}
          {token && (
            <span className="note"> {token.name ? t('by_token', { name: token.name }) : t('unknown_token')}</span>
          )}
        </p>
        <details>
          <summary>{t('more')}</summary>
          {changes.length > 0 && (
            <table className={styles.changes}>
              <thead>
                <tr>
                  <th scope="col">{t('field')}</th>
                  <th scope="col">{t('before')}</th>
                  <th scope="col">{t('after')}</th>
                </tr>
              </thead>
              <tbody>
                {changes.map(({ path, before: was, after: is }) => (
                  <tr key={path}>
                    <th scope="row">{path}</th>
                    <td>{was ?? <i>{t('nothing')}</i>}</td>
                    <td>{is ?? <i>{t('nothing')}</i>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <ul className={styles.facts}>
            {reason && (
              <li>
                {pathInWords(t, ['reason'])}: {reason}
              </li>
            )}
            {leavesOf(rest).map(([path, value]) => (
              <li key={path.join('.')}>
                {pathInWords(t, path)}: {valueInWords(t, path, value) ?? '—'}
              </li>
            ))}
            <li>
              <Link
                className="link"
                href={`/organisation/audit?${new URLSearchParams({ subjectType: subject.type, subjectId: subject.id })}`}
              >
                {t('subject', { ...subject, type: valueInWords(t, ['subjectType'], subject.type) ?? '' })}
              </Link>
            </li>
            {address && <li>{t('address', { address })}</li>}
            {agent && <li>{t('agent', { agent })}</li>}
            <li>
              {new Date(at).toISOString()} ·{' '}
              {place === null || hash === null ? t('unsealed') : t('sealed', { place, hash })}
            </li>
          </ul>
        </details>
      </div>
    </li>
  );
}
