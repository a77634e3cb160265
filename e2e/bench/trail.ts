import pg from 'pg';
import { openPool } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { crowd } from '@/db/testing.crowd';
import { watchPlans, wrongWith } from '@/db/testing.plans';
import { fillTrail } from '@/db/testing.trail';
import { readEnv } from '@/lib/env';
import { checkTrail } from '@/lib/services/audit/check';
import { exportAudit } from '@/lib/services/audit/export';
import { sealTrail } from '@/lib/services/audit/seal';
import type { Member } from '@/lib/services/context';
import { trailQueries } from '@/lib/services/testing.known';
import { createLogger } from '@/lib/telemetry/log';
import { buildContext } from '@/lib/wiring';
import type { Lab } from './lab';
import { median, type Row } from './table';

const repetitions = 3;
const who: Member = { orgId: crowd.organisation, userId: crowd.user, name: 'Person 1', role: 'owner' };

/** A trail of a million rows: sealed, followed from end to end, searched and taken out. @throws where a plan is wrong. */
export const trail = (lab: Lab): Promise<Row[]> => trailOn(lab.databaseUrl);

/** The same on a database of its own on the server of `address`, whose user is a superuser. */
export async function trailOn(address: string, rows = 1_000_000): Promise<Row[]> {
  const admin = new pg.Client({ connectionString: address });
  await admin.connect();
  await admin.query('create database xio_trail');
  const url = new URL(address);
  url.pathname = '/xio_trail';
  try {
    return await measure(url.href, rows);
  } finally {
    await admin.query('drop database xio_trail with (force)');
    await admin.end();
  }
}

async function measure(url: string, rows: number): Promise<Row[]> {
  await migrateDatabase(url);
  const filling = openPool(url, () => undefined);
  const watched = watchPlans(url);
  const env = readEnv({ NODE_ENV: 'test', XIO_LOG_LEVEL: 'silent' });
  const parts = { env, logger: createLogger('silent') };
  const plain = buildContext({ db: filling.db, directUrl: url }, parts);
  const ctx = buildContext({ db: watched.db, directUrl: url }, parts);
  const table: Row[] = [];
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const done = await work();
    table.push({ name: `trail: ${name}`, value: (performance.now() - began) / 1000, unit: 's' });
    return done;
  };
  try {
    await timed('filling it', () => fillTrail(filling.db, rows));
    const seconds = await timed('sealing it', async () => {
      const began = performance.now();
      while ((await sealTrail(plain)) > 0);
      return (performance.now() - began) / 1000;
    });
    table.push({ name: 'trail: rows sealed in a second', value: rows / seconds, unit: 'rows' });
    await filling.db.execute('vacuum analyze audit_rows, audit_seals, audit_unsealed');
    const checked = await timed('npm run audit', () => checkTrail(plain, who.orgId));
    if (checked.broken || checked.open > 0) throw new Error(`the trail does not hold: ${JSON.stringify(checked)}`);
    const { before, most, bytes } = await timed('taking it out', () => takeOut(plain));
    table.push({ name: 'trail: taken out', value: bytes / 1e6, unit: 'MB' });
    table.push({
      name: 'trail: memory while it is taken out',
      value: (most - before) / 1e6,
      unit: 'MB',
      atMost: { of: 'value', limit: 100 },
    });
    const wrong: string[] = [];
    for (const [name, known] of Object.entries(trailQueries)) {
      const times: number[] = [];
      for (let n = 0; n < repetitions; n++) {
        const asked = await watched.plansOf(() => known.ask(ctx));
        times.push(asked.reduce((sum, plan) => sum + plan.ms, 0));
        if (n > 0) continue;
        for (const plan of asked) {
          const why = wrongWith(plan, known);
          if (why) wrong.push(`${name} ${why}: ${plan.statement.replace(/\s+/g, ' ').slice(0, 300)}`);
        }
      }
      table.push({ name: `in the database: ${name}`, value: median(times), unit: 'ms' });
    }
    if (wrong.length > 0) throw new Error(`Wrong plans:\n${wrong.join('\n')}`);
    return table;
  } finally {
    await plain.signal.close();
    await ctx.signal.close();
    await watched.close();
    await filling.end();
  }
}

/** Reads the whole export as slowly as it is written, and watches the heap. */
async function takeOut(ctx: Parameters<typeof exportAudit>[0]) {
  const heap = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  let [most, bytes, chunks] = [before, 0, 0];
  for await (const chunk of exportAudit(ctx, who, { format: 'json' })) {
    bytes += Buffer.byteLength(chunk);
    chunks += 1;
    if (chunks % 100 === 0) most = Math.max(most, heap());
  }
  return { before, most, bytes };
}
