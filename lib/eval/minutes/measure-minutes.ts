import type { Table } from '../table';
import { ownMeetings } from './meetings';
import { coverage, soundness, turnFigures } from './minutes-figures';
import { contradictionsFlagged, duplicateTasks } from './planted';
import { takers } from './takers';

/** Our own transcripts by rules: what `npm test` holds against the baseline. */
export async function measureOwnMinutes(): Promise<{ minutes: Table; checks: Table }> {
  const rules = takers.rules;
  if (!rules) throw new Error('rules are always there');
  const minutes: Table = {};
  for (const meeting of ownMeetings()) {
    const taken = await rules(meeting);
    minutes[meeting.name] = {
      ...soundness(meeting, taken),
      ...turnFigures(meeting, taken),
      ...coverage(meeting, taken),
    };
  }
  return {
    minutes,
    checks: {
      'duplicate tasks of minutes joined': { right: duplicateTasks() },
      'contradictions of minutes flagged': { right: contradictionsFlagged() },
    },
  };
}
