import { createClient, ErrorReply } from '@redis/client';
import { type Redis, within } from './redis';

const connectMs = 1000;
const answerMs = 1000;

/**
 * A Redis (6 or later) over TCP: one connection, made when it is first needed and again after it broke. One that does
 * not answer is broken, so that a half-open one is found. Subscriptions end with their connection.
 * @param url redis:// or rediss:// with user, password and database
 */
export function createTcpRedis(url: string): Redis {
  let current: Promise<Connection> | null = null;
  let closed = false;

  function connection(): Promise<Connection> {
    if (closed) return Promise.reject(new Error('Redis was closed'));
    if (current) return current;
    const opening = connect(url, () => {
      if (current === opening) current = null;
    });
    current = opening;
    return opening;
  }

  async function ask<T>(question: (connection: Connection) => Promise<T>): Promise<T> {
    const asked = await connection();
    try {
      return await within(answerMs, question(asked));
    } catch (error) {
      if (!(error instanceof ErrorReply)) asked.end(); // a refusal is an answer; silence is none
      throw error;
    }
  }

  return {
    run: (script, key, args) => ask(({ client }) => client.eval(script, { keys: [key], arguments: args })),
    async publish(channel, message) {
      await ask(({ client }) => client.publish(channel, message));
    },
    subscribe: (channel, onMessage, onEnd) =>
      ask(async ({ client, onceEnded }) => {
        await client.subscribe(channel, onMessage);
        if (!client.isReady) throw new Error('The connection broke');
        const forget = onceEnded(onEnd);
        return () => {
          forget();
          if (client.isReady) client.unsubscribe(channel, onMessage).catch(() => {}); // it ends with its connection
        };
      }),
    async ping() {
      await ask(({ client }) => client.ping());
    },
    async close() {
      closed = true;
      await current?.then(
        ({ end }) => end(),
        () => {}, // it never was
      );
    },
  };
}

type Client = ReturnType<typeof createClient>;

interface Connection {
  client: Client;
  end(): void;
  /** Calls `listener` when the connection ends, unless the returned function was called. */
  onceEnded(listener: () => void): () => void;
}

async function connect(url: string, onEnd: () => void): Promise<Connection> {
  const listeners = new Set<() => void>([onEnd]);
  const client: Client = createClient({
    url,
    name: 'xio',
    disableOfflineQueue: true,
    socket: { connectTimeout: connectMs, reconnectStrategy: false },
  });
  const end = () => {
    client.destroy();
    const all = [...listeners];
    listeners.clear();
    for (const listener of all) listener();
  };
  client.on('error', end);
  try {
    await within(connectMs + answerMs, client.connect());
  } catch (error) {
    end();
    throw error;
  }
  return {
    client,
    end,
    onceEnded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
