'use client';

import Link from 'next/link';
import { type ReactNode, useMemo, useRef } from 'react';
import type { RunState } from '@/lib/council/run';
import { Announcer } from './announcer';
import { LineBanner, RunBanner } from './banner';
import { Board } from './board';
import { Floor, type Forecast } from './floor';
import { Header } from './header';
import { Minutes } from './minutes/minutes';
import { PhoneBar } from './phone-bar';
import styles from './room.module.css';
import { type RunView, useRun } from './run-view';
import { Say } from './say';
import { Seats } from './seats';
import { SheetEnd } from './sheet-end';
import side from './side.module.css';
import { Steer } from './steer';
import { isOver, type Send } from './steering';
import { useWords } from './use-words';

export interface RoomProps {
  run: RunView;
  forecast: (state: RunState) => Forecast;
  send: Send;
  me: { userId: string; name: string };
  /** False for who may only watch: no control is drawn. */
  steers: boolean;
  serverNow: number;
  /** Language, theme and the way out. */
  corner?: ReactNode;
  bell?: ReactNode;
  /** The way to hold the meeting once more, for who may start it. */
  again?: ReactNode;
  /** Where the run is played from its log: what plays it. Nothing is said or announced then. */
  player?: ReactNode;
}

/** The live meeting: the record in the middle, seats and steering at the left, the board at the right. */
export function Room({ run, forecast, send, me, steers, serverNow, corner, bell, again, player }: RoomProps) {
  const state = useRun(run, (snapshot) => snapshot.state);
  const connection = useRun(run, (snapshot) => snapshot.connection);
  const retryInMs = useRun(run, (snapshot) => snapshot.retryInMs);
  const words = useWords(state);
  const { t } = words;
  const expected = useMemo(() => forecast(state), [forecast, state]);
  const scripted = state.team.seats.some((seat) => seat.model.provider === 'playbook');
  const field = useRef<HTMLTextAreaElement>(null);
  const cutOff = connection === 'signed_out' || connection === 'no_access' || connection === 'changed';
  const steering = steers && !isOver(state) && !cutOff;

  const onSay = () => {
    const sheet = document.getElementById('say');
    if (sheet && getComputedStyle(sheet).display === 'none') sheet.showPopover();
    field.current?.focus();
  };
  return (
    <div className={styles.room}>
      <Header
        state={state}
        words={words}
        serverNow={serverNow}
        scripted={scripted}
        replay={player !== undefined}
        bell={bell}
      />
      <aside className={styles.side} aria-label={t('room.side')}>
        <div id="seats" popover="auto" className={styles.sheet}>
          <SheetEnd sheet="seats" words={words} />
          <Seats state={state} words={words} forecast={expected} me={me} steers={steers} />
          {corner}
        </div>
        {steering && (
          <div id="steer" popover="auto" className={`${styles.sheet} ${side.foot}`}>
            <SheetEnd sheet="steer" words={words} />
            <Steer state={state} words={words} send={send} onSay={onSay} />
          </div>
        )}
        {isOver(state) && (
          <div className={styles.after}>
            {state.artifacts.decision_log && (
              <Link prefetch={false} className={`button ${styles.wide}`} href={`/meetings/${state.meetingId}/decision`}>
                {t(state.outcome === 'stopped' ? 'banner.read_draft' : 'banner.read')}
              </Link>
            )}
            {!player && (
              <Link prefetch={false} className="link" href={`/meetings/${state.meetingId}/replay?run=${state.runId}`}>
                {t('room.replay')}
              </Link>
            )}
            {state.outcome !== 'decided' && again}
          </div>
        )}
      </aside>
      <main className={styles.record}>
        <div>
          <LineBanner connection={connection} retryInMs={retryInMs} onRetry={run.retryNow} words={words} />
          <RunBanner state={state} words={words} />
          {!isOver(state) && <Floor state={state} forecast={expected} words={words} />}
        </div>
        <Minutes run={run} state={state} words={words} />
        {steering && (
          <div id="say" popover="auto" className={`${styles.sheet} ${styles.saysheet}`}>
            <SheetEnd sheet="say" words={words} />
            <Say words={words} name={me.name} send={send} field={field} />
          </div>
        )}
        {player}
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
      <PhoneBar state={state} words={words} send={send} steering={steering} />
      {!player && <Announcer state={state} words={words} />}
    </div>
  );
}
