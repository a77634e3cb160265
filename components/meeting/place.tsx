import { useEffect, useState } from 'react';
import type { Words } from './use-words';

const everyMs = 2000;

/** Which of the runs that wait for room it is; nothing while that is not known, or no longer so. */
export function Place({ meetingId, runId, words }: { meetingId: string; runId: string; words: Words }) {
  const [place, setPlace] = useState<number | null>(null);
  useEffect(() => {
    const look = async () => {
      const answer = await fetch(`/api/v1/meetings/${meetingId}/runs`);
      const { runs }: { runs: { id: string; place: number | null }[] } = await answer.json();
      setPlace(runs.find((run) => run.id === runId)?.place ?? null);
    };
    const timer = setInterval(() => void look().catch(() => {}), everyMs); // the next look may succeed
    return () => clearInterval(timer);
  }, [meetingId, runId]);
  return place === null ? null : words.t('banner.in_line', { place });
}
