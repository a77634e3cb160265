import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface CountingProxy {
  /** The address of the database behind it. */
  url: string;
  /** Every statement that came by, oldest first. */
  statements: string[];
  close(): Promise<void>;
}

/** Calls `onStatement` with each statement that a PostgreSQL client sends, in PostgreSQL's own protocol (version 3). */
function listen(socket: Socket, onStatement: (text: string) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  const texts = new Map<string, string>();
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const lengthAt = started ? 1 : 0;
      if (rest.length < lengthAt + 4) return;
      const end = lengthAt + rest.readInt32BE(lengthAt);
      if (rest.length < end) return;
      const kind = started ? rest.toString('latin1', 0, 1) : '';
      const body = rest.subarray(lengthAt + 4, end);
      started = true;
      rest = rest.subarray(end);
      if (kind === 'Q') onStatement(body.toString('utf8', 0, body.indexOf(0)));
      // A statement is told once, by its name, and then asked for by that, after the name of where it is to be run.
      const [first = '', second = ''] = kind === 'P' || kind === 'B' ? body.toString('utf8').split('\0', 2) : [];
      if (kind === 'P') texts.set(first, second);
      if (kind === 'B') onStatement(texts.get(second) ?? '');
    }
  });
}

/** A way to the PostgreSQL of `target` that hears what is asked. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(target);
  const statements: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    listen(client, (text) => statements.push(text));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.setNoDelay(true).pipe(other);
      socket.on('error', () => other.destroy()).on('close', () => open.delete(socket));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('No port was free');
  const url = new URL(target);
  url.host = `127.0.0.1:${address.port}`;
  return {
    url: url.href,
    statements,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}
