import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { makeMeeting, start } from './council';
import type { Lab } from './lab';
import { listenerOf } from './server-process';
import type { Row } from './table';

const experts = 3;
const sizes = [10, 30, 100] as const;
const tickMs = 10;

/** Processor time that a process has used, ms. Linux only. */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

async function commits(lab: Lab): Promise<number> {
  await lab.pool.query('select pg_stat_force_next_flush()').catch(() => {}); // before PostgreSQL 15 it comes by itself
  const { rows } = await lab.pool.query<{ n: string }>(
    'select xact_commit as n from pg_stat_database where datname = current_database()',
  );
  return Number(rows[0]?.n);
}

/** So many councils at once, from the first start to the last end. */
async function together(lab: Lab, pid: number, count: number) {
  const meetings: string[] = [];
  for (let n = 0; n < count; n++) meetings.push(await makeMeeting(lab, experts, 0));
  await wait(1200); // statistics are told once a second
  const before = { cpu: processorMs(pid), commits: await commits(lab), at: performance.now() };
  const ids = await Promise.all(meetings.map((id) => start(lab, id)));
  const ended = async () => {
    const { rows } = await lab.pool.query<{ open: number; turns: number }>(
      `select count(*) filter (where status <> 'finished')::int as open, sum(turns)::int as turns from runs where id = any($1)`,
      [ids],
    );
    return rows[0] ?? { open: count, turns: 0 };
  };
  let now = await ended();
  while (now.open > 0) {
    await wait(100);
    now = await ended();
  }
  const wallMs = performance.now() - before.at;
  const cpuMs = processorMs(pid) - before.cpu;
  await wait(1200);
  const written = (await commits(lab)) - before.commits;
  return { perSecond: (now.turns / wallMs) * 1000, cpuMs: cpuMs / now.turns, commits: written / now.turns };
}

/** Many councils at once on one instance, with an instant model: what a turn costs must not depend on how many there are. */
export async function runs(lab: Lab): Promise<Row[]> {
  const pid = listenerOf(lab.url);
  await together(lab, pid, 5); // warm
  const rows: Row[] = [];
  const first: { cpuMs?: number } = {};
  for (const count of sizes) {
    const { perSecond, cpuMs, commits: written } = await together(lab, pid, count);
    first.cpuMs ??= cpuMs;
    rows.push(
      { name: `${count} runs at once, turns a second`, value: perSecond, unit: '' },
      {
        name: '  processor time a turn, over that of the first line',
        value: cpuMs,
        floor: first.cpuMs,
        unit: 'ms',
        atMost: { of: 'ratio', limit: 1.25 },
      },
      { name: '  commits a turn', value: written, unit: '' },
    );
  }
  return rows;
}
