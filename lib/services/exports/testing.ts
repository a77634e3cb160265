import { and, eq, inArray, sql } from 'drizzle-orm';
import { exportRows, integrations, newId } from '@/db/schema';
import { createMemoryJobs } from '@/lib/jobs/memory-jobs';
import type { Delivery, ExportTarget } from '@/lib/ports/export-target';
import type { Speech } from '@/lib/ports/speech';
import { systemClock } from '@/lib/wiring';
import type { Context, Member } from '../context';
import { createDecidedCouncil } from '../decisions/testing';
import { secretOf } from '../integrations/access';
import type { ExportJob } from './queue';
import { sendHere } from './wake';

/** Pages of a target in memory, by key; `before` may fail, wait, or do what else comes in between. */
export function createMemoryTarget(before: (delivery: Delivery) => Promise<void> = async () => {}) {
  const pages = new Map<string, { id: string; version: number; writes: number; decision: string | null }>();
  const secrets: (string | null)[] = [];
  const target: ExportTarget = {
    name: 'notion',
    subjects: ['decision_log', 'action_item'],
    argumentsOf: ({ key, log }) => ({ key, title: log.title, token: 'never to be seen' }),
    async deliver(delivery) {
      const { exported, memory, access } = delivery;
      secrets.push(access.secret);
      await delivery.turn();
      await before(delivery);
      const old = pages.get(exported.key);
      const id = old?.id ?? newId();
      const decision = exported.kind === 'action_item' ? exported.decisionExternalId : null;
      pages.set(exported.key, { id, version: exported.version, writes: (old?.writes ?? 0) + 1, decision });
      const url = `https://notion.example/${id}`;
      return { externalId: id, url, files: [], memory: { ...memory, externalId: id, url, creatingAt: null } };
    },
  };
  return { target, pages, secrets };
}

/** A decided council with an integration, and processes that send by a target at will. */
export async function createTestExports(speech?: Speech) {
  const council = await createDecidedCouncil(speech);
  const { db, leader, where } = council;
  const contexts: Context[] = [];
  /** A process of its own. Its jobs are of this process: only what a test enqueues or wakes is done. */
  const process = (over: Partial<Context> & { target?: ExportTarget } = {}): Context => {
    const { target, ...parts } = over;
    const ctx = council.context({
      jobs: createMemoryJobs(systemClock),
      ...(target ? { targets: { ...council.ctx.targets, notion: target } } : {}),
      ...parts,
    });
    contexts.push(ctx);
    return ctx;
  };
  const connect = async (label = 'Our Notion') => {
    const id = newId();
    const secretSealed = council.ctx.vault.seal('secret_of_tests', secretOf({ orgId: leader.orgId, id }));
    await db
      .insert(integrations)
      .values({ id, orgId: leader.orgId, target: 'notion', label, secretSealed, state: 'ready' });
    return id;
  };
  const integrationId = await connect();
  const rows = (by: string | null = integrationId) =>
    db
      .select()
      .from(exportRows)
      .where(and(eq(exportRows.runId, where.runId), by === null ? undefined : eq(exportRows.integrationId, by)))
      .orderBy(exportRows.createdAt, exportRows.id);
  const integration = async () => {
    const [row] = await db.select().from(integrations).where(eq(integrations.id, integrationId));
    if (!row) throw new Error('the integration is gone');
    return row;
  };
  const job: ExportJob = { orgId: leader.orgId, runId: where.runId, integrationId };
  /** Lets all waits pass: the back-off of rows, the rest of the integration, its rate. */
  const forward = async () => {
    await db
      .update(exportRows)
      .set({ nextTryAt: sql`now() - interval '10 s'`, claimedUntil: sql`now() - interval '10 s'` })
      .where(and(eq(exportRows.orgId, leader.orgId), inArray(exportRows.state, ['waiting', 'sending'])));
    await db
      .update(integrations)
      .set({ restsUntil: sql`case when rests_until is null then null else now() end`, nextCallAt: sql`now()` })
      .where(eq(integrations.orgId, leader.orgId));
  };
  /** Sends what is due, as a worker does. */
  const work = (ctx: Context, of: ExportJob = job) => sendHere(ctx, of);
  const close = async () => {
    for (const ctx of contexts) {
      await ctx.outbox.leave();
      await ctx.jobs.stop();
    }
    await council.close();
  };
  const lead: Member = leader;
  return { ...council, leader: lead, process, connect, integrationId, integration, rows, job, forward, work, close };
}
