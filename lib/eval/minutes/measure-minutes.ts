import type { Table } from '../table';
import { ownMeetings } from './meetings';
import { coverage, soundness, turnFigures } from './minutes-figures';
import { contradictionsFlagged, duplicateTasks } from './planted';
import { type Taker, takers } from './takers';

/** Our own transcripts; by rules, that is what `npm test` holds against the baseline. */
export async function measureOwnMinutes(taker: Taker = takers.rules): Promise<{ minutes: Table; checks: Table }> {
  const minutes: Table = {};
  for (const meeting of ownMeetings()) {
    const taken = await taker(meeting);
    minutes[meeting.name] = {
      ...soundness(meeting, taken),
      ...turnFigures(meeting, taken),
      ...coverage(meeting, taken),
    };
  }
  return {
    minutes,
    checks: {
      'duplicate tasks of minutes joined': { right: await duplicateTasks(taker) },
      'contradictions of minutes flagged': { right: await contradictionsFlagged(taker) },
    },
  };
}
