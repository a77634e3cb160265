import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import type { DecisionStatus } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Icon, type IconName } from '../ui/icon';
import { Place } from './place';
import styles from './room.module.css';
import type { Connection } from './run-view';
import type { Words } from './use-words';

type Tone = 'waiting' | 'done' | 'trouble';
const marks: Record<Tone, IconName> = { waiting: 'ring', done: 'tick', trouble: 'trouble' };

function Strip({
  tone,
  title,
  mark = marks[tone],
  children,
}: {
  tone: Tone;
  title: string;
  mark?: IconName;
  children?: ReactNode;
}) {
  return (
    <div className={styles.banner} data-tone={tone} role="status">
      <span className={tone}>
        <Icon name={mark} />
      </span>
      <p>
        <b>{title}</b> {children}
      </p>
    </div>
  );
}

const settled = {
  accepted: { tone: 'done' },
  rejected: { tone: 'done', mark: 'cross' },
  deferred: { tone: 'waiting' },
} as const;

/** Whether the record waits for a person. */
function isOpen({ status, artifacts }: RunState): boolean {
  const log = artifacts.decision_log?.log;
  const open = ['draft', 'proposed', 'escalated', 'deferred'] satisfies DecisionStatus[];
  return status === 'finished' && log !== undefined && open.some((one) => one === log.status) && !log.superseded_by;
}

/** How the run itself stands, when it is not simply going on. */
export function RunBanner({ state, words }: { state: RunState; words: Words }) {
  const { t } = words;
  // Who watches by a link has neither page: the meeting is not named to them.
  const decision = state.meetingId && state.artifacts.decision_log && (
    <Link prefetch={false} className="link" href={`/meetings/${state.meetingId}/decision`}>
      {t(state.outcome === 'stopped' ? 'banner.read_draft' : 'banner.read')}
    </Link>
  );
  const settle = state.meetingId && isOpen(state) && (
    <Link prefetch={false} className="link ml-2" href={`/meetings/${state.meetingId}/decide?run=${state.runId}`}>
      {t('banner.decide')}
    </Link>
  );
  const why = state.endReason && words.reason(state.endReason);
  switch (state.status) {
    case 'queued':
      return (
        <Strip tone="waiting" title={t('banner.queued')}>
          {state.meetingId && <Place meetingId={state.meetingId} runId={state.runId} words={words} />}
        </Strip>
      );
    case 'pausing':
      return <Strip tone="waiting" title={t('banner.pausing')} />;
    case 'paused': {
      const by = state.controls.findLast((one) => one.control.control === 'pause' && one.state === 'applied')?.by.name;
      return (
        <Strip
          tone="waiting"
          mark="pause"
          title={by === undefined ? t('banner.paused') : t('banner.paused_by', { name: by })}
        >
          {t('banner.clocks_stand')}
        </Strip>
      );
    }
    case 'waiting':
      return <Strip tone="waiting" title={t('banner.waiting')} />;
    case 'wrapping_up':
      return (
        <Strip tone="waiting" title={t('banner.wrapping_up')}>
          {state.wrapUp && words.reason(state.wrapUp)}
        </Strip>
      );
    case 'finished': {
      const { status = 'draft', settlement = null } = state.artifacts.decision_log?.log ?? {};
      if (settlement && (status === 'accepted' || status === 'rejected' || status === 'deferred')) {
        return (
          <Strip {...settled[status]} title={t(`banner.${status}`, { name: settlement.by })}>
            {decision} {settle}
          </Strip>
        );
      }
      if (state.outcome === 'decided') {
        return (
          <Strip tone="done" title={t('banner.decided')}>
            {decision} {settle}
          </Strip>
        );
      }
      if (state.outcome === 'escalated') {
        return (
          <Strip tone="waiting" title={t('banner.escalated', { decider: state.agenda.decider })}>
            {why} {decision} {settle}
          </Strip>
        );
      }
      return (
        <Strip
          tone={state.outcome === 'failed' ? 'trouble' : 'done'}
          mark={state.outcome === 'failed' ? 'trouble' : 'cross'}
          title={t(`banner.${state.outcome ?? 'stopped'}`)}
        >
          {why} {decision} {settle}
        </Strip>
      );
    }
    case 'running':
      return null;
  }
}

/** How the line to the server stands; silent while it is live. */
export function LineBanner({
  connection,
  retryInMs,
  onRetry,
  words: { t },
}: {
  connection: Connection;
  retryInMs: number | null;
  onRetry: () => void;
  words: Words;
}) {
  const again = (
    <button type="button" className="link" onClick={onRetry}>
      {t('line.retry')}
    </button>
  );
  switch (connection) {
    case 'reconnecting':
      return (
        <Strip tone="waiting" title={t('line.reconnecting')}>
          {retryInMs === null ? t('line.trying') : <Countdown key={retryInMs} ms={retryInMs} t={t} />} {again}
        </Strip>
      );
    case 'offline':
      return (
        <Strip tone="trouble" title={t('line.offline')}>
          {t('line.offline_text')} {again}
        </Strip>
      );
    case 'signed_out':
      return (
        <Strip tone="trouble" title={t('line.signed_out')}>
          <SignInAgain>{t('line.sign_in')}</SignInAgain>
        </Strip>
      );
    case 'no_access':
      return (
        <Strip tone="trouble" title={t('line.no_access')}>
          {t('line.no_access_text')}{' '}
          <Link className="link" href="/">
            {t('line.to_meetings')}
          </Link>
        </Strip>
      );
    case 'changed':
      return <Strip tone="waiting" title={t('line.changed')} />;
    case 'catching_up':
      return <Strip tone="waiting" title={t('line.catching_up')} />;
    case 'connecting':
    case 'live':
    case 'ended':
      return null;
  }
}

/** Leads to the sign-in page and from there back to where the reader is now. */
function SignInAgain({ children }: { children: ReactNode }) {
  const path = usePathname();
  return (
    <Link className="link" prefetch={false} href={`/sign-in?next=${encodeURIComponent(path)}`}>
      {children}
    </Link>
  );
}

/** Seconds to the next try, counted down for the eye only: a screen reader is told once. */
function Countdown({ ms, t }: { ms: number; t: Words['t'] }) {
  const whole = Math.max(1, Math.ceil(ms / 1000));
  const [seconds, setSeconds] = useState(whole);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((left) => Math.max(1, left - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <span aria-hidden="true">{t('line.retry_in', { seconds })}</span>
      <span className="sr-only">{t('line.retry_in', { seconds: whole })}</span>
    </>
  );
}
