import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows, meetings } from '@/db/schema';
import { agendaSchema } from '@/lib/council/agenda.schema';
import { templateOf } from '@/lib/council/templates';
import { type Speech, SpeechFailure } from '@/lib/ports/speech';
import { createSpeech } from '@/lib/speech';
import { createLogger } from '@/lib/telemetry/log';
import { systemClock } from '@/lib/wiring';
import type { Member } from '../context';
import { ServiceError } from '../errors';
import { createMeeting } from '../meetings/create';
import { createMeetingSchema } from '../meetings/schemas';
import { createTestServices } from '../testing';
import { proposeAgenda } from './propose';
import { proposeSchema } from './schemas';

let services: Awaited<ReturnType<typeof createTestServices>>;
let who: Member;
beforeAll(async () => {
  const made = await createTestServices();
  const env = { ...made.ctx.env, XIO_PLAYBOOK_PACE: 0 };
  services = { ...made, ctx: { ...made.ctx, speech: createSpeech(env, systemClock, createLogger('silent')) } };
  who = await services.newMember(await services.newOrganisation(), 'moderator', 'Olga');
});
afterAll(() => services.close());

const question = 'Do we give up the second office, keep it for two days a week, or leave things as they are?';
const live = new AbortController().signal;
const dear = { provider: 'openai' as const, name: 'dear' };

const propose = (
  input: Record<string, unknown>,
  over: { speech?: Partial<Speech>; as?: Member; signal?: AbortSignal } = {},
  onDelta: (text: string) => void = () => undefined,
) => {
  const { env, ...ctx } = services.ctx;
  const speech = { ...ctx.speech, ...over.speech };
  const model = over.speech ? { XIO_MODEL: dear } : {};
  return proposeAgenda(
    {
      ...ctx,
      speech,
      env: { ...env, ...model },
      clock: systemClock,
      logger: createLogger('silent'),
    },
    over.as ?? who,
    proposeSchema.parse(input),
    onDelta,
    over.signal ?? live,
  );
};
const refusal = (made: Promise<unknown>) =>
  made.then(
    () => null,
    (error: unknown) => (error instanceof ServiceError ? error : null),
  );
const offer =
  (microUsd: number): Speech['offer'] =>
  () => ({ ok: true, price: { input: microUsd, output: microUsd }, priced: true });
const newest = async () => {
  const [row] = await services.db
    .select()
    .from(auditRows)
    .where(eq(auditRows.action, 'agenda.propose'))
    .orderBy(desc(auditRows.at), desc(auditRows.id))
    .limit(1);
  return row?.detail;
};

describe('a proposed agenda', () => {
  it('is a whole one that can be held as it stands, and says what is missing', async () => {
    let spoken = '';
    const made = await propose({ question, notes: 'The rent is 11,000 EUR a month.' }, {}, (text) => {
      spoken += text;
    });
    expect(agendaSchema.parse(made.agenda)).toMatchObject({ template: 'general', decider: 'Olga', language: 'en' });
    expect(made.scripted).toBe(true);
    expect(made.fallback).toBeNull();
    expect(spoken).toBe(made.text);
    expect(made.alternatives.length).toBe(3);
    expect(made.missing.length).toBeGreaterThan(1);
    expect(made.whys.every(Boolean)).toBe(true);
    expect(made.agenda.items.reduce((sum, one) => sum + one.minutes, 0)).toBe(made.agenda.timebox_minutes);
    const meeting = await createMeeting(services.ctx, who, { agenda: made.agenda });
    expect(meeting.state).toBe('prepared');
  });

  it('keeps the moment its author began, and takes one that cannot be for none', async () => {
    const { agenda } = await propose({ question });
    const kept = async (openedAt: string) => {
      const { id } = await createMeeting(services.ctx, who, createMeetingSchema.parse({ agenda, openedAt }));
      const [row] = await services.db.select().from(meetings).where(eq(meetings.id, id));
      return row?.openedAt?.toISOString() ?? null;
    };
    const before = new Date(Date.now() - 60_000).toISOString();
    expect(await kept(before)).toBe(before);
    for (const odd of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-01-01T00:00:00+23:59']) {
      expect(await kept(odd)).toBeNull();
    }
  });

  it('speaks the language of the question', async () => {
    const made = await propose({ question: 'Отказываемся ли мы от второго офиса или оставляем всё как есть?' });
    expect(made.agenda.language).toBe('ru');
    expect(made.text).not.toMatch(/[a-z]{3}/i);
  });

  it('hides its cost from who may not see costs', async () => {
    const member = await services.newMember(who.orgId, 'member');
    expect((await propose({ question }, { as: member })).usage).toBeNull();
  });
});

