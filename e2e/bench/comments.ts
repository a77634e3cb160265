import { setTimeout as wait } from 'node:timers/promises';
import { recordedSchema } from '@/lib/services/run-requests.schema';
import { createEventLog } from '@/lib/store/event-log';
import { paintedOn, type Tab } from './browser';
import { preciseNow } from './children';
import { watchWords } from './in-page';
import type { Lab } from './lab';
import { stampOf } from './stamps';

const comments = 150;
/** 20 a second. */
const paceMs = 50;

/** From the commit of a comment to its painting on an open room, ms each; infinite for one that was not seen. */
export async function comment(lab: Lab, tab: Tab, meetingId: string): Promise<number[]> {
  await tab.page.evaluate(watchWords);
  let first: { runId: string; seq: number } | null = null;
  for (let n = 0; n < comments; n++) {
    await wait(paceMs);
    const text = stampOf(preciseNow());
    const made = recordedSchema.parse(await lab.api('POST', `/meetings/${meetingId}/messages`, { text }));
    first ??= made;
  }
  await wait(2000);
  const painted = await paintedOn(tab);
  if (!first) return [];
  const log = await createEventLog(lab.db).read(lab.who.orgId, first.runId, first.seq - 1);
  return log.flatMap((event) =>
    event.name === 'comment-added' ? [(painted.get(event.text) ?? Number.POSITIVE_INFINITY) - event.at] : [],
  );
}
