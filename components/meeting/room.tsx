'use client';

import Link from 'next/link';
import { type ReactNode, useMemo, useRef } from 'react';
import type { RunState } from '@/lib/council/run';
import { Announcer } from './announcer';
import { LineBanner, RunBanner } from './banner';
import { Board } from './board';
import { Floor, type Forecast } from './floor';
import { Header } from './header';
import { InLine } from './in-line';
import { Minutes } from './minutes/minutes';
import { Notice } from './notice';
import { PhoneBar } from './phone-bar';
import styles from './room.module.css';
import { type RunView, useRun } from './run-view';
import { Say, type SayHandle } from './say';
import { Seats } from './seats';
import { SheetEnd } from './sheet-end';
import side from './side.module.css';
import { Steer } from './steer';
import { SteerDialogs } from './steer-dialogs';
import { isOver, type Send } from './steering';
import { useSteering } from './use-steering';
import { useWords } from './use-words';

export interface RoomProps {
  run: RunView;
  forecast: (state: RunState) => Forecast;
  send: Send;
  me: { userId: string; name: string };
  /** False for who may only watch: no control is drawn. */
  steers: boolean;
  /** False for who may not even remark beside the council. */
  remarks: boolean;
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
export function Room({ run, forecast, send, me, steers, remarks, serverNow, corner, bell, again, player }: RoomProps) {
  const state = useRun(run, (snapshot) => snapshot.state);
  const connection = useRun(run, (snapshot) => snapshot.connection);
  const retryInMs = useRun(run, (snapshot) => snapshot.retryInMs);
  const words = useWords(state);
  const { t } = words;
  const expected = useMemo(() => forecast(state), [forecast, state]);
  const scripted = state.team.seats.some((seat) => seat.model.provider === 'playbook');
  const field = useRef<HTMLTextAreaElement>(null);
  const cutOff = connection === 'signed_out' || connection === 'no_access' || connection === 'changed';
  const say = useRef<SayHandle>(null);
  const onSay = (seat?: string) => {
    const sheet = document.getElementById('say');
    if (sheet && getComputedStyle(sheet).display === 'none') sheet.showPopover();
    say.current?.open(seat);
  };
  const steering = useSteering({ state, words, me, send, steers: steers && !cutOff, onSay });
  const speaks = (steering.may || remarks) && !isOver(state) && !cutOff;
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
          <Seats state={state} words={words} forecast={expected} me={me} steers={steers} steering={steering} />
          {corner}
        </div>
        <Notice notice={steering.notice} words={words} />
        {steering.may && (
          <div id="steer" popover="auto" className={`${styles.sheet} ${side.foot}`}>
            <SheetEnd sheet="steer" words={words} />
            <Steer state={state} words={words} steering={steering} />
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
        {!isOver(state) && (
          <div>
            <InLine state={state} words={words} me={me} />
            {speaks && (
              <div id="say" popover="auto" className={`${styles.sheet} ${styles.saysheet}`}>
                <SheetEnd sheet="say" words={words} />
                <Say state={state} words={words} me={me} send={send} steers={steering.may} field={field} handle={say} />
              </div>
            )}
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
      <PhoneBar state={state} words={words} steering={steering} onSay={speaks ? onSay : null} />
      <SteerDialogs state={state} words={words} steering={steering} />
      {!player && <Announcer state={state} words={words} />}
    </div>
  );
}
