import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { preciseNow } from './children';

/** One recorded frame of a stream: its bytes, when it was sent (ms from the first), and its sequence if it has one. */
export interface Frame {
  afterMs: number;
  seq: number | null;
  bytes: Uint8Array;
}

/**
 * The floor of the stream: a bare `node:http` server that sends recorded frames to whoever is connected, each at its
 * time. Told `{frames, backlog}` it answers `{url}`; told `go` it plays them and answers `{sent}`.
 */
const viewers = new Set<ServerResponse>();
let frames: Frame[] = [];
let backlog = Buffer.alloc(0);

const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' });
  response.write(backlog);
  viewers.add(response);
  response.once('close', () => viewers.delete(response));
});

async function play(): Promise<Map<number, number>> {
  const sent = new Map<number, number>();
  const began = performance.now();
  for (const { afterMs, seq, bytes } of frames) {
    const early = afterMs - (performance.now() - began);
    if (early > 0) await wait(early);
    if (seq !== null) sent.set(seq, preciseNow());
    for (const viewer of viewers) viewer.write(bytes);
  }
  for (const viewer of viewers) viewer.end();
  return sent;
}

process.on('message', async (message: 'go' | { frames: Frame[]; backlog: Uint8Array }) => {
  if (message === 'go') {
    process.send?.({ sent: await play() });
    return;
  }
  frames = message.frames;
  backlog = Buffer.from(message.backlog);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object') process.send?.({ url: `http://127.0.0.1:${address?.port}` });
  });
});
process.on('disconnect', () => process.exit());
