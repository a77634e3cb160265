import { getFormatter, getTranslations } from 'next-intl/server';
import styles from '@/components/data/data.module.css';
import frame from '@/components/organisation/organisation.module.css';
import { Act } from '@/components/ui/act';
import { guardPage } from '@/lib/auth/guard';
import { listDeletedMeetings } from '@/lib/services/meetings/list-deleted';
import { ProductShell } from '../shell';
import { restore } from './actions';

export async function generateMetadata() {
  return { title: (await getTranslations('data'))('deleted.title') };
}

export default async function DeletedPage() {
  const { ctx, who } = await guardPage('meeting.delete');
  const t = await getTranslations('data');
  const format = await getFormatter();
  const { meetings } = await listDeletedMeetings(ctx, who);
  return (
    <ProductShell ctx={ctx} here="meetings">
      <div className={frame.page}>
        <h1>{t('deleted.title')}</h1>
        <p className="note">{t('deleted.what')}</p>
        {meetings.length === 0 && <p>{t('deleted.none')}</p>}
        <ul className={styles.list}>
          {meetings.map((one) => (
            <li key={one.id}>
              <span>
                <b>{one.title}</b>{' '}
                <span className="note">
                  {one.held
                    ? t('deleted.held')
                    : t('deleted.gone', { date: format.dateTime(new Date(one.goneAt), { dateStyle: 'long' }) })}
                </span>
              </span>
              <Act
                act={restore}
                input={{ meetingId: one.id }}
                label={t('deleted.restore')}
                busy={t('deleted.restore')}
              />
            </li>
          ))}
        </ul>
      </div>
    </ProductShell>
  );
}
