import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Act } from '../ui/act';
import { Icon } from '../ui/icon';
import { Moment } from '../ui/moment';
import type { Send } from '../ui/send';
import styles from './notifications.module.css';

interface AdminNotice {
  id: string;
  kind: 'member_joined' | 'connection_failed' | 'owner_link_used' | 'trail_broken';
  name: string;
  createdAt: string;
  readAt: string | null;
}

interface Props {
  /** With why, in words. */
  notices: (AdminNotice & { why: string | null })[];
  now: string;
  markRead: Send;
}

const pages = {
  member_joined: '/organisation/members',
  connection_failed: '/organisation/sign-in',
  owner_link_used: '/organisation/audit?action=session.open',
  trail_broken: '/organisation/audit',
} as const;

/** What those who administer the organisation must know; each leads to where it is seen to. */
export function AdminNotices({ notices, now, markRead }: Props) {
  const t = useTranslations('notices.administration');
  const all = useTranslations('notices');
  const locale = useLocale();
  if (notices.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2 className="label">{t('title')}</h2>
      <ul>
        {notices.map(({ id, kind, name, why, createdAt, readAt }) => (
          <li key={id} className={styles.notice} data-unread={readAt === null || undefined}>
            <div>
              <h3>
                <Link href={pages[kind]}>{t(kind, { name })}</Link>
              </h3>
              {why && <p className={styles.said}>{why}</p>}
            </div>
            <p className={kind === 'member_joined' ? 'state done' : 'state trouble'}>
              <Icon name={kind === 'member_joined' ? 'tick' : 'trouble'} />
              {t(`state.${kind}`)}
            </p>
            <div className={styles.when}>
              <Moment at={createdAt} now={now} locale={locale} />
              {readAt === null && (
                <Act act={markRead} input={{ ids: [id] }} label={all('read')} busy={all('read')} link />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
