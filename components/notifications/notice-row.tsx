import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { Language } from '@/lib/council/agenda.schema';
import type { DecisionStatus } from '@/lib/council/decision-log.schema';
import { Act } from '../ui/act';
import { Icon } from '../ui/icon';
import { Moment } from '../ui/moment';
import type { Send } from '../ui/send';
import styles from './notifications.module.css';

export interface Notice {
  id: string;
  kind: 'decision_needed' | 'decision_reminder' | 'decision_settled' | 'export_done' | 'export_failed' | 'follow_up';
  meetingId: string;
  runId: string;
  question: string;
  language: Language;
  status: DecisionStatus;
  leaning: string | null;
  missing: string[];
  onBehalfOf: string | null;
  by: string | null;
  exported: { label: string | null; delivered: number; failed: number } | null;
  tasks: { done: number; open: number; overdue: number } | null;
  done: boolean;
  createdAt: string;
  readAt: string | null;
  mail: { state: 'none' | 'queued' | 'sent' | 'failed'; reason: string | null };
}

interface Props {
  notice: Notice;
  /** What is missing, in words. */
  missing: string;
  /** Why an export did not arrive, in words. */
  why: string | null;
  now: string;
  markRead: Send;
  sendAgain: Send;
}

/** One thing told: the question leads to where it is answered; its mail and what can be done stand beside it. */
export function NoticeRow({ notice, missing, why, now, markRead, sendAgain }: Props) {
  const t = useTranslations('notices');
  const locale = useLocale();
  const { id, kind, meetingId, runId, question, language, createdAt, readAt, done, mail } = notice;
  const asks = kind.startsWith('decision_') && kind !== 'decision_settled' && !done;
  const unread = readAt === null && !done;
  return (
    <li className={styles.notice} data-unread={unread || undefined}>
      <div>
        <h3 lang={language}>
          <Link href={`/meetings/${meetingId}/${asks ? 'decide' : 'decision'}?run=${runId}`}>{question}</Link>
        </h3>
        <Said notice={notice} />
        {why && <p className={styles.said}>{why}</p>}
        {asks && notice.onBehalfOf && <p className={styles.said}>{t('on_behalf', { name: notice.onBehalfOf })}</p>}
        {asks && notice.missing.length > 0 && <p className={styles.said}>{t('missing', { list: missing })}</p>}
      </div>
      <div>
        <Standing notice={notice} />
        {mail.state !== 'none' && <MailLine notice={notice} sendAgain={sendAgain} />}
      </div>
      <div className={styles.when}>
        <Moment at={createdAt} now={now} locale={locale} />
        {unread && <Act act={markRead} input={{ ids: [id] }} label={t('read')} busy={t('read')} link />}
      </div>
    </li>
  );
}

function Said({ notice: { kind, status, leaning, by, exported, tasks } }: { notice: Notice }) {
  const t = useTranslations('notices');
  if (tasks) return <p className={styles.said}>{t('tasks', tasks)}</p>;
  if (exported) {
    const { delivered, failed } = exported;
    const label = exported.label ?? t('files');
    return (
      <p className={styles.said}>
        {delivered > 0 && t('exported', { label, delivered })} {failed > 0 && t('not_exported', { label, failed })}
      </p>
    );
  }
  if (kind === 'decision_settled') {
    return <p className={styles.said}>{t('settled', { by: by ?? '', status })}</p>;
  }
  const proposes = status === 'proposed';
  const first = proposes ? null : status === 'deferred' ? t('deferred') : t('escalated');
  return (
    <p className={styles.said}>
      {first} {leaning && t(proposes ? 'proposes' : 'leans', { leaning })}
    </p>
  );
}

function Standing({ notice: { kind, status, done, tasks } }: { notice: Notice }) {
  const t = useTranslations('notices');
  const decision = useTranslations('decision');
  const settled = kind === 'decision_settled';
  if (kind === 'export_failed') {
    return (
      <p className="state trouble">
        <Icon name="trouble" />
        {t(kind)}
      </p>
    );
  }
  const allDone = tasks !== null && tasks.open === 0 && tasks.done > 0;
  if (kind === 'export_done' || allDone) {
    return (
      <p className="state done">
        <Icon name="tick" />
        {t(allDone ? 'all_done' : 'export_done')}
      </p>
    );
  }
  if (!settled && !done) {
    return (
      <p className="state waiting">
        <Icon name="ring" />
        {t(`kind.${kind}`)}
      </p>
    );
  }
  return (
    <p className="state done">
      <Icon name="tick" />
      {settled ? decision(`status.${status}`) : t('done')}
    </p>
  );
}

function MailLine({ notice: { id, mail, done }, sendAgain }: { notice: Notice; sendAgain: Send }) {
  const t = useTranslations('notices');
  const failed = mail.state === 'failed';
  return (
    <div className={styles.mail}>
      <p className={failed ? 'state trouble' : undefined}>
        {failed && <Icon name="trouble" />}
        {t(mail.state === 'queued' && mail.reason ? 'mail.waits' : `mail.${mail.state}`)}
      </p>
      {mail.reason && <p>{t(`reason.${mail.reason}`)}</p>}
      {mail.reason && mail.state === 'queued' && <p>{t('by_itself')}</p>}
      {failed && !done && <Act act={sendAgain} input={{ id }} label={t('retry')} busy={t('retrying')} link />}
    </div>
  );
}
