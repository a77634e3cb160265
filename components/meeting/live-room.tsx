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

interface Props {
  state: RunState;
  me: { userId: string; name: string };
  /** For whom the page was drawn, as the stream names its readers. */
  reader: string;
  steers: boolean;
  serverNow: number;
  steer: Action;
  corner: ReactNode;
  again: ReactNode;
}

/** The room on its wire: the state that the server drew, carried on by the stream. */
export function LiveRoom({ state, me, reader, steers, serverNow, steer, corner, again }: Props) {
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
    <Room
      run={run}
      forecast={forecast}
      send={send}
      me={me}
      steers={steers}
      serverNow={serverNow}
      corner={corner}
      again={again}
    />
  );
}
