import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Frame } from './broadcast';
import { preciseNow, startChild } from './children';
import { makeMeeting, startPaused } from './council';
import { gather, leave } from './crowds';
import { committed, type Lab } from './lab';
import { slowViewer } from './slow-viewer';
import type { Row } from './table';

const experts = 3;
const paceMs = 40;

/** A stream that has been opened; `frames` is whole once it has ended. */
interface Recording {
  frames: { at: number; seq: number | null; bytes: Buffer }[];
  ended: Promise<unknown>;
}

function record(url: string, token: string): Promise<Recording> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { authorization: `Bearer ${token}` } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`The stream answered ${response.statusCode}`));
      const frames: Recording['frames'] = [];
      let carry = Buffer.alloc(0);
      response.on('data', (bytes: Buffer) => {
        carry = Buffer.concat([carry, bytes]);
        for (let to = carry.indexOf('\n\n'); to >= 0; to = carry.indexOf('\n\n')) {
          const frame = carry.subarray(0, to + 2);
          const head = frame.toString('latin1');
          const seq = /^id: (\d+)\n/.exec(head)?.[1];
          const at = /"at":([\d.]+)/.exec(head)?.[1];
          frames.push({ bytes: frame, seq: seq ? Number(seq) : null, at: seq && at ? Number(at) : preciseNow() });
          carry = carry.subarray(to + 2);
        }
      });
      resolve({ frames, ended: new Promise((done) => response.once('close', done)) });
    }).once('error', reject);
  });
}

/** What makes events while the viewers look on, to the end of the run. */
type Load = (lab: Lab, run: { meetingId: string; runId: string }) => Promise<unknown>;

/** A council that speaks: phases that begin, turns that end together, and the text between. */
const council: Load = (lab, { meetingId, runId }) =>
  lab.api('POST', `/meetings/${meetingId}/control?runId=${runId}`, { control: 'resume' });

/** Comments, 20 a second. */
const comments: Load = async (lab, { meetingId, runId }) => {
  for (let n = 0; n < 200; n++) {
    const began = performance.now();
    await lab.api('POST', `/meetings/${meetingId}/messages?runId=${runId}`, { text: `Comment ${n}` });
    await wait(Math.max(0, 50 - (performance.now() - began)));
  }
  await lab.api('POST', `/meetings/${meetingId}/control?runId=${runId}`, { control: 'stop', mode: 'now' });
};

async function throughXio(lab: Lab, count: number, load: Load) {
  const { meetingId, runId, url } = await startPaused(lab, await makeMeeting(lab, experts, paceMs));
  const recording = await record(url, lab.token);
  const crowds = await gather(url, lab.token, count);
  const resumedAt = recording.frames.length;
  await load(lab, { meetingId, runId });
  await recording.ended;
  const before = recording.frames.slice(0, resumedAt);
  const frames = recording.frames.slice(resumedAt).sort((a, b) => a.at - b.at);
  const first = frames[0]?.at ?? 0;
  const replay = {
    backlog: Buffer.concat(before.map((one) => one.bytes)),
    frames: frames.map(({ at, seq, bytes }): Frame => ({ afterMs: at - first, seq, bytes })),
  };
  const known = Math.max(0, ...before.map((one) => one.seq ?? 0));
  const sent = await committed(lab, runId, known);
  const head = Math.max(...sent.keys());
  const seconds = ((frames.at(-1)?.at ?? 0) - first) / 1000;
  return { ...(await leave(crowds, sent, head)), replay, head, rate: frames.length / seconds, seconds };
}

async function bare(count: number, replay: { frames: Frame[]; backlog: Uint8Array }, head: number) {
  const server = startChild('broadcast.ts');
  server.send(replay);
  const { url } = await server.next<{ url: string }>();
  const crowds = await gather(url, 'none', count);
  server.send('go');
  const { sent } = await server.next<{ sent: Map<number, number> }>();
  const result = await leave(crowds, sent, head);
  server.stop();
  return result;
}

/** From an event's commit to its receipt, beside a bare broadcast of the same bytes at the same times. */
export async function viewers(lab: Lab): Promise<Row[]> {
  const some = await throughXio(lab, 100, council);
  const steady = await throughXio(lab, 1000, comments);
  const steadyFloor = await bare(1000, steady.replay, steady.head);
  const many = await throughXio(lab, 1000, council);
  const floor = await bare(1000, many.replay, many.head);
  console.log(
    `viewers: ${many.head} events, ${many.rate.toFixed(0)} frames a second for ${many.seconds.toFixed(0)} s; ` +
      `resumed ${many.resumed} of 1,000 streams (bare: ${floor.resumed})`,
  );
  const ratio = { of: 'ratio', limit: 2 } as const;
  return [
    { name: '100 viewers, event to receipt p50', value: some.p50, unit: 'ms' },
    {
      name: '100 viewers, event to receipt p99',
      value: some.p99,
      unit: 'ms',
      atMost: { of: 'value', limit: 250 },
    },
    {
      name: '1,000 viewers, 20 events a second, p50',
      value: steady.p50,
      floor: steadyFloor.p50,
      unit: 'ms',
      atMost: ratio,
    },
    {
      name: '1,000 viewers, 20 events a second, p99',
      value: steady.p99,
      floor: steadyFloor.p99,
      unit: 'ms',
      atMost: ratio,
    },
    { name: '1,000 viewers, a council in bursts, p50', value: many.p50, floor: floor.p50, unit: 'ms', atMost: ratio },
    { name: '1,000 viewers, a council in bursts, p99', value: many.p99, floor: floor.p99, unit: 'ms', atMost: ratio },
    {
      name: 'events lost or out of order, all viewers',
      value: some.lost + steady.lost + many.lost,
      floor: steadyFloor.lost + floor.lost,
      unit: '',
      atMost: { of: 'value', limit: 0 },
    },
    await slowViewer(lab, await startPaused(lab, await makeMeeting(lab, experts, paceMs))),
  ];
}
