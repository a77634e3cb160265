import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { processIdentity, withFileLock } from './file-lock';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xio-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('lets one in at a time', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise(setImmediate);
    inside--;
  };
  await Promise.all(Array.from({ length: 5 }, () => withFileLock(join(folder, 'lock'), work)));
  expect(most).toBe(1);
});

it('does not wait for a process that died, or whose number another program got', async () => {
  const lock = join(folder, 'lock');
  for (const owner of ['999999999 1', `${process.pid} 1`, '']) {
    await writeFile(lock, owner);
    await expect(withFileLock(lock, async () => 'in', 1_000)).resolves.toBe('in');
  }
});

it('says who holds it when it can not be had', async () => {
  const lock = join(folder, 'lock');
  await withFileLock(lock, async () => {
    await expect(withFileLock(lock, async () => 'in', 50)).rejects.toThrow(`process ${process.pid}`);
  });
});

it('takes a zombie for dead', async () => {
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(createInterface(parent.stdout), 'line');
  await vi.waitFor(() => expect(processIdentity(Number(line))).toBeNull(), 5_000);
  parent.kill('SIGKILL');
  expect(processIdentity(process.pid)).toBe(processIdentity(process.pid));
  expect(processIdentity(process.pid)).not.toBeNull();
});
