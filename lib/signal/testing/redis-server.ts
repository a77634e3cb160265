import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@/db/embedded/server';

/** `redis-check-rdb` is the same program: Debian brings it, without a service, in `redis-tools`. */
const places = [
  process.env.XIO_REDIS_SERVER,
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
  '/usr/bin/redis-check-rdb',
];

/** Null: there is none here, and what needs one is skipped. `npm test` says how to get it. */
export const redisProgram = places.find((path) => path && existsSync(path)) ?? null;

export interface RedisServer {
  url: string;
  /** Stops it; everything in it is lost. */
  stop(): Promise<void>;
  /** Starts it again on its port, empty. */
  start(): Promise<void>;
  /** It hears, but no longer answers. */
  pause(): void;
  resume(): void;
  /** Stops it and deletes its folder. */
  close(): Promise<void>;
}

/** A Redis of its own on a free port of the loopback. Ends with this process. */
export async function startRedis(): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'xio-redis-'));
  const port = await freePort();
  const run = async () => {
    const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no'];
    const child = spawn(redisProgram ?? 'redis-server', args, {
      argv0: 'redis-server',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    const gone = once(child, 'exit').finally(() => process.off('exit', kill));
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('Ready to accept')) break;
    child.stdout.resume();
    return { child, gone };
  };
  let running = await run();
  const stop = async () => {
    running.child.kill('SIGKILL');
    await running.gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    stop,
    async start() {
      running = await run();
    },
    pause: () => void running.child.kill('SIGSTOP'),
    resume: () => void running.child.kill('SIGCONT'),
    async close() {
      await stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
