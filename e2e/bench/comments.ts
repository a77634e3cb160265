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

interface Commented {
  /** From the commit of each to its painting, ms; infinite for one that was not seen. */
  delays: number[];
  /** What one costs the page's main thread. */
  cpuMs: number;
}

/** Comments on a run that is open in `tab`, one after another. */
export async function comment(lab: Lab, tab: Tab, meetingId: string): Promise<Commented> {
  await tab.page.evaluate(watchWords);
  const from = await tab.busy();
  let first: { runId: string; seq: number } | null = null;
  for (let n = 0; n < comments; n++) {
    await wait(paceMs);
    const text = stampOf(preciseNow());
    const made = recordedSchema.parse(await lab.api('POST', `/meetings/${meetingId}/messages`, { text }));
    first ??= made;
  }
  await wait(2000);
  const to = await tab.busy();
  const painted = await paintedOn(tab);
  if (!first) throw new Error('No comment was made');
  const log = await createEventLog(lab.db).read(lab.who.orgId, first.runId, first.seq - 1);
  const delays = log.flatMap((event) =>
    event.name === 'comment-added' ? [(painted.get(event.text) ?? Number.POSITIVE_INFINITY) - event.at] : [],
  );
  return { delays, cpuMs: (to.cpuMs - from.cpuMs) / comments };
}
