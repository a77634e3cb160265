import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { BellWatch } from './bell-watch';
import { Icon } from './icon';
import styles from './shell.module.css';

const most = 99;
const rings = [
  'decision_needed',
  'decision_reminder',
  'decision_settled',
  'export_done',
  'export_failed',
  'follow_up',
] as const;

const opens = {
  decision_needed: 'decide',
  decision_reminder: 'decide',
  decision_settled: 'read_it',
  export_done: 'see_exports',
  export_failed: 'see_exports',
  follow_up: 'read_it',
} as const;

interface Props {
  unread: number;
  here: boolean;
  /** A page that says by itself that its reader was signed out, and keeps what they were reading. */
  stays?: boolean;
}

/** Leads to the notifications; says how many wait, to the ear as to the eye, and what comes in while the page stands. */
export function Bell({ unread, here, stays = false }: Props) {
  const t = useTranslations('notices');
  const said = t('bell', { count: unread });
  const told = Object.fromEntries(rings.map((kind) => [kind, { title: t(`told.${kind}`), open: t(opens[kind]) }]));
  return (
    <>
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
      <BellWatch unread={unread} words={{ told }} stays={stays} />
    </>
  );
}
