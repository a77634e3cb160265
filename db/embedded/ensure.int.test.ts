import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { destroyEmbedded, ensureEmbedded } from './ensure';
import { findPlace } from './place';
import { isRunning, stop } from './server';
import { temporaryDataDir } from './temporary';

let dataDir = '';
beforeEach(async () => {
  dataDir = await temporaryDataDir();
});
afterEach(() => destroyEmbedded({ dataDir }));

const running = async () => isRunning(await findPlace(dataDir, process.cwd()));

/** Another process that uses the same folder. */
async function visit(): Promise<{ url: string; child: ChildProcess; leave(): Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'db/embedded/testing.visitor.ts', dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface(child.stdout), 'line');
  const leave = async () => {
    const gone = once(child, 'exit');
    child.stdin.end();
    await gone;
  };
  return { url: String(url), child, leave };
}

async function query(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text).finally(() => client.end());
  return rows[0];
}

describe('the embedded database', () => {
  it('serves several processes that start at once, and stops with the last of them', async () => {
    const visitors = await Promise.all([visit(), visit(), visit()]);
    expect(new Set(visitors.map((visitor) => visitor.url)).size).toBe(1);
    for (const visitor of visitors) {
      expect(await running()).toBe(true);
      await visitor.leave();
    }
    expect(await running()).toBe(false);
  });

  it('outlives a process that was killed, keeps what it wrote, and is attached to', async () => {
    const { url, child } = await visit();
    await query(url, 'create table kept as select 7 as number');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await running()).toBe(true);
    const embedded = await ensureEmbedded({ dataDir });
    expect(embedded.url).toBe(url);
    expect(await query(embedded.url, 'select number from kept')).toEqual({ number: 7 });
    await embedded.release();
    expect(await running()).toBe(false);
  });

  it('starts where a machine that lost power left the number of a process that is another program now', async () => {
    await (await ensureEmbedded({ dataDir })).release();
    const place = await findPlace(dataDir, process.cwd());
    await writeFile(join(place.data, 'postmaster.pid'), `${process.ppid}\n${place.data}\n`);
    const embedded = await ensureEmbedded({ dataDir });
    expect(await query(embedded.url, 'select 1 as one')).toEqual({ one: 1 });
    await embedded.release();
  });

  it('comes back on the same port when the server stops under a process that uses it', async () => {
    const embedded = await ensureEmbedded({ dataDir });
    await stop(await findPlace(dataDir, process.cwd()));
    await vi.waitFor(() => query(embedded.url, 'select 1'), 10_000);
    await embedded.release();
    expect(await running()).toBe(false);
  });

  it('keeps what was written when the password file was lost, and starts afresh', async () => {
    const first = await ensureEmbedded({ dataDir });
    await query(first.url, 'create table old ()');
    await first.release();
    await rm(join(dataDir, 'database.json'));
    const second = await ensureEmbedded({ dataDir });
    expect(await query(second.url, "select to_regclass('old') as old")).toEqual({ old: null });
    await second.release();
    const { home } = await findPlace(dataDir, process.cwd());
    expect(readdirSync(home).some((name) => /^data\.\d{14}$/.test(name))).toBe(true);
  });

  it('leaves nothing behind on the machine when a test run is killed', async () => {
    const dead = join(dirname(dataDir), 'xio-tmp-999999999-left');
    await mkdir(dead);
    await (await ensureEmbedded({ dataDir: dead })).release();
    const next = await temporaryDataDir();
    expect(existsSync(dead)).toBe(false);
    await destroyEmbedded({ dataDir: next });
  });

  it('syncs every commit to the disk, listens on the loopback only, and knows Russian letters', async () => {
    const { url, leave } = await visit();
    expect(
      await query(url, "select current_setting('fsync') as fsync, current_setting('listen_addresses') as on"),
    ).toEqual({
      fsync: 'on',
      on: '127.0.0.1',
    });
    await query(url, 'create extension pg_trgm');
    expect(await query(url, "select lower('РЕШЕНИЕ') as lower, show_trgm('Да') <> '{}' as trgm")).toEqual({
      lower: 'решение',
      trgm: true,
    });
    expect(existsSync(join(dataDir, 'database.json'))).toBe(true);
    expect((await readFile(join(dataDir, 'database.json'))).includes('password')).toBe(true);
    await leave();
  });
});
