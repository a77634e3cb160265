'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Reason } from '@/lib/council/events';
import type { ExportRecord } from '@/lib/council/run';
import { Icon, type IconName } from '../ui/icon';
import { Moment } from '../ui/moment';
import styles from './exports.module.css';

type T = ReturnType<typeof useTranslations<'exports'>>;

const marks: Record<ExportRecord['state'], IconName> = {
  waiting: 'ring',
  sending: 'up',
  delivered: 'tick',
  failed: 'trouble',
  cancelled: 'cross',
};
const tones: Record<ExportRecord['state'], string> = {
  waiting: 'waiting',
  sending: 'live',
  delivered: 'done',
  failed: 'trouble',
  cancelled: 'note',
};

/** A code's sentence; one that is not known reads as a neutral one. */
export function reasonIn(t: T, { code, args }: Reason): string {
  const key = `reasons.${code.replace(/^export\./, '')}`;
  return t(t.has(key) ? key : 'reasons.other', args);
}

/** What people call the place where it goes. */
export const placeIn = (t: T, { target, label }: { target: string; label: string }): string =>
  target !== 'file' && label ? label : t.has(`target.${target}`) ? t(`target.${target}`) : target;

/** State of an export: a mark, a word and a colour. */
export function State({ state, size = 16 }: { state: ExportRecord['state']; size?: number }) {
  const t = useTranslations('exports');
  return (
    <span className={`state ${tones[state]}`}>
      <Icon name={marks[state]} size={size} /> {t(`state.${state}`)}
    </span>
  );
}

interface ProgressProps {
  record: ExportRecord;
  now: string;
  /** The reason that stands beside it already. */
  said?: Reason | null;
}

/** How far it is, or why it is not there and what happens next. */
export function Progress({ record, now, said = null }: ProgressProps) {
  const t = useTranslations('exports');
  const { state, stages, retryAt, attempt, reason } = record;
  const stage = stages.at(-1);
  if (state === 'delivered') return null;
  return (
    <>
      {state === 'sending' && stage && <span>{stageIn(t, stage)}</span>}
      {reason && reason.code !== said?.code && <span>{reasonIn(t, reason)}</span>}
      {state === 'waiting' && retryAt !== null && (
        <span>{t.rich('retry_at', { at: () => <At ms={retryAt} now={now} /> })}</span>
      )}
      {state === 'sending' && attempt > 1 && <span>{t('attempt', { n: attempt })}</span>}
    </>
  );
}

export const stageIn = (t: T, { stage, done, of }: ExportRecord['stages'][number]): string =>
  t('progress', { stage: t(t.has(`stage.${stage}`) ? `stage.${stage}` : 'stage.other'), done, of });

export function At({ ms, now }: { ms: number; now: string }) {
  return <Moment at={new Date(ms).toISOString()} now={now} locale={useLocale()} />;
}

/** The way to the page elsewhere, in a tab of its own; `about` is said to who hears the link alone. */
export function There({ url, about, children }: { url: string; about?: string; children: string }) {
  const t = useTranslations('exports');
  return (
    <a
      className={`cite ${styles.there}`}
      href={url}
      target="_blank"
      rel="noreferrer"
      aria-label={[children, ...(about ? [about] : []), t('new_tab')].join(', ')}
    >
      {children}
    </a>
  );
}
