'use client';

import { useEffect, useMemo, useState } from 'react';
import { forecast } from '@/lib/council/forecast';
import type { RunState } from '@/lib/council/run';
import { createRunStore } from '@/lib/wire/run-store';
import { Announcer } from '../meeting/announcer';
import { LineBanner } from '../meeting/banner';
import { Room } from '../meeting/room';
import { useRun } from '../meeting/run-view';
import { isOver } from '../meeting/steering';
import { useWords } from '../meeting/use-words';

/**
 * The room of a guest, while it is live: the same store and stream as everybody's, and no control. As soon as the
 * link ends, or the meeting does, the page is asked for anew.
 */
export function LiveGuest({ state: drawn, serverNow }: { state: RunState; serverNow: number }) {
  const [run] = useState(() =>
    createRunStore({ state: drawn, reader: 'guest', streamUrl: 'stream', refresh: () => location.reload() }),
  );
  useEffect(() => run.start(), [run]);
  const state = useRun(run, (snapshot) => snapshot.state);
  const connection = useRun(run, (snapshot) => snapshot.connection);
  const retryInMs = useRun(run, (snapshot) => snapshot.retryInMs);
  const words = useWords(state);
  const expected = useMemo(() => forecast(state), [state]);
  const ended = isOver(state) || connection === 'no_access' || connection === 'signed_out';
  useEffect(() => {
    if (ended) location.reload();
  }, [ended]);
  return (
    <>
      <Room
        run={run}
        state={state}
        words={words}
        forecast={expected}
        me={null}
        steers={false}
        serverNow={serverNow}
        deeds={null}
        onHelp={null}
        corner={null}
        above={<LineBanner connection={connection} retryInMs={retryInMs} onRetry={run.retryNow} words={words} />}
      />
      <Announcer state={state} words={words} />
    </>
  );
}