describe('without a moderator that answers', () => {
  it.each([
    ['failed', new SpeechFailure({ code: 'model.refused' }, false)],
    ['failed', new Error('a bug')],
    ['too_slow', new SpeechFailure({ code: 'model.timeout' }, true)],
  ])('the template’s agenda stands in and says why (%s)', async (fallback, error) => {
    const made = await propose({ question }, { speech: { offer: offer(1), prepare: () => Promise.reject(error) } });
    expect(made).toMatchObject({ fallback, text: '', templateId: 'general' });
    expect(made.agenda.criteria.map((one) => one.name)).toEqual(
      templateOf('general').criteria.en.map((one) => one.name),
    );
    expect(await newest()).toMatchObject({ fallback, known: false });
  });

  it('a model that is not set up is not asked', async () => {
    const reason = { code: 'model.not_configured' };
    expect((await propose({ question }, { speech: { offer: () => ({ ok: false, reason }) } })).fallback).toBe(
      'not_connected',
    );
  });

  it('a day’s proposals of one person cost at most what one meeting may', async () => {
    const other = await services.newMember(who.orgId, 'moderator');
    const usage = { inputTokens: 10, outputTokens: 10, microUsd: 4_990_000, known: true };
    const prepare: Speech['prepare'] = async () => ({ text: 'Yes.', said: {}, usage, marks: [] });
    const speech = { offer: offer(10_000_000), prepare };
    expect((await propose({ question }, { speech, as: other })).fallback).toBeNull();
    expect((await propose({ question }, { speech, as: other })).fallback).toBe('budget');
  });
});

it('a third proposal at once is refused, and the first two are not lost', async () => {
  let asked = 0;
  const gate = Promise.withResolvers<void>();
  const { speech } = services.ctx;
  const waiting: Partial<Speech> = {
    offer: offer(0),
    prepare: async (request, onDelta) => {
      asked += 1;
      await gate.promise;
      return speech.prepare({ ...request, model: { provider: 'playbook', name: 'playbook' } }, onDelta, live);
    },
  };
  const two = [propose({ question }, { speech: waiting }), propose({ question }, { speech: waiting })];
  await expect.poll(() => asked).toBe(2);
  expect((await refusal(propose({ question }, { speech: waiting })))?.reason).toBe('proposal.at_once');
  gate.resolve();
  expect((await Promise.all(two)).map((one) => one.fallback)).toEqual([null, null]);
});

it.each([
  ['', 'proposal.question_missing'],
  ['\u200b\u2060 \ufeff', 'proposal.question_missing'],
  ['Why?', 'agenda.question_short'],
  ['x'.repeat(2000), 'field.too_long'],
])('no question, or one too short or too long, is refused at its field (%#)', async (asked, code) => {
  expect((await refusal(propose({ question: asked })))?.issues).toMatchObject([{ path: 'question', code }]);
});

it('a template or a team of somebody else’s is not found', async () => {
  expect((await refusal(propose({ question, templateId: 'nowhere' })))?.code).toBe('not_found');
  expect((await refusal(propose({ question, teamId: 'nowhere' })))?.code).toBe('not_found');
});

it('who leaves while the moderator speaks is charged all the same', async () => {
  const gone = new AbortController();
  const prepare: Speech['prepare'] = async (_request, _onDelta, signal) => {
    gone.abort(new Error('gone'));
    signal.throwIfAborted();
    throw new Error('never');
  };
  await expect(
    propose({ question }, { speech: { offer: offer(1_000_000), prepare }, signal: gone.signal }),
  ).rejects.toThrow('gone');
  expect(await newest()).toMatchObject({ known: false, microUsd: 28_000 });
});

it.each([
  ['an hour ago', -3_600_000, true],
  ['in an hour', 3_600_000, false],
  ['two days ago', -2 * 86_400_000, false],
])('a page that was opened %s counts for the time to an agenda only where that can be', async (_, offset, counts) => {
  const { agenda } = await propose({ question });
  const openedAt = new Date(Date.now() + offset).toISOString();
  const { id } = await createMeeting(services.ctx, who, { agenda, openedAt });
  const [row] = await services.db.select({ openedAt: meetings.openedAt }).from(meetings).where(eq(meetings.id, id));
  expect(row?.openedAt?.toISOString() ?? null).toBe(counts ? openedAt : null);
});
