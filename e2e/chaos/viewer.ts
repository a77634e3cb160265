import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** As long as a browser of ours waits for a sign of life, about, ms: a heartbeat comes every 15 s. */
const silenceMs = 40_000;
const retryMs = 300;

const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });

/** What one viewer has seen of a run. */
export interface Viewer {
  /** By sequence: the event as it came. */
  seen: Map<number, string>;
  /** What came twice, out of order, or otherwise than before. */
  wrong: string[];
  resumed: number;
  /** Resolves when it has seen `run-finished`, or is given up. */
  done: Promise<void>;
}

/** Follows a run to its end, resuming after every break as a browser does. What has no end when `until` aborts is wrong. */
export function watch(url: string, token: string, until: AbortSignal): Viewer {
  const viewer: Viewer = { seen: new Map(), wrong: [], resumed: -1, done: Promise.resolve() };
  let last = 0;
  let finished = false;
  const take = (frame: string) => {
    const [, id] = /^id: (\d+)$/m.exec(frame) ?? [];
    if (!id) return;
    const seq = Number(id);
    const data = frame.slice(frame.indexOf('data: ') + 'data: '.length);
    if (seq !== last + 1) viewer.wrong.push(`${seq} after ${last}`);
    last = Math.max(last, seq);
    viewer.seen.set(seq, data);
    finished ||= data.includes('"name":"run-finished"');
  };
  const follow = async () => {
    while (!finished && !until.aborted) {
      viewer.resumed += 1;
      const answer = await open(url, token, last, until).catch(() => null);
      if (answer?.statusCode === 200) await read(answer, take);
      else answer?.destroy();
      if (!finished) await wait(retryMs, undefined, { signal: until }).catch(() => {});
    }
    if (!finished) viewer.wrong.push(`no end after ${last}`);
  };
  viewer.done = follow();
  return viewer;
}

function open(url: string, token: string, last: number, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'last-event-id': String(last) };
    const asked = get(url, { agent, headers, signal }, resolve);
    asked.setTimeout(silenceMs, () => asked.destroy(new Error('silent')));
    asked.once('error', reject);
  });
}

async function read(answer: IncomingMessage, take: (frame: string) => void): Promise<void> {
  let carry = '';
  answer.setEncoding('utf8');
  try {
    for await (const text of answer) {
      carry += text;
      for (let to = carry.indexOf('\n\n'); to >= 0; to = carry.indexOf('\n\n')) {
        take(carry.slice(0, to));
        carry = carry.slice(to + 2);
      }
    }
  } catch {
    // It broke off: it is asked for again.
  }
}
