import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import pg from 'pg';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { z } from 'zod';

const querySchema = z.object({ query: z.string(), params: z.array(z.unknown()).default([]) });
const asText = { getTypeParser: () => (value: string) => value };

export interface NeonProxy {
  url: string;
  /** How many statements came over HTTP, and how many connections over WebSockets. */
  seen: { http: number; webSockets: number };
  close(): Promise<void>;
}

async function queryOf(request: IncomingMessage) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return querySchema.parse(JSON.parse(text));
}

/** Neon's protocol before the PostgreSQL of `target`: statements by POST /sql, connections by a WebSocket. */
export async function startNeonProxy(target: string): Promise<NeonProxy> {
  const { hostname, port } = new URL(target);
  const seen = { http: 0, webSockets: 0 };
  const pools = new Map<string, pg.Pool>();

  /** The client's address names user, password and database; its host would be Neon's. */
  const poolOf = (address: string) => {
    const url = new URL(address);
    url.host = `${hostname}:${port}`;
    const pool = pools.get(url.href) ?? new pg.Pool({ connectionString: url.href }).on('error', () => {}); // made anew
    pools.set(url.href, pool);
    return pool;
  };

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    seen.http += 1;
    const { query, params } = await queryOf(request);
    try {
      const pool = poolOf(String(request.headers['neon-connection-string']));
      const { fields, rows, rowCount, command } = await pool.query({
        text: query,
        values: params,
        rowMode: 'array',
        types: asText,
      });
      const named = (row: unknown[]) => Object.fromEntries(fields.map(({ name }, index) => [name, row[index]]));
      const rowAsArray = request.headers['neon-array-mode'] === 'true';
      return {
        status: 200,
        body: { fields, rows: rowAsArray ? rows : rows.map(named), rowCount, command, rowAsArray },
      };
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      return { status: 400, body: { ...error, message: error.message } };
    }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.destroy(),
    );
  });
  const sockets = new WebSocketServer({ server, path: '/v2' });
  sockets.on('connection', (socket) => {
    seen.webSockets += 1;
    const client = createWebSocketStream(socket);
    const database = connect(Number(port), hostname);
    client.pipe(database).pipe(client);
    client.on('error', () => database.destroy());
    database.on('error', () => socket.terminate()).on('close', () => socket.close());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    seen,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}
