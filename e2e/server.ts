import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { destroyEmbedded } from '../db/embedded/ensure';
import { temporaryDataDir } from '../db/embedded/temporary';
import { variables } from '../lib/env';

const root = resolve(import.meta.dirname, '..');

export interface Product {
  url: string;
  dataDir: string;
  /** Ends the server and, unless `keep`, deletes its data. */
  stop(options?: { keep?: boolean }): Promise<void>;
  /** Ends everything of it but its database in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Sends a signal to all its processes. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
}

/** A port of the loopback that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

/** Whatever the machine or `.env` says, journeys use scripted experts and a database of their own. */
const neutral = Object.fromEntries(Object.keys(variables.shape).map((name) => [name, '']));

/** `npm start` as a user would run it, with scripted experts that answer at once. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const dataDir = env.XIO_DATA_DIR ?? (await temporaryDataDir(root));
  const child = spawn(process.execPath, ['lib/terminal/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      ...neutral,
      NODE_ENV: 'production',
      PORT: String(await freePort()),
      XIO_PLAYBOOK_PACE: '0',
      // One member does what a thousand do elsewhere.
      XIO_RATES: '{"token":1000000,"member":1000000,"address":1000000}',
      ...env,
      XIO_DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    detached: true, // a group of its own, so that all of it can be killed at once
  });
  const { stdout } = child;
  if (!stdout) throw new Error('npm start has no output');
  const ended = once(child, 'exit');
  const url = await new Promise<string>((ready, fail) => {
    createInterface(stdout).on('line', (line) => {
      const match = /^XIO is ready: (\S+)/.exec(line);
      if (match?.[1]) ready(match[1]);
      else if (line.trim()) console.log(`[xio] ${line}`);
    });
    void ended.then(([code]) => fail(new Error(`npm start ended with ${code} before it was ready.`)));
  });
  return {
    url,
    dataDir,
    async stop({ keep = false } = {}) {
      child.kill('SIGTERM');
      await ended;
      if (!keep) await destroyEmbedded({ dataDir, root });
    },
    async kill() {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
    signal(name) {
      if (child.pid) process.kill(-child.pid, name);
    },
  };
}

/** Playwright's global set-up: one product for all journeys. */
export default async function setup(): Promise<() => Promise<void>> {
  const product = await startProduct();
  process.env.XIO_E2E_URL = product.url;
  process.env.XIO_E2E_DATA_DIR = product.dataDir;
  return () => product.stop();
}
