import { get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createEventLog } from '@/lib/store/event-log';
import type { Lab } from './lab';
import { inspect, listenerOf } from './server-process';
import type { Row } from './table';

const comments = 6000;
/** About 8 KB each on the wire. */
const text = 'Что будет, если никто не читает? '.repeat(120);

const opened = (url: string, token: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers: { authorization: `Bearer ${token}` } }, resolve).once('error', reject);
  });

/** What the server keeps for a viewer who takes nothing while about 45 MB of events go by, MB. */
export async function slowViewer(lab: Lab, run: { runId: string; url: string }): Promise<Row> {
  const inspector = await inspect(lab, listenerOf(lab.url));
  const log = createEventLog(lab.db);
  const by = { userId: lab.who.userId, name: lab.who.name };
  const say = async (from: number, to: number) => {
    for (let n = from; n < to; n++) {
      const event = { name: 'comment-added', commandId: `slow-${n}`, text, by, private: false } as const;
      await log.appendPerson(lab.who.orgId, run.runId, event);
    }
  };
  const stalled = await opened(run.url, lab.token); // never read
  await say(0, 200);
  await wait(500);
  const before = await inspector.aliveMb();
  const lanes = 4;
  const each = comments / lanes;
  await Promise.all(Array.from({ length: lanes }, (_, lane) => say(200 + lane * each, 200 + (lane + 1) * each)));
  await wait(500);
  const after = await inspector.aliveMb();
  stalled.destroy();
  inspector.close();
  return {
    name: 'kept for a viewer who does not read',
    value: Math.max(0, after - before),
    unit: 'MB',
    atMost: { of: 'value', limit: 8 },
  };
}
