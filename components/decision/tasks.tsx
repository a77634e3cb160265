import { useFormatter, useTranslations } from 'next-intl';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import { Sources } from './citation';
import styles from './decision.module.css';
import { Owner } from './owner';

/** Tasks: those that somebody stated, then those that were derived from what was said. */
export function Tasks({ items, state }: { items: ActionItem[]; state: RunState }) {
  const t = useTranslations('decision');
  const format = useFormatter();
  const rows = [...items].sort((a, b) => Number(a.origin === 'derived') - Number(b.origin === 'derived'));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" style={{ width: '30%' }}>
            {t('task')}
          </th>
          <th scope="col" style={{ width: '132px' }}>
            {t('owner')}
          </th>
          <th scope="col" style={{ width: '92px' }}>
            {t('due')}
          </th>
          <th scope="col">{t('done_when')}</th>
          <th scope="col" style={{ width: '88px' }}>
            {t('from')}
          </th>
          <th scope="col" style={{ width: '104px' }}>
            {t('origin')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.id} data-derived={one.origin === 'derived' || undefined}>
            <th scope="row" lang={state.agenda.language}>
              {one.title}
            </th>
            <td>
              <Owner name={one.owner} />
            </td>
            <td data-label={t('due')}>
              {one.due ? format.dateTime(new Date(one.due), { day: 'numeric', month: 'short', timeZone: 'UTC' }) : '–'}
            </td>
            <td data-label={t('done_when')} lang={state.agenda.language}>
              {one.acceptance || '–'}
            </td>
            <td>
              <Sources state={state} cited={one} />
            </td>
            <td>
              <span className={`state ${one.origin === 'derived' ? 'waiting' : 'done'}`}>
                <Icon name={one.origin === 'derived' ? 'ring' : 'tick'} /> {t(`origins.${one.origin}`)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
