import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Icon } from './icon';
import styles from './shell.module.css';

const most = 99;

/** Leads to the notifications; says how many wait, to the ear as to the eye. */
export function Bell({ unread, here }: { unread: number; here: boolean }) {
  const t = useTranslations('notices');
  const said = t('bell', { count: unread });
  return (
    <Link
      href="/notifications"
      className={styles.bell}
      aria-label={said}
      aria-current={here ? 'page' : undefined}
      title={said}
      prefetch={false}
    >
      <Icon name="bell" size={18} />
      {unread > 0 && <b aria-hidden="true">{unread > most ? `${most}+` : unread}</b>}
    </Link>
  );
}
