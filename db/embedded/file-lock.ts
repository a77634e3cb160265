import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Tells one process from a later one that got the same id: its start time, or null when it is gone or a zombie.
 * Where the system tells neither, `alive`.
 */
export function processIdentity(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isCode(error, 'EPERM')) return null;
  }
  try {
    if (process.platform === 'linux') {
      const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return state === 'Z' || state === 'X' ? null : (rest[18] ?? 'alive');
    }
    if (process.platform === 'win32') return 'alive';
    const [state, started] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+(.*)/s);
    return state?.startsWith('Z') ? null : (started ?? 'alive');
  } catch {
    return process.platform === 'linux' ? null : 'alive';
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Whether the process that a lock file names still runs. */
function ownerRuns(path: string): boolean {
  const [pid, identity] = readFileSync(path, 'utf8').split(' ');
  return processIdentity(Number(pid)) === identity;
}

/** Puts a lock that names its owner in place in one step, so that nobody ever reads half of one. */
function tryLink(path: string): boolean {
  const own = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  writeFileSync(own, `${process.pid} ${processIdentity(process.pid)}`);
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes the lock of a dead owner. Its own little lock keeps two from removing each other's. */
function breakStale(path: string): void {
  const breaking = `${path}.breaking`;
  try {
    if (ownerRuns(path)) return;
    if (!tryLink(breaking)) {
      if (Date.now() - statSync(breaking).mtimeMs > 5_000) rmSync(breaking, { force: true });
      return;
    }
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  try {
    if (!ownerRuns(path)) rmSync(path, { force: true });
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  } finally {
    rmSync(breaking, { force: true });
  }
}

/** Somebody else holds a file lock, for longer than one waits. */
export class LockHeld extends Error {}

/**
 * Does `work` while no other process holds the file lock at `path`; the lock of a process that died is broken.
 * `onWait` is told once that it has to wait.
 * @throws LockHeld when it can't be had within `timeoutMs`.
 */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
  timeoutMs = 120_000,
  onWait?: () => void,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let told = false;
  while (!tryLink(path)) {
    breakStale(path);
    if (!told && existsSync(path)) {
      told = true;
      onWait?.();
    }
    if (Date.now() > deadline) {
      throw new LockHeld(
        `Another process holds ${path} (process ${readFileSync(path, 'utf8').split(' ')[0]}). Stop it, or wait for it.`,
      );
    }
    await wait(25);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
