import { Agent, get, type IncomingMessage } from 'node:http';
import { preciseNow } from './children';

/** Many viewers in one process. Told `{url, token, count}`, answers `{open}`, and at the end of all streams `Watched`. */
export interface Watched {
  /** By viewer and sequence: when the event had arrived, ms since 1970; NaN where it never did. */
  receipts: Float64Array[];
  /** Events that came twice or out of order. */
  disorder: number;
  /** Streams that broke off and were resumed. */
  resumed: number;
}

const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
const atOnce = 50;
let resumed = 0;
let disorder = 0;

/** Follows a stream to its `run-finished`, resuming as a browser would. `onOpen` is called once. */
async function view(url: string, token: string, onOpen: () => void): Promise<Float64Array> {
  const receipts: number[] = [];
  let last = 0;
  let finished = false;
  for (let tries = 0; !finished; tries++) {
    if (tries > 20) throw new Error('A stream broke off again and again');
    if (tries > 0) resumed += 1;
    const response = await open(url, token, last);
    onOpen();
    let carry = '';
    response.on('data', (bytes: Buffer) => {
      const now = preciseNow();
      const text = carry + bytes.toString('latin1');
      let from = 0;
      for (let to = text.indexOf('\n\n'); to >= 0; to = text.indexOf('\n\n', from)) {
        if (text.startsWith('id: ', from)) {
          const seq = Number.parseInt(text.slice(from + 4, from + 16), 10);
          if (seq !== last + 1) disorder += 1;
          last = Math.max(last, seq);
          receipts[seq] = now;
          if (text.slice(from, from + 200).includes('"name":"run-finished"')) finished = true;
        }
        from = to + 2;
      }
      carry = text.slice(from);
    });
    await new Promise((resolve) => response.once('close', resolve));
  }
  return Float64Array.from({ length: last + 1 }, (_, seq) => receipts[seq] ?? Number.NaN);
}

function open(url: string, token: string, last: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'last-event-id': String(last) };
    get(url, { agent, headers }, (response) => {
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`A viewer got ${response.statusCode}`));
    }).once('error', reject);
  });
}

process.on('message', async ({ url, token, count }: { url: string; token: string; count: number }) => {
  const views: Promise<Float64Array>[] = [];
  for (let made = 0; made < count; made += atOnce) {
    const opening = Array.from({ length: Math.min(atOnce, count - made) }, () => {
      const opened = Promise.withResolvers<void>();
      views.push(view(url, token, opened.resolve));
      return opened.promise;
    });
    await Promise.race([Promise.all(opening), Promise.all(views)]); // the latter only to fail early
  }
  process.send?.({ open: count });
  const watched: Watched = { receipts: await Promise.all(views), disorder, resumed };
  process.send?.(watched);
});
process.on('disconnect', () => process.exit());
