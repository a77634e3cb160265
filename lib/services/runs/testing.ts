import { meetings, newId, organisations, teams, teamVersions, users } from '@/db/schema';
import { createTestDatabase } from '@/db/testing';
import type { Agenda } from '@/lib/council/agenda.schema';
import type { LoggedEvent } from '@/lib/council/events';
import type { Team } from '@/lib/council/team.schema';
import { answerFor } from '@/lib/council/testing/answers';
import { agenda as anAgenda, team as aTeam } from '@/lib/council/testing/fixtures';
import { readEnv } from '@/lib/env';
import { type Speech, SpeechFailure } from '@/lib/ports/speech';
import { createLogger } from '@/lib/telemetry/log';
import { buildContext } from '@/lib/wiring';
import type { Context, Member } from '../context';
import { readAll } from './read-all';

/** Speaks at once, in a few pieces: what a fast model would say. Seats lean differently, but a majority forms. */
export const quickSpeech: Speech = {
  offer: () => ({ ok: true, price: { input: 0, output: 0 }, priced: true }),
  async prepare({ base }, onDelta) {
    onDelta('As it was asked.');
    const usage = { inputTokens: 100, outputTokens: 50, microUsd: 0, known: true };
    return { text: 'As it was asked.', said: base, usage, marks: [] };
  },
  readPart: async () => ({
    said: { summary: [], decisions: [], tasks: [], open_questions: [] },
    usage: { inputTokens: 10, outputTokens: 5, microUsd: 0, known: true },
    marks: [],
  }),
  sumUp: async ({ model }) => {
    throw new SpeechFailure({ code: 'model.not_configured', args: { model: model.name } }, false);
  },
  sample: async ({ model }) => {
    throw new SpeechFailure({ code: 'model.not_configured', args: { model: model.name } }, false);
  },
  async speak({ turn, state, purpose, seat, asks, model }, onDelta, signal) {
    const lean = seat.id === 'a' ? 0 : 1;
    const blank = { turn, purpose, asks, seat: seat.id, text: '' };
    const answer = answerFor({ ...state.turns[0], ...blank } as Parameters<typeof answerFor>[0], state, lean);
    for (const piece of answer.text.match(/.{1,8}/gs) ?? []) {
      await Promise.resolve();
      signal.throwIfAborted();
      onDelta(piece);
    }
    return { answer, usage: { inputTokens: 10, outputTokens: 5, microUsd: 0, known: true }, marks: [], model };
  },
};

/** A test database with one organisation, its moderator and a meeting; contexts on it as separate processes would have. */
export async function createTestCouncil(over: { agenda?: Partial<Agenda>; team?: Partial<Team> } = {}) {
  const database = await createTestDatabase();
  const { db } = database;
  const [orgId, userId, teamId, meetingId] = [newId(), newId(), newId(), newId()];
  const agenda = anAgenda(over.agenda);
  await db.insert(organisations).values({ id: orgId, name: 'Northgate', slug: orgId });
  await db.insert(users).values({ id: userId, name: 'Olga Brandt' });
  await db.insert(teams).values({ id: teamId, orgId, name: 'Test council' });
  await db.insert(teamVersions).values({ teamId, orgId, version: 1, config: aTeam(over.team) });
  const { title, question, language, template } = agenda;
  await db.insert(meetings).values({ id: meetingId, orgId, title, question, language, template, agenda, teamId });
  const who: Member = { orgId, userId, name: 'Olga Brandt', role: 'moderator' };
  const open: { ctx: Context; mortal: boolean }[] = [];
  /** `mortal`: its drivers will hang for good, as in a killed process, so nobody waits for them. */
  const context = (parts: Partial<Context> = {}, mortal = false): Context => {
    const ctx = buildContext(
      { db, directUrl: database.url },
      {
        env: readEnv({ XIO_LEASE_SECONDS: '2', XIO_LOG_LEVEL: 'silent', NODE_ENV: 'test' }),
        logger: createLogger('silent'),
        speech: quickSpeech,
        ...parts,
      },
    );
    open.push({ ctx, mortal });
    return ctx;
  };
  const close = async () => {
    for (const { ctx, mortal } of open) {
      if (!mortal) await ctx.drivers.leave();
      await ctx.signal.close();
    }
    await database.close();
  };
  return { ...database, who, meetingId, context, close };
}

/** The whole log of a run, once it is finished. */
export async function finished(
  { events, signal }: Pick<Context, 'events' | 'signal'>,
  orgId: string,
  runId: string,
): Promise<LoggedEvent[]> {
  const end = Promise.withResolvers<LoggedEvent[]>();
  const look = async () => {
    const log = await readAll(events, orgId, runId);
    if (log.at(-1)?.name === 'run-finished') end.resolve(log);
  };
  const silence = await signal.subscribe(runId, () => void look());
  await look();
  return end.promise.finally(silence);
}
