import { NextIntlClientProvider } from 'next-intl';
import { getFormatter, getMessages, getTranslations } from 'next-intl/server';
import styles from '@/components/data/data.module.css';
import { EraseForm } from '@/components/data/erase-form';
import { ExportAll } from '@/components/data/export-all';
import { RetentionForm } from '@/components/data/retention-form';
import frame from '@/components/organisation/organisation.module.css';
import { Act } from '@/components/ui/act';
import { guardPage } from '@/lib/auth/guard';
import { listMembers } from '@/lib/services/members/list';
import { readRetention } from '@/lib/services/retention/read';
import { ProductShell } from '../../shell';
import { Sections } from '../sections';
import { countDue, erasePerson, findPerson, saveRetention } from './actions';

export async function generateMetadata() {
  return { title: (await getTranslations('data'))('title') };
}

export default async function DataPage() {
  const { ctx, who } = await guardPage('retention.change');
  const t = await getTranslations('data');
  const format = await getFormatter();
  const { data } = await getMessages();
  const { retentionDays, heldAt, heldMeetings, erasures } = await readRetention(ctx, who);
  const { members } = await listMembers(ctx, who, { limit: 100 });
  const others = members.flatMap(({ id, name }) => (id === who.userId ? [] : [{ userId: id, name }]));
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'long' });
  return (
    <ProductShell ctx={ctx} here="organisation">
      <div className={frame.page}>
        <Sections who={who} here="data" />
        <h1>{t('title')}</h1>
        <p className="note">{t('intro')}</p>
        <NextIntlClientProvider messages={{ data }}>
          <section className={styles.part} aria-labelledby="retention">
            <h2 id="retention">{t('retention.title')}</h2>
            <p>{t('retention.what')}</p>
            <RetentionForm days={retentionDays} save={saveRetention} count={countDue} />
          </section>
          <section className={styles.part} aria-labelledby="hold">
            <h2 id="hold">{t('hold.title')}</h2>
            <p>{heldAt ? t('hold.on', { date: day(heldAt) }) : t('hold.off')}</p>
            {heldMeetings > 0 && <p className="note">{t('hold.meetings', { count: heldMeetings })}</p>}
            {heldAt && <p className="note">{t('hold.end_text')}</p>}
            <Act
              key={heldAt}
              act={saveRetention}
              input={{ held: heldAt === null }}
              label={t(heldAt ? 'hold.end' : 'hold.begin')}
              busy={t(heldAt ? 'hold.end' : 'hold.begin')}
            />
          </section>
          <section className={styles.part} aria-labelledby="erase">
            <h2 id="erase">{t('erase.title')}</h2>
            <p>{t('erase.what')}</p>
            <EraseForm key={others[0]?.userId} members={others} find={findPerson} erase={erasePerson} />
            {erasures.length > 0 && (
              <ul className={styles.list} aria-label={t('erase.list')}>
                {erasures.map((one) => (
                  <li key={one.id}>
                    <b>{one.pseudonym}</b>
                    <span className="note">
                      {one.doneAt
                        ? t('erase.done', { date: day(one.doneAt) })
                        : one.waiting > 0
                          ? t('erase.waits', { count: one.waiting })
                          : t('erase.erasing', { seen: one.seen, total: one.total })}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section className={styles.part} aria-labelledby="export">
            <h2 id="export">{t('export.title')}</h2>
            <p>{t('export.what')}</p>
            <ExportAll />
          </section>
        </NextIntlClientProvider>
      </div>
    </ProductShell>
  );
}
