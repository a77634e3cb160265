'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import type { Control } from '@/lib/council/controls.schema';
import { forecast } from '@/lib/council/forecast';
import type { RunState } from '@/lib/council/run';
import { createRunStore } from '@/lib/wire/run-store';
import type { Send as Action } from '../ui/send';
import { Room } from './room';
import { Told } from './told';

interface Props {
  state: RunState;
  me: { userId: string; name: string };
  /** For whom the page was drawn, as the stream names its readers. */
  reader: string;
  steers: boolean;
  /** Whether the decision is this reader’s. */
  decides: boolean;
  serverNow: number;
  steer: Action;
  corner: ReactNode;
  bell: ReactNode;
  again: ReactNode;
}

/** The room on its wire: the state that the server drew, carried on by the stream. */
export function LiveRoom({ state, me, reader, steers, decides, serverNow, steer, corner, bell, again }: Props) {
  const t = useTranslations('council');
  const router = useRouter();
  const { meetingId, runId } = state;
  const [run] = useState(() =>
    createRunStore({
      state,
      reader,
      streamUrl: `/api/v1/meetings/${meetingId}/stream?runId=${runId}`,
      refresh: () => router.refresh(),
    }),
  );
  useEffect(() => run.start(), [run]);
  useEffect(() => run.adopt(state), [run, state]);

  const send = async (control: Control) => {
    const answer = await steer({ meetingId, runId, commandId: crypto.randomUUID(), control }).catch(() => null);
    if (answer?.ok) return null;
    return answer?.problem.detail ?? t('refused.network');
  };
  return (
    <>
      <Told run={run} me={me} reader={reader} steers={steers} decides={decides} />
      <Room
        run={run}
        forecast={forecast}
        send={send}
        me={me}
        steers={steers}
        serverNow={serverNow}
        corner={corner}
        again={again}
        bell={bell}
      />
    </>
  );
}
