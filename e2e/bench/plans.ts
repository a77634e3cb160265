import pg from 'pg';
import { openPool } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { fillCrowd } from '@/db/testing.crowd';
import { watchPlans, wrongWith } from '@/db/testing.plans';
import { templateOf } from '@/lib/council/templates';
import { bodyOf } from '@/lib/council/templates/body';
import { agenda, team } from '@/lib/council/testing/fixtures';
import { readEnv } from '@/lib/env';
import { knownQueries } from '@/lib/services/testing.known';
import { createLogger } from '@/lib/telemetry/log';
import { buildContext } from '@/lib/wiring';
import type { Lab } from './lab';
import { median, type Row } from './table';

const size = { meetings: 100_000, events: 1_000_000 };
const repetitions = 3;

/** What pages, the API and the sweeps ask, on a hundred thousand meetings with a million events. @throws where a plan is wrong. */
export const plans = (lab: Lab): Promise<Row[]> => plansOn(lab.databaseUrl);

/** The same on a database of its own on the server of `address`, whose user is a superuser. */
export async function plansOn(address: string): Promise<Row[]> {
  const admin = new pg.Client({ connectionString: address });
  await admin.connect();
  await admin.query('create database xio_crowd');
  const url = new URL(address);
  url.pathname = '/xio_crowd';
  try {
    return await measure(url.href);
  } finally {
    await admin.query('drop database xio_crowd with (force)');
    await admin.end();
  }
}

async function measure(url: string): Promise<Row[]> {
  await migrateDatabase(url);
  const filling = openPool(url, () => undefined);
  const began = performance.now();
  await fillCrowd(filling.db, size, { agenda: agenda(), team: team(), template: bodyOf(templateOf('general')) });
  await filling.end();
  const rows: Row[] = [{ name: 'filling it', value: (performance.now() - began) / 1000, unit: 's' }];
  const watched = watchPlans(url);
  const env = readEnv({ NODE_ENV: 'test', XIO_LOG_LEVEL: 'silent' });
  const ctx = buildContext({ db: watched.db, directUrl: url }, { env, logger: createLogger('silent') });
  const wrong: string[] = [];
  try {
    for (const [name, known] of Object.entries(knownQueries)) {
      const times: number[] = [];
      for (let n = 0; n < repetitions; n++) {
        const asked = await watched.plansOf(() => known.ask(ctx));
        times.push(asked.reduce((sum, plan) => sum + plan.ms, 0));
        if (n > 0) continue;
        const sum = (of: 'read' | 'returned' | 'blocks') => asked.reduce((all, plan) => all + plan[of], 0);
        console.log(
          `${name}: ${asked.length} statements, ${sum('read')} rows read, ${sum('returned')} given, ${sum('blocks')} pages, ${times[0]?.toFixed(1)} ms`,
        );
        for (const plan of asked) {
          const why = wrongWith(plan, known);
          if (why) wrong.push(`${name} ${why}: ${plan.statement.replace(/\s+/g, ' ').slice(0, 300)}`);
        }
      }
      rows.push({ name: `in the database: ${name}`, value: median(times), unit: 'ms' });
    }
  } finally {
    await ctx.signal.close();
    await watched.close();
  }
  if (wrong.length > 0) throw new Error(`Wrong plans:\n${wrong.join('\n')}`);
  return rows;
}
