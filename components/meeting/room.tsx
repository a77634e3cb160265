import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RunState } from '@/lib/council/run';
import { RunBanner } from './banner';
import { Board } from './board';
import { Floor, type Forecast } from './floor';
import { Header } from './header';
import { Minutes } from './minutes/minutes';
import { PhoneBar } from './phone-bar';
import styles from './room.module.css';
import type { RunView } from './run-view';
import { Seats } from './seats';
import { SheetEnd } from './sheet-end';
import { isOver } from './steering';
import type { SeatDeeds } from './use-seat-menu';
import type { Words } from './use-words';

interface Props {
  run: RunView;
  state: RunState;
  words: Words;
  forecast: Forecast;
  /** Null for a guest. */
  me: { userId: string; name: string } | null;
  /** False for who may only watch. */
  steers: boolean;
  serverNow: number;
  /** Played from its log. */
  replay?: boolean;
  deeds: SeatDeeds | null;
  onHelp: (() => void) | null;
  bell?: ReactNode;
  /** Language, theme and the way out. */
  corner: ReactNode;
  /** Beneath the seats: how the run is steered, or where to go after it. */
  side?: ReactNode;
  above?: ReactNode;
  below?: ReactNode;
  /** In the phone's bar, between the sheets and the decision. */
  bar?: ReactNode;
}

/** The room as it is read: the record in the middle, seats at the left, the board at the right. Hands come as parts. */
export function Room({ run, state, words, forecast, me, steers, serverNow, replay = false, ...parts }: Props) {
  const { t } = words;
  const scripted = state.team.seats.some((seat) => seat.model.provider === 'playbook');
  return (
    <div className={styles.room}>
      <Header state={state} words={words} serverNow={serverNow} scripted={scripted} replay={replay} bell={parts.bell} />
      <aside className={styles.side} aria-label={t('room.side')}>
        <div id="seats" popover="auto" className={styles.sheet}>
          <SheetEnd sheet="seats" words={words} />
          <Seats
            state={state}
            words={words}
            forecast={forecast}
            me={me}
            steers={steers}
            deeds={parts.deeds}
            onHelp={parts.onHelp}
          />
          {parts.corner}
        </div>
        {parts.side}
      </aside>
      <main className={styles.record}>
        <div>
          {parts.above}
          <RunBanner state={state} words={words} />
          {!isOver(state) && <Floor state={state} forecast={forecast} words={words} />}
        </div>
        <Minutes run={run} state={state} words={words} />
        {parts.below}
      </main>
      <section
        id="board"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
        tabIndex={0}
        popover="auto"
        className={`${styles.sheet} ${styles.board}`}
        aria-label={t('room.board')}
      >
        <SheetEnd sheet="board" words={words} />
        <Board state={state} words={words} serverNow={serverNow} />
      </section>
      <PhoneBar state={state} words={words}>
        {parts.bar}
      </PhoneBar>
    </div>
  );
}

/** Where to go once a run is over. */
export function After({ state, words: { t }, children }: { state: RunState; words: Words; children?: ReactNode }) {
  if (!isOver(state)) return null;
  return (
    <div className={styles.after}>
      {state.meetingId && state.artifacts.decision_log && (
        <Link prefetch={false} className={`button ${styles.wide}`} href={`/meetings/${state.meetingId}/decision`}>
          {t(state.outcome === 'stopped' ? 'banner.read_draft' : 'banner.read')}
        </Link>
      )}
      {children}
    </div>
  );
}
