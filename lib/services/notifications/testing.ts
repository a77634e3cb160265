import { and, eq } from 'drizzle-orm';
import { decisions, meetings, newId, notifications, runs, users } from '@/db/schema';
import type { DecisionStatus } from '@/lib/council/decision-log.schema';
import { readEnv } from '@/lib/env';
import { createMemoryMailer } from '@/lib/mail/memory-mailer';
import { runCreated } from '@/lib/store/fixtures';
import { insertRun } from '@/lib/store/insert-run';
import { createLogger } from '@/lib/telemetry/log';
import { buildContext, systemClock } from '@/lib/wiring';
import type { Context, Member } from '../context';
import { agendaOf, createTestServices } from '../testing';

/** A database with an organisation whose runs have ended with decisions that wait, and processes on it. */
export async function createTestNotices() {
  const services = await createTestServices();
  const { db, url } = services;
  const orgId = await services.newOrganisation();
  const decider = await services.newMember(orgId, 'member', 'Ada');
  const maker = await services.newMember(orgId, 'moderator', 'Olga');
  await db.update(users).set({ email: 'ada@example.com' }).where(eq(users.id, decider.userId));
  await db.update(users).set({ email: 'olga@example.com' }).where(eq(users.id, maker.userId));

  /** A meeting whose run has ended; `decider` null: the agenda names somebody who is no member. */
  const newDecision = async (
    over: { status?: DecisionStatus; decider?: Member | null; language?: 'en' | 'ru'; open?: boolean } = {},
  ) => {
    const { status = 'escalated', open = true } = over;
    const who = over.decider === undefined ? decider : over.decider;
    const agenda = {
      ...agendaOf('Do we keep the second office?'),
      language: over.language ?? 'en',
      decider: who?.name ?? 'The board',
    };
    const { title, question, language, template } = agenda;
    const [meetingId, runId] = [newId(), newId()];
    const createdBy = maker.userId;
    const deciderUserId = who?.userId ?? null;
    await db
      .insert(meetings)
      .values({ id: meetingId, orgId, title, question, language, template, agenda, createdBy, deciderUserId });
    const event = { ...runCreated(runId, meetingId), by: { userId: maker.userId, name: maker.name } };
    await db.transaction((tx) => insertRun(tx, { orgId, teamId: null, event }));
    await db.update(runs).set({ status: 'finished', needsDriver: false }).where(eq(runs.id, runId));
    await db
      .insert(decisions)
      .values({ runId, orgId, meetingId, version: 1, status, title, statement: '', open, deciderUserId });
    return { meetingId, runId };
  };

  const contexts: Context[] = [];
  /** A process of its own, with a mailer that keeps what it sends. */
  const process = (over: Partial<Context> = {}, variables: Record<string, string> = {}) => {
    const mailer = createMemoryMailer();
    const env = readEnv({ NODE_ENV: 'test', XIO_LOG_LEVEL: 'silent', ...variables });
    const ctx = buildContext({ db, directUrl: url }, { env, logger: createLogger('silent'), mailer, ...over });
    contexts.push(ctx);
    return { ...ctx, sent: mailer.sent };
  };

  const noticesOf = (who: Member) =>
    db
      .select()
      .from(notifications)
      .where(and(eq(notifications.orgId, who.orgId), eq(notifications.userId, who.userId)))
      .orderBy(notifications.createdAt);

  const close = async () => {
    for (const ctx of contexts) await ctx.jobs.stop();
    await services.close();
  };
  return { ...services, orgId, decider, maker, newDecision, process, noticesOf, close };
}

/** A clock that stands still until it is put forward. */
export function createTestClock(start = Date.UTC(2026, 10, 22, 9)) {
  const state = { at: start };
  return { ...systemClock, now: () => state.at, forward: (hours: number) => (state.at += hours * 3_600_000) };
}
