import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing';
import { fillCrowd } from '@/db/testing.crowd';
import { type Allowance, type Plan, watchPlans, wrongWith } from '@/db/testing.plans';
import { templateOf } from '@/lib/council/templates';
import { bodyOf } from '@/lib/council/templates/body';
import { agenda, team } from '@/lib/council/testing/fixtures';
import { readEnv } from '@/lib/env';
import { createLogger } from '@/lib/telemetry/log';
import { buildContext } from '@/lib/wiring';
import type { Context } from './context';
import { knownQueries } from './testing.known';

const samples = { agenda: agenda(), team: team(), template: bodyOf(templateOf('general')) };

let database: TestDatabase;
let watched: ReturnType<typeof watchPlans>;
let ctx: Context;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillCrowd(database.db, { meetings: 20_000, events: 160_000 }, samples);
  watched = watchPlans(database.url);
  ctx = buildContext(
    { db: watched.db, directUrl: database.url },
    { env: readEnv({ NODE_ENV: 'test', XIO_LOG_LEVEL: 'silent' }), logger: createLogger('silent') },
  );
}, 300_000);
afterAll(async () => {
  await ctx?.signal.close();
  await watched?.close();
  await database?.close();
});

const told = (plan: Plan, may: Allowance) =>
  `${wrongWith(plan, may)}: ${plan.statement.replace(/\s+/g, ' ').slice(0, 300)}`;

// An organisation with years of meetings waits for its lists as long as a new one does.
it.each(Object.entries(knownQueries))('%s: by an index, and little more than what is given', async (_, known) => {
  const plans = await watched.plansOf(() => known.ask(ctx));
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter((plan) => wrongWith(plan, known)).map((plan) => told(plan, known))).toEqual([]);
});
