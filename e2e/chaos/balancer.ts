import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Until an instance that answers nothing is passed over, ms. */
const patienceMs = 2000;

export interface Balancer {
  url: string;
  close(): void;
}

/**
 * Spreads requests over the ports, one after another or by the meeting in the address; one that refuses or is silent
 * is passed over. An answer that breaks off breaks off for the client, too.
 */
export async function startBalancer(ports: readonly number[], byMeeting: boolean): Promise<Balancer> {
  let turn = 0;
  const order = (path: string): number[] => {
    const [, meeting] = /\/meetings\/([^/?]+)/.exec(path) ?? [];
    const first = byMeeting && meeting ? createHash('sha1').update(meeting).digest().readUInt32BE() : turn++;
    return ports.map((_, at) => ports[(first + at) % ports.length] ?? 0);
  };
  const server = createServer((incoming, answer) => {
    void forward(incoming, answer, order(incoming.url ?? '')).catch(() => answer.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function forward(incoming: IncomingMessage, answer: ServerResponse, order: number[]): Promise<void> {
  const body: Buffer[] = [];
  for await (const part of incoming) body.push(part);
  for (const port of order) {
    const found = await ask(incoming, Buffer.concat(body), port).catch(() => null);
    if (!found) continue;
    answer.writeHead(found.statusCode ?? 502, found.headers);
    answer.flushHeaders();
    found.pipe(answer);
    found.on('close', () => !found.complete && answer.destroy());
    answer.on('close', () => found.destroy());
    return;
  }
  answer.writeHead(502).end();
}

function ask({ method, url, headers }: IncomingMessage, body: Buffer, port: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let answered = false;
    const asked = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      answered = true;
      resolve(answer);
    });
    // What may have been done already is not asked a second time.
    if (method === 'GET') asked.setTimeout(patienceMs, () => answered || asked.destroy(new Error('silent')));
    asked.on('error', reject);
    asked.end(body);
  });
}
