'use client';

import Link from 'next/link';
import { type ReactNode, useMemo, useRef } from 'react';
import { forecast } from '@/lib/council/forecast';
import { Announcer } from './announcer';
import { LineBanner } from './banner';
import { InLine } from './in-line';
import { Notice } from './notice';
import { PhoneDeeds } from './phone-bar';
import { After, Room } from './room';
import styles from './room.module.css';
import { type RunView, useRun } from './run-view';
import { Say, type SayHandle } from './say';
import { SheetEnd } from './sheet-end';
import { Shortcuts } from './shortcuts';
import side from './side.module.css';
import { Steer } from './steer';
import { SteerDialogs } from './steer-dialogs';
import { isOver, type Send } from './steering';
import { useSeatMenu } from './use-seat-menu';
import { useSteering } from './use-steering';
import { useWords } from './use-words';

interface Props {
  run: RunView;
  send: Send;
  me: { userId: string; name: string };
  /** False for who may only watch: no control is drawn. */
  steers: boolean;
  /** False for who may not even remark beside the council. */
  remarks: boolean;
  serverNow: number;
  corner: ReactNode;
  bell: ReactNode;
  /** The way to hold the meeting once more, for who may start it. */
  again: ReactNode;
}

/** The live meeting: the room, and all that a person does in it. */
export function SteeredRoom({ run, send, me, steers, remarks, serverNow, corner, bell, again }: Props) {
  const state = useRun(run, (snapshot) => snapshot.state);
  const connection = useRun(run, (snapshot) => snapshot.connection);
  const retryInMs = useRun(run, (snapshot) => snapshot.retryInMs);
  const words = useWords(state);
  const { t } = words;
  const expected = useMemo(() => forecast(state), [state]);
  const cutOff = connection === 'signed_out' || connection === 'no_access' || connection === 'changed';
  const field = useRef<HTMLTextAreaElement>(null);
  const say = useRef<SayHandle>(null);
  const onSay = (seat?: string) => {
    const sheet = document.getElementById('say');
    if (sheet && getComputedStyle(sheet).display === 'none') sheet.showPopover();
    say.current?.open(seat);
  };
  const steering = useSteering({ state, words, me, send, steers: steers && !cutOff, onSay });
  const { deeds, menu } = useSeatMenu({ state, words, steering });
  const speaks = (steering.may || remarks) && !isOver(state) && !cutOff;
  return (
    <>
      <Room
        run={run}
        state={state}
        words={words}
        forecast={expected}
        me={me}
        steers={steers}
        serverNow={serverNow}
        deeds={deeds}
        onHelp={() => steering.press('help')}
        bell={bell}
        corner={corner}
        side={
          <>
            <Notice notice={steering.notice} words={words} />
            {steering.may && (
              <div id="steer" popover="auto" className={`${styles.sheet} ${side.foot}`}>
                <SheetEnd sheet="steer" words={words} />
                <Steer state={state} words={words} steering={steering} />
              </div>
            )}
            <After state={state} words={words}>
              <Link prefetch={false} className="link" href={`/meetings/${state.meetingId}/replay?run=${state.runId}`}>
                {t('room.replay')}
              </Link>
              {state.outcome !== 'decided' && again}
            </After>
          </>
        }
        above={<LineBanner connection={connection} retryInMs={retryInMs} onRetry={run.retryNow} words={words} />}
        below={
          !isOver(state) && (
            <div>
              <InLine state={state} words={words} me={me} />
              {speaks && (
                <div id="say" popover="auto" className={`${styles.sheet} ${styles.saysheet}`}>
                  <SheetEnd sheet="say" words={words} />
                  <Say
                    state={state}
                    words={words}
                    me={me}
                    send={send}
                    steers={steering.may}
                    field={field}
                    handle={say}
                  />
                </div>
              )}
            </div>
          )
        }
        bar={<PhoneDeeds state={state} words={words} steering={steering} onSay={speaks ? onSay : null} />}
      />
      {menu}
      <SteerDialogs state={state} words={words} steering={steering} />
      <Shortcuts open={steering.asking?.deed === 'help'} onClose={steering.close} words={words} steers={steering.may} />
      <Announcer state={state} words={words} />
    </>
  );
}
