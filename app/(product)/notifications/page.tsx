import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { AdminNotices } from '@/components/notifications/admin-notices';
import { NoticeRow } from '@/components/notifications/notice-row';
import styles from '@/components/notifications/notifications.module.css';
import { Act } from '@/components/ui/act';
import { guardPage } from '@/lib/auth/guard';
import { exportReason } from '@/lib/services/exports/reasons';
import { missingWords } from '@/lib/services/notifications/compose-mail';
import { listNotices } from '@/lib/services/notifications/list';
import { sentence } from '@/lib/services/sentences';
import { languageOf } from '@/lib/words/locale';
import { ProductShell } from '../shell';
import { markRead, sendAgain } from './actions';

type Query = Promise<{ cursor?: string }>;

export async function generateMetadata() {
  return { title: (await getTranslations('notices'))('title') };
}

export default async function Notifications({ searchParams }: { searchParams: Query }) {
  const { ctx, who } = await guardPage('notification.read');
  const { cursor } = await searchParams;
  const t = await getTranslations('notices');
  const language = languageOf(await getLocale());
  const list = await listNotices(ctx, who, typeof cursor === 'string' && cursor ? { cursor } : {});
  const now = new Date(ctx.clock.now()).toISOString();
  const waits = (one: (typeof list.notifications)[number]) => one.readAt === null && !one.done;
  const groups = [
    ['waiting', list.notifications.filter(waits)],
    ['earlier', list.notifications.filter((one) => !waits(one))],
  ] as const;
  return (
    <ProductShell ctx={ctx} here="notifications">
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        {list.unread > 0 && <Act act={markRead} input={{ all: true }} label={t('read_all')} busy={t('read_all')} />}
      </header>
      <AdminNotices
        notices={list.administration.map((one) => ({ ...one, why: one.reason && sentence(language, one.reason) }))}
        now={now}
        markRead={markRead}
      />
      {list.notifications.length === 0 && list.administration.length === 0 && (
        <div className={styles.empty}>
          <h2>{t('none')}</h2>
          <p>{t('none_text')}</p>
        </div>
      )}
      {groups.map(([group, notices]) =>
        notices.length === 0 ? null : (
          <section key={group} className={styles.group}>
            <h2 className="label">{t(group)}</h2>
            <ul>
              {notices.map((notice) => (
                <NoticeRow
                  key={notice.id}
                  notice={notice}
                  missing={missingWords(language, notice.missing, t('missing_other'))}
                  why={notice.exported?.reason ? exportReason(language, notice.exported.reason) : null}
                  now={now}
                  markRead={markRead}
                  sendAgain={sendAgain}
                />
              ))}
            </ul>
          </section>
        ),
      )}
      {list.nextCursor && (
        <p className={styles.older}>
          <Link className="button" data-quiet="" href={`/notifications?cursor=${encodeURIComponent(list.nextCursor)}`}>
            {t('older')}
          </Link>
        </p>
      )}
    </ProductShell>
  );
}
