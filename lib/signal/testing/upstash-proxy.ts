import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient, ErrorReply } from '@redis/client';
import { z } from 'zod';

const argument = z.union([z.string(), z.number()]).transform(String);
const commandSchema = z.array(argument).min(1);
const pipelineSchema = z.array(commandSchema);

type Answer = { result: unknown } | { error: string };

export interface UpstashProxy {
  url: string;
  token: string;
  /** Subscriptions that are open. */
  readonly open: number;
  /** Ends every subscription, as a restart of the service does. */
  cutStreams(): void;
  /** Subscriptions stay open but hear nothing more, as behind a connection that died silently. */
  muteStreams(): void;
  close(): Promise<void>;
}

/** Strings travel as base64 where the client asks for it, except OK. */
const encode = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(encode);
  return typeof value === 'string' && value !== 'OK' ? Buffer.from(value).toString('base64') : value;
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return JSON.parse(text);
};

/** Upstash's REST protocol before a real Redis, which gets every call `delayMs` late. */
export async function startUpstashProxy(redisUrl: string, { delayMs = 0 } = {}): Promise<UpstashProxy> {
  const token = 'a-token-of-the-tests';
  const client = await createClient({ url: redisUrl, disableOfflineQueue: true })
    .on('error', () => {}) // asked again with the next request
    .connect();
  const streams = new Set<ServerResponse>();
  const muted = new WeakSet<ServerResponse>();

  async function perform(command: string[], base64: boolean): Promise<Answer> {
    try {
      const result: unknown = await client.sendCommand(command);
      return { result: base64 ? encode(result) : result };
    } catch (error) {
      if (error instanceof ErrorReply) return { error: error.message };
      throw error;
    }
  }

  async function subscribe(channel: string, response: ServerResponse) {
    const subscriber = await client
      .duplicate()
      .on('error', () => response.destroy())
      .connect();
    const send = (line: string) => muted.has(response) || response.write(`data: ${line}\n\n`);
    streams.add(response);
    response.on('close', () => {
      streams.delete(response);
      subscriber.destroy();
    });
    await subscriber.subscribe(channel, (message) => send(`message,${channel},${message}`));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    send(`subscribe,${channel},1`);
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = decodeURIComponent(request.url ?? '/');
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (delayMs > 0) await wait(delayMs);
    if (request.headers.authorization !== `Bearer ${token}`) return json(401, { error: 'WRONGPASS invalid token' });
    if (path.startsWith('/subscribe/')) return subscribe(path.slice('/subscribe/'.length), response);
    const base64 = request.headers['upstash-encoding'] === 'base64';
    if (path === '/pipeline') {
      const commands = pipelineSchema.parse(await bodyOf(request));
      return json(200, await Promise.all(commands.map((command) => perform(command, base64))));
    }
    const result = await perform(commandSchema.parse(await bodyOf(request)), base64);
    json('error' in result ? 400 : 200, result);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    get open() {
      return streams.size;
    },
    cutStreams() {
      for (const stream of streams) stream.destroy();
    },
    muteStreams() {
      for (const stream of streams) muted.add(stream);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      client.destroy();
    },
  };
}
