import Link from 'next/link';
import type { ReactNode } from 'react';
import { phaseNames } from '@/lib/council/events';
import type { RunState } from '@/lib/council/run';
import { boxLeftMs, clockRuns } from '@/lib/council/timeboxes';
import { Icon, type IconName } from '../ui/icon';
import { soft } from '../ui/soft';
import styles from './header.module.css';
import { clock, timeLeft } from './times';
import { useNow } from './use-now';
import type { Words } from './use-words';

/** Characters from which a question is set smaller: it is never cut short, and the council must stay in sight. */
const longFrom = 160;

interface Props {
  state: RunState;
  words: Words;
  serverNow: number;
  scripted: boolean;
  /** Played from its log: it says so instead of how it stood. */
  replay?: boolean;
  /** What waits for the reader elsewhere. */
  bell?: ReactNode;
}

/** What five seconds must tell: the question, the phase, the time left, and whether experts are scripted. */
export function Header({ state, words, serverNow, scripted, replay = false, bell }: Props) {
  const { t } = words;
  const runs = clockRuns(state);
  return (
    <header className="contents">
      <div className={styles.brand}>
        <div className={styles.top}>
          <Link className="brand" href="/" aria-label={t('room.home')}>
            XIO
          </Link>
          {bell}
        </div>
        <p className={`note ${styles.status}`}>
          {replay ? (
            <span className={styles.word}>
              <Icon name="play" size={13} />
              {t('status.replay')}
            </span>
          ) : (
            <span className={styles.word} data-state={statusTone(state)}>
              {runs ? <i /> : <Icon name={statusMark(state)} size={13} />}
              {t(`status.${state.outcome ?? state.status}`)}
            </span>
          )}
          {scripted && <span>{t('scripted.short')}</span>}
        </p>
      </div>
      <div className={styles.question}>
        <h1 lang={state.agenda.language} data-long={state.agenda.question.length > longFrom || undefined}>
          {state.agenda.question}
        </h1>
      </div>
      <Clocks state={state} words={words} serverNow={serverNow} />
      {state.team.protocol === 'council' && <Stepper state={state} words={words} serverNow={serverNow} />}
    </header>
  );
}

function statusTone(state: RunState): string {
  if (state.outcome)
    return { decided: 'done', escalated: 'waiting', stopped: 'done', failed: 'trouble' }[state.outcome];
  return clockRuns(state) ? 'live' : 'waiting';
}

function statusMark({ outcome, status }: RunState): IconName {
  if (outcome) return ({ decided: 'tick', escalated: 'ring', stopped: 'cross', failed: 'trouble' } as const)[outcome];
  return status === 'paused' || status === 'pausing' ? 'pause' : 'ring';
}

function Clocks({ state, words, serverNow }: Omit<Props, 'scripted' | 'replay' | 'bell'>) {
  const { t } = words;
  const runs = clockRuns(state);
  const now = useNow(serverNow, runs);
  const time = timeLeft(state, now);
  const phase = state.phases.at(-1)?.phase;
  if (state.status === 'finished') {
    return (
      <dl className={styles.clocks}>
        <div>
          <dt className="note">{t('room.took', { total: clock(time.totalMs) })}</dt>
          <dd>{clock(time.usedMs)}</dd>
        </div>
        <div>
          <dt className="note">{t('room.turns_taken', { count: state.turns.length })}</dt>
          <dd>{state.turns.length}</dd>
        </div>
      </dl>
    );
  }
  return (
    <dl className={styles.clocks} data-runs={runs || undefined}>
      <div>
        <dt className="note">{t('room.left_of', { total: clock(time.totalMs) })}</dt>
        <dd>{clock(time.totalMs - time.usedMs)}</dd>
      </div>
      {phase && (
        <div className={styles.now}>
          <dt className="note">
            {time.phaseLeftMs >= 0
              ? t('room.left_in', { phase: t(`phases_in.${phase}`) })
              : t('room.over_in', { phase: t(`phases_in.${phase}`) })}
          </dt>
          <dd data-over={time.phaseLeftMs < 0 || undefined}>{clock(Math.abs(time.phaseLeftMs))}</dd>
        </div>
      )}
    </dl>
  );
}

function Stepper({ state, words, serverNow }: Omit<Props, 'scripted' | 'replay' | 'bell'>) {
  const { t } = words;
  const now = useNow(serverNow, clockRuns(state));
  const last = state.phases.at(-1);
  const here = state.status === 'finished' ? null : last;
  const cut = state.outcome === 'stopped' || state.outcome === 'failed' ? last?.phase : null;
  return (
    <ol className={styles.phases} aria-label={t('room.phases')} data-still={!clockRuns(state) || undefined}>
      {phaseNames.map((phase) => {
        const records = state.phases.filter((one) => one.phase === phase);
        const spent = records.reduce((sum, one) => sum + one.activeMs, 0);
        if (here?.phase === phase) {
          const gone = here.boxMs > 0 ? Math.min(1, 1 - boxLeftMs(state, now) / here.boxMs) : 1;
          return (
            <li key={phase} data-at="here" aria-current="step" style={{ '--gone': gone } as React.CSSProperties}>
              <b>{soft(t(`phases.${phase}`))}</b>
            </li>
          );
        }
        if (records.length > 0) {
          return (
            <li key={phase} data-at="past">
              <Icon name={cut === phase ? 'cross' : 'tick'} size={13} />
              <b>{soft(t(`phases.${phase}`))}</b>
              <span>{clock(spent)}</span>
            </li>
          );
        }
        return (
          <li key={phase}>
            <b>{soft(t(`phases.${phase}`))}</b>
          </li>
        );
      })}
    </ol>
  );
}
