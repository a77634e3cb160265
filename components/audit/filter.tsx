import Link from 'next/link';
import { useTranslations } from 'next-intl';
import styles from './audit.module.css';
import { says } from './says';

interface Props {
  filter: Partial<Record<'who' | 'action' | 'text' | 'from' | 'to' | 'subjectType' | 'subjectId', string | undefined>>;
  people: { id: string; name: string }[];
  /** Names of sentences. */
  actions: string[];
}

/** Which rows are shown: a plain form, so that every view has an address. */
export function AuditFilter({ filter, people, actions }: Props) {
  const t = useTranslations('audit');
  const named = actions
    .map((one) => [one.replace('_', '.'), says(t, one.replace('_', '.'), {})] as const)
    .sort(([, a], [, b]) => a.localeCompare(b));
  const known = people.some((one) => one.id === filter.who);
  return (
    <search>
      {/* A choice made by address is a new form: its fields start from what the address says. */}
      <form action="/organisation/audit" className={styles.filter} key={JSON.stringify(filter)}>
        <label className={styles.wide}>
          <span className="label">{t('text')}</span>
          <input className="field" type="search" name="text" minLength={3} maxLength={200} defaultValue={filter.text} />
        </label>
        <label>
          <span className="label">{t('who')}</span>
          <select className="field" name="who" defaultValue={filter.who ?? ''}>
            <option value="">{t('anybody')}</option>
            <option value="system">{t('system')}</option>
            {filter.who && filter.who !== 'system' && !known && <option value={filter.who}>{t('gone')}</option>}
            {people.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="label">{t('action')}</span>
          <select className="field" name="action" defaultValue={filter.action ?? ''}>
            <option value="">{t('anything')}</option>
            {named.map(([action, name]) => (
              <option key={action} value={action}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {(['from', 'to'] as const).map((name) => (
          <label key={name}>
            <span className="label">{t(name)}</span>
            <input className="field" type="date" name={name} defaultValue={filter[name]} />
          </label>
        ))}
        {filter.subjectType && <input type="hidden" name="subjectType" value={filter.subjectType} />}
        {filter.subjectId && <input type="hidden" name="subjectId" value={filter.subjectId} />}
        <div className={styles.deeds}>
          <button type="submit" className="button" data-quiet="">
            {t('show')}
          </button>
          {Object.values(filter).some(Boolean) && (
            <Link className="link" href="/organisation/audit">
              {t('all')}
            </Link>
          )}
        </div>
      </form>
    </search>
  );
}
