import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DecisionLog, DecisionStatus } from '@/lib/council/decision-log.schema';
import { Icon, type IconName } from '../ui/icon';
import styles from './record.module.css';

interface Props {
  log: DecisionLog;
  /** As this version stands today: an accepted one that was replaced is superseded. */
  status: DecisionStatus;
  newest: number;
  /** The accepted version that holds today. */
  inForce: number | null;
  /** Rounds it was sent back to. */
  rounds: readonly { runId: string; status: string }[];
}

/** Before anything else: where this is not the last word, and where that one is. */
export function Standing({ log, status, newest, inForce, rounds }: Props) {
  const t = useTranslations('decision');
  const format = useFormatter();
  const own = `/meetings/${log.meeting_id}/decision?run=${log.run_id}`;
  if (log.version !== newest) {
    return (
      <Strip icon="ring" title={t(status === 'superseded' ? 'version_superseded' : 'older', { n: log.version })}>
        <a className="link" href={own}>
          {t('to_newest', { n: newest })}
        </a>
      </Strip>
    );
  }
  if (log.superseded_by && status === 'superseded') {
    return (
      <Strip icon="to" title={t('superseded')}>
        <a className="link" href={`/meetings/${log.meeting_id}/decision?run=${log.superseded_by}`}>
          {t('to_newer')}
        </a>
      </Strip>
    );
  }
  if (log.superseded_by) {
    const ended = rounds.some((one) => one.runId === log.superseded_by && one.status === 'finished');
    const round = ended ? `/decision?run=${log.superseded_by}` : '';
    return (
      <Strip icon="ring" title={t(ended ? 'another_round_ended' : 'another_round')}>
        <a className="link" href={`/meetings/${log.meeting_id}${round}`}>
          {t('to_round')}
        </a>
      </Strip>
    );
  }
  if (status === 'deferred' && log.deferred_until) {
    const day = format.dateTime(new Date(log.deferred_until), { dateStyle: 'long', timeZone: 'UTC' });
    return <Strip icon="ring" title={t('deferred_until', { day })} />;
  }
  if (status === 'rejected') {
    return (
      <Strip icon="cross" title={t('rejected')}>
        {log.settlement?.note}
      </Strip>
    );
  }
  if (inForce !== null && inForce !== log.version) {
    return (
      <Strip icon="ring" title={t('in_force', { n: inForce })}>
        <a className="link" href={`${own}&version=${inForce}`}>
          {t('read_version', { n: inForce })}
        </a>
      </Strip>
    );
  }
  if (log.supersedes !== null) {
    return (
      <Strip icon="tick" tone="done" title={t('supersedes', { n: log.supersedes })}>
        <a className="link" href={`${own}&version=${log.supersedes}`}>
          {t('read_version', { n: log.supersedes })}
        </a>
      </Strip>
    );
  }
  return null;
}

interface StripProps {
  icon: IconName;
  tone?: 'waiting' | 'done';
  title: string;
  children?: ReactNode;
}

function Strip({ icon, tone = 'waiting', title, children }: StripProps) {
  return (
    <p className={styles.strip} data-tone={tone} role="status">
      <span className={tone}>
        <Icon name={icon} />
      </span>
      <span>
        <b>{title}</b> {children}
      </span>
    </p>
  );
}
