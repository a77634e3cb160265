import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { appendFile, chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { processIdentity } from './file-lock';
import type { Place } from './place';

const run = promisify(execFile);
const { PATH, SystemRoot, TEMP, NODE_ENV } = process.env;

/** Runs one of the server's programs as the server's user, with none of our environment. */
async function program(place: Place, name: string, args: string[]): Promise<void> {
  try {
    await run(join(place.bin, name), args, {
      ...(place.user && { uid: place.user.uid, gid: place.user.gid }),
      cwd: place.home,
      env: { PATH, SystemRoot, TEMP, NODE_ENV, LC_ALL: 'C' },
    });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const log = (await readFile(place.log, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n');
    throw new Error(`The embedded PostgreSQL failed (${name} ${args[0]}).\n${said || error}\n${log}`.trim(), {
      cause: error,
    });
  }
}

const configuration = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
shared_buffers = 32MB
random_page_cost = 1.1
min_wal_size = 32MB
max_wal_size = 256MB
timezone = 'UTC'
log_timezone = 'UTC'
`;

/** Text is UTF-8 everywhere; letters of every language need a locale that knows them, and systems name it differently. */
const locales = [
  ['--locale=C.UTF-8'],
  ['--locale=en_US.UTF-8'],
  ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
];

/**
 * Makes the cluster, once. Made beside and renamed: one that was cut short is never taken for a whole one.
 * `settings` are those of its version.
 */
export async function initialise(place: Place, password: string, settings = 'io_method = sync\n'): Promise<void> {
  if (existsSync(place.data)) return;
  const fresh = `${place.data}.new`;
  const secret = join(place.home, 'password');
  await writeFile(secret, password, { mode: 0o600 });
  if (place.user) await chown(secret, place.user.uid, place.user.gid);
  const options = ['--username=xio', `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  try {
    for (const [index, locale] of locales.entries()) {
      await rm(fresh, { recursive: true, force: true });
      try {
        await program(place, 'initdb', ['-D', fresh, ...options, ...locale]);
        break;
      } catch (error) {
        if (index === locales.length - 1) throw error;
      }
    }
  } finally {
    await rm(secret, { force: true });
  }
  await appendFile(join(fresh, 'postgresql.conf'), configuration + settings);
  await rename(fresh, place.data);
}

/** The command line of a process, or null where the system does not tell. */
function commandLine(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Whether the cluster's server runs. A pid file whose process is a zombie, or whose number another program got,
 * would keep PostgreSQL from starting: it is removed.
 */
export function isRunning(place: Place): boolean {
  const file = join(place.data, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (pid > 0 && processIdentity(pid) !== null && (commandLine(pid)?.includes('postgres') ?? true)) return true;
  rmSync(file, { force: true });
  return false;
}

/** Starts it on its own feet: it outlives us, and takes no signal of our terminal. */
export async function start(place: Place, port: number): Promise<void> {
  await program(place, 'pg_ctl', ['start', '-D', place.data, '-l', place.log, '-w', '-t', '60', '-o', `-p ${port}`]);
}

export async function stop(place: Place): Promise<void> {
  await program(place, 'pg_ctl', ['stop', '-D', place.data, '-m', 'fast', '-w', '-t', '60']);
}

/** The wanted port of the loopback where it is free, else another that is. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (wanted ? resolve(freePort()) : reject(error)));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : wanted));
    });
  });
}
