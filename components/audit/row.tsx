import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Moment } from '../ui/moment';
import styles from './audit.module.css';
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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const shown = (value: unknown) =>
  value === undefined || value === null || value === ''
    ? null
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

/** One row of the trail: who did what when, and behind it from where and what changed. */
export function AuditRow({ entry, now, locale }: { entry: Entry; now: string; locale: string }) {
  const t = useTranslations('audit');
  const { at, action, subject, by, token, address, agent, detail, place, hash } = entry;
  const { before, after, ...rest } = detail;
  const name = by ? (by.name ?? t('gone_did')) : t('system_did');
  const [was, is] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
  const paths = [...new Set([...Object.keys(was), ...Object.keys(is)])];
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
          {paths.length > 0 && (
            <table className={styles.changes}>
              <thead>
                <tr>
                  <th scope="col">{t('field')}</th>
                  <th scope="col">{t('before')}</th>
                  <th scope="col">{t('after')}</th>
                </tr>
              </thead>
              <tbody>
                {paths.map((path) => (
                  <tr key={path}>
                    <th scope="row">{path}</th>
                    <td>{shown(was[path]) ?? <i>{t('nothing')}</i>}</td>
                    <td>{shown(is[path]) ?? <i>{t('nothing')}</i>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <ul className={styles.facts}>
            {Object.entries(rest).map(([key, value]) => (
              <li key={key}>
                {key}: {shown(value) ?? '—'}
              </li>
            ))}
            <li>
              <Link
                className="link"
                href={`/organisation/audit?${new URLSearchParams({ subjectType: subject.type, subjectId: subject.id })}`}
              >
                {t('subject', subject)}
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
