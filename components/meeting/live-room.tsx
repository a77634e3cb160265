'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import type { RunState } from '@/lib/council/run';
import { createRunStore } from '@/lib/wire/run-store';
import type { Send as Act } from '../ui/send';
import { SteeredRoom } from './steered-room';
import type { Send } from './steering';
import { Told } from './told';

interface Props {
  state: RunState;
  me: { userId: string; name: string };
  /** For whom the page was drawn, as the stream names its readers. */
  reader: string;
  steers: boolean;
  /** Whether the decision is this reader’s. */
  decides: boolean;
  remarks: boolean;
  serverNow: number;
  steer: Act<{ seq: number }>;
  remark: Act<{ seq: number }>;
  corner: ReactNode;
  bell: ReactNode;
  again: ReactNode;
}

/** The room on its wire: the state that the server drew, carried on by the stream. */
export function LiveRoom(props: Props) {
  const { state, me, reader, steers, remarks, decides, serverNow, steer, remark, corner, bell, again } = props;
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

  const send: Send = async (wish, commandId) => {
    const where = { meetingId, runId, commandId };
    const sent =
      'remark' in wish
        ? remark({ ...where, text: wish.remark, private: wish.private })
        : steer({ ...where, control: wish });
    const answer = await sent.catch(() => null);
    if (!answer) return { refused: t('refused.network'), code: 'network', lost: true };
    if (answer.ok) return answer.value;
    const { detail, code } = answer.problem;
    // A failure that nobody foresaw may have come after the log was written.
    return { refused: detail, code, lost: code === 'internal' || code === 'database_unavailable' };
  };
  return (
    <>
      <Told run={run} me={me} reader={reader} steers={steers} decides={decides} />
      <SteeredRoom
        run={run}
        send={send}
        me={me}
        steers={steers}
        remarks={remarks}
        serverNow={serverNow}
        corner={corner}
        again={again}
        bell={bell}
      />
    </>
  );
}
