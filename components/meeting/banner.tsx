import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RunState } from '@/lib/council/run';
import { Icon, type IconName } from '../ui/icon';
import { isLocalName } from './faces';
import styles from './room.module.css';
import type { Connection } from './run-view';
import type { Words } from './use-words';

type Tone = 'waiting' | 'done' | 'trouble';
const marks: Record<Tone, IconName> = { waiting: 'ring', done: 'tick', trouble: 'trouble' };

function Strip({ tone, title, children }: { tone: Tone; title: string; children?: ReactNode }) {
  return (
    <div className={styles.banner} data-tone={tone} role="status">
      <span className={tone}>
        <Icon name={marks[tone]} />
      </span>
      <p>
        <b>{title}</b> {children}
      </p>
    </div>
  );
}

/** How the run itself stands, when it is not simply going on. */
export function RunBanner({ state, words }: { state: RunState; words: Words }) {
  const { t } = words;
  const decision = state.artifacts.decision_log && (
    <Link className="link" href={`/meetings/${state.meetingId}/decision`}>
      {t(state.outcome === 'stopped' ? 'banner.read_draft' : 'banner.read')}
    </Link>
  );
  const why = state.endReason && words.reason(state.endReason);
  switch (state.status) {
    case 'queued':
      return <Strip tone="waiting" title={t('banner.queued')} />;
    case 'pausing':
      return <Strip tone="waiting" title={t('banner.pausing')} />;
    case 'paused': {
      const by = state.controls.findLast((one) => one.control.control === 'pause' && one.state === 'applied')?.by.name;
      return (
        <Strip
          tone="waiting"
          title={
            by === undefined
              ? t('banner.paused')
              : isLocalName(by)
                ? t('banner.paused_you')
                : t('banner.paused_by', { name: by })
          }
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
    case 'finished':
      if (state.outcome === 'decided') {
        return (
          <Strip tone="done" title={t('banner.decided')}>
            {decision}
          </Strip>
        );
      }
      if (state.outcome === 'escalated') {
        return (
          <Strip tone="waiting" title={t('banner.escalated', { decider: state.agenda.decider })}>
            {why} {decision}
          </Strip>
        );
      }
      return (
        <Strip tone={state.outcome === 'failed' ? 'trouble' : 'done'} title={t(`banner.${state.outcome ?? 'stopped'}`)}>
          {why} {decision}
        </Strip>
      );
    case 'running':
      return null;
  }
}

/** How the line to the server stands; silent while it is live. */
export function LineBanner({
  connection,
  retryInMs,
  words: { t },
}: {
  connection: Connection;
  retryInMs: number | null;
  words: Words;
}) {
  switch (connection) {
    case 'reconnecting':
      return (
        <Strip tone="waiting" title={t('line.reconnecting')}>
          {retryInMs !== null && t('line.retry_in', { seconds: Math.max(1, Math.ceil(retryInMs / 1000)) })}
        </Strip>
      );
    case 'offline':
      return (
        <Strip tone="trouble" title={t('line.offline')}>
          {t('line.offline_text')}
        </Strip>
      );
    case 'signed_out':
      return (
        <Strip tone="trouble" title={t('line.signed_out')}>
          <Link className="link" href="/sign-in">
            {t('line.sign_in')}
          </Link>
        </Strip>
      );
    case 'catching_up':
      return <Strip tone="waiting" title={t('line.catching_up')} />;
    case 'connecting':
    case 'live':
    case 'ended':
      return null;
  }
}
