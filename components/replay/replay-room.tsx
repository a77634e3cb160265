'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { LoggedEvent } from '@/lib/council/events';
import { forecast } from '@/lib/council/forecast';
import { replayOf } from '@/lib/wire/replay';
import { fromStreamEvent, type StreamEvent } from '@/lib/wire/stream-event';
import { After, Room } from '../meeting/room';
import { useRun } from '../meeting/run-view';
import { Shortcuts } from '../meeting/shortcuts';
import { useKeys } from '../meeting/use-keys';
import { HeldClock } from '../meeting/use-now';
import { useWords } from '../meeting/use-words';
import { Bar } from './bar';
import { createPlayer, type Player } from './player';
import styles from './replay.module.css';
import { turnOfHash } from './turn-of-hash';

interface Props {
  meetingId: string;
  runId: string;
  question: string;
  /** Sequence to begin at; null: where the first phase began. */
  at: number | null;
  me: { userId: string; name: string };
  /** Address of the page that holds it again; null for who may not. */
  againUrl: string | null;
  corner: ReactNode;
}

/** A finished or running council, played from its log. The log is read once; nothing is streamed. */
export function ReplayRoom({ meetingId, runId, question, at, me, againUrl, corner }: Props) {
  const t = useTranslations('replay');
  const [player, setPlayer] = useState<Player | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a try is a reason to read again
  useEffect(() => {
    const stop = new AbortController();
    setFailed(false);
    readLog(runId, stop.signal).then(
      (log) => setPlayer(openAt(log, at)),
      () => stop.signal.aborted || setFailed(true),
    );
    return () => stop.abort();
  }, [runId, at, tries]);

  if (player === null)
    return (
      <main className={styles.wait}>
        <h1>{question}</h1>
        <p role="status">{t(failed ? 'failed' : 'reading')}</p>
        {failed && (
          <button type="button" className="button" onClick={() => setTries(tries + 1)}>
            {t('retry')}
          </button>
        )}
      </main>
    );
  return (
    <HeldClock value={player}>
      <Played player={player} me={me} corner={corner}>
        <Bar player={player} meetingId={meetingId} runId={runId} againUrl={againUrl} />
      </Played>
    </HeldClock>
  );
}

interface PlayedProps extends Pick<Props, 'me' | 'corner'> {
  player: Player;
  children: ReactNode;
}

/** The room as it stood at the moment that is played. What was said and asked stands; nobody adds to it here. */
function Played({ player, me, corner, children }: PlayedProps) {
  const state = useRun(player, (snapshot) => snapshot.state);
  const words = useWords(state);
  const expected = useMemo(() => forecast(state), [state]);
  const [help, setHelp] = useState(false);
  useKeys((deed) => deed === 'help' && setHelp(true));
  return (
    <>
      <Room
        run={player}
        state={state}
        words={words}
        forecast={expected}
        me={me}
        steers={false}
        serverNow={player.clock()}
        replay
        deeds={null}
        onHelp={() => setHelp(true)}
        corner={corner}
        side={<After state={state} words={words} />}
        below={children}
      />
      <Shortcuts open={help} onClose={() => setHelp(false)} words={words} steers={false} />
    </>
  );
}

async function readLog(runId: string, signal: AbortSignal): Promise<LoggedEvent[]> {
  const response = await fetch(`/api/v1/runs/${runId}/events?limit=100000`, { signal, cache: 'no-store' });
  if (!response.ok) throw new Error(`The log answered ${response.status}`);
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => fromStreamEvent(JSON.parse(line) as StreamEvent));
}

/** The address says where to begin: a turn of its own, a place in the log, or nothing. */
function openAt(log: LoggedEvent[], at: number | null): Player {
  const replay = replayOf(log);
  const whole = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const turn = turnOfHash();
  const first = replay.marks.find((one) => one.kind === 'phase')?.ms ?? 0;
  const ms = (turn === null ? null : replay.msOfTurn(turn)) ?? (at === null ? first : replay.msOf(at));
  return createPlayer(replay, ms, whole);
}
