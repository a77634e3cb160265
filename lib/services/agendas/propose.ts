import { and, eq, gt, sql } from 'drizzle-orm';
import { auditRows, newId } from '@/db/schema';
import { may } from '@/lib/auth/permissions';
import type { Agenda } from '@/lib/council/agenda.schema';
import { modelKey } from '@/lib/council/budget';
import type { Mark, Price, Usage } from '@/lib/council/events';
import { firstReading, kindOfQuestion, languageOfText } from '@/lib/council/first-reading';
import { completed, fitBoxes } from '@/lib/council/proposal';
import type { Proposal, Said } from '@/lib/council/proposal.schema';
import type { Team } from '@/lib/council/team.schema';
import { criteriaFrom, teamFrom } from '@/lib/council/templates/body';
import { chargeOf, SpeechFailure } from '@/lib/ports/speech';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { offersTo, usualModel } from '../models/rows';
import { wayTo } from '../models/way';
import { checkRate } from '../quotas/rate';
import { readTeam } from '../teams/read';
import type { TemplateDetail } from '../templates/schemas';
import { usableTemplate } from '../templates/use';
import { parseAgenda } from './parse';
import type { Propose, Proposed } from './schemas';

const patienceMs = 60_000;
const atOnce = 2;
/** Over all processes. */
const proposalsOf = { limit: 120, seconds: 3600, by: 'member', reason: 'quota.proposals' } as const;
/** The most that a proposal and its one repair can take, in tokens. */
const most = { inputTokens: 16_000, outputTokens: 12_000 };

type Using = Pick<Context, 'db' | 'env' | 'speech' | 'vault' | 'clock' | 'logger'>;
type Fallback = NonNullable<Proposed['fallback']>;

interface Heard {
  text: string;
  said: Said;
  marks: Mark[];
  usage: Usage;
  fallback: Fallback | null;
}

const busy = new WeakMap<object, Map<string, number>>();

/**
 * An agenda for a question, as the moderator of the team proposes it; makes nothing. `onDelta` hears it speak. A model
 * that fails, is too slow or too dear leaves the template's agenda, and the answer says why.
 * @throws ServiceError `invalid` without a question, `not_found` for a template or team of somebody else's,
 * `rate_limited` while two are being made here for the same person, or after 120 in an hour.
 */
export async function proposeAgenda(
  ctx: Using,
  who: Member,
  input: Propose,
  onDelta: (text: string) => void,
  signal: AbortSignal,
): Promise<Proposed> {
  const [question, notes] = [visible(input.question), visible(input.notes)];
  const language = input.language ?? languageOfText(`${question} ${notes}`) ?? 'en';
  const reading = firstReading(question, notes);
  checkQuestion(reading.question);
  await checkRate(ctx.db, who, 'agenda.propose', proposalsOf);
  const template = await usableTemplate(ctx, who, input.templateId ?? kindOfQuestion(question));
  const team = input.teamId
    ? (await readTeam(ctx, who, { teamId: input.teamId })).config
    : teamFrom(template.body, language, await usualModel(ctx, ctx.db, who.orgId));
  const agenda = agendaOf(template, team, reading, {
    language,
    decider: who.name,
    time_zone: input.time_zone ?? 'UTC',
    now: new Date(ctx.clock.now()),
  });
  const base = baseOf(agenda, team);
  const model = team.seats.find((one) => one.role === 'moderator')?.model ?? (await usualModel(ctx, ctx.db, who.orgId));
  const heard = await alone(ctx, who, () =>
    hear(ctx, who, { base, agenda, team, model, asked: { question, notes }, deadlineMs: patienceMs }, onDelta, signal),
  );
  const proposal = completed(base, heard.said, team, agenda.timebox_minutes);
  const { criteria, seats, missing, alternatives, ...rest } = proposal;
  return {
    agenda: { ...agenda, ...rest, criteria: criteria.map(({ name, weight }) => ({ name, weight })) },
    templateId: template.id,
    whys: criteria.map((one) => one.why),
    seats,
    missing,
    alternatives,
    text: heard.text,
    scripted: model.provider === 'playbook',
    model: modelKey(model),
    fallback: heard.fallback,
    usage: may(who, 'cost.read') ? heard.usage : null,
  };
}

type Request = Omit<Parameters<Context['speech']['prepare']>[0], 'connection'>;

/** Asks the moderator, within the person's money of the day; writes down what it cost, also where it came to nothing. */
async function hear(
  ctx: Using,
  who: Member,
  request: Request,
  onDelta: (text: string) => void,
  signal: AbortSignal,
): Promise<Heard> {
  const { model, team } = request;
  const nothing: Heard = {
    text: '',
    said: {},
    marks: [],
    usage: { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true },
    fallback: null,
  };
  const offer = (await offersTo(ctx, ctx.db, who.orgId))(model);
  if (!offer.ok) return { ...nothing, fallback: 'not_connected' };
  const booked = model.provider === 'playbook' ? 0 : costOf(offer.price, most);
  if (booked > 0 && (await spentToday(ctx, who)) + booked > team.limits.money)
    return { ...nothing, fallback: 'budget' };
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new Error('The proposal took too long')), request.deadlineMs);
  let heard: Heard = { ...nothing, usage: { ...most, microUsd: booked, known: false } };
  try {
    const asked = { ...request, connection: await wayTo(ctx, who.orgId, model) };
    const made = await ctx.speech.prepare(asked, onDelta, AbortSignal.any([signal, deadline.signal]));
    heard = { ...made, fallback: null };
  } catch (error) {
    const known = error instanceof SpeechFailure ? error : null;
    const slow = deadline.signal.aborted || known?.reason.code === 'model.timeout';
    heard = {
      ...heard,
      usage: known ? chargeOf(known, heard.usage) : heard.usage,
      fallback: slow ? 'too_slow' : 'failed',
    };
    signal.throwIfAborted();
    if (!known && !slow) ctx.logger.warn({ error }, 'a proposal failed');
  } finally {
    clearTimeout(timer);
    const { usage, fallback, marks } = heard;
    const detail = { template: request.agenda.template, model: modelKey(model), ...usage, marks, fallback };
    await audit(ctx.db, who, 'agenda.propose', { type: 'agenda', id: newId() }, detail);
  }
  return heard;
}

const costOf = (price: Price, { inputTokens, outputTokens }: typeof most): number =>
  Math.ceil((inputTokens * price.input + outputTokens * price.output) / 1_000_000);

/** Micro-USD that this person's proposals of the last 24 hours cost. */
async function spentToday({ db }: Using, who: Member): Promise<number> {
  const [row] = await db
    .select({ sum: sql<number>`coalesce(sum((${auditRows.detail}->>'microUsd')::bigint), 0)::float8` })
    .from(auditRows)
    .where(
      and(
        eq(auditRows.orgId, who.orgId),
        eq(auditRows.userId, who.userId),
        eq(auditRows.action, 'agenda.propose'),
        gt(auditRows.at, sql`now() - interval '24 hours'`),
      ),
    );
  return row?.sum ?? 0;
}

/** @throws ServiceError `rate_limited` where this person waits for as many already. */
async function alone<T>({ db }: Using, who: Member, work: () => Promise<T>): Promise<T> {
  const waits = busy.get(db) ?? new Map<string, number>();
  busy.set(db, waits);
  const key = `${who.orgId} ${who.userId}`;
  const now = waits.get(key) ?? 0;
  if (now >= atOnce) throw new ServiceError('rate_limited', 'proposal.at_once', { limit: atOnce });
  waits.set(key, now + 1);
  try {
    return await work();
  } finally {
    const left = (waits.get(key) ?? 1) - 1;
    if (left > 0) waits.set(key, left);
    else waits.delete(key);
  }
}

/** Without what nobody sees: control and zero-width characters, and marks that turn the direction of writing. */
const visible = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n\t]/gu, '')
    .trim();

function checkQuestion(question: string): void {
  const refuse = (code: string, args: Record<string, string | number> = {}) => {
    throw new ServiceError('invalid', 'request.invalid', { count: 1 }, [{ path: 'question', code, args }]);
  };
  if (!/[\p{L}\p{N}]/u.test(question)) refuse('proposal.question_missing');
  if (question.length < 8) refuse('agenda.question_short', { value: question });
  if (question.length > 1000) refuse('field.too_long', { field: 'question', limit: 1000, value: '' });
}

interface Known {
  language: Agenda['language'];
  decider: string;
  time_zone: string;
  now: Date;
}

/** The template's agenda with the author's words in it. */
function agendaOf(
  { kind, body }: TemplateDetail,
  team: Team,
  reading: ReturnType<typeof firstReading>,
  { language, decider, time_zone, now }: Known,
): Agenda {
  const skeleton = parseAgenda(body.skeleton[language], now);
  const sum = skeleton.items.reduce((all, one) => all + one.minutes, 0) || skeleton.timebox_minutes;
  const minutes = Math.min(sum, team.limits.active_minutes);
  const { question } = reading;
  return {
    ...reading,
    title: question.length > 120 ? `${question.slice(0, 119)}…` : question,
    language,
    template: kind,
    decider,
    timebox_minutes: minutes,
    items: fitBoxes(skeleton.items, minutes),
    criteria: criteriaFrom(body, language),
    policy: body.policy,
    incident: null,
    held_on: new Intl.DateTimeFormat('en-CA', { timeZone: time_zone }).format(now),
    time_zone,
  };
}

const baseOf = (agenda: Agenda, team: Team): Proposal => ({
  title: agenda.title,
  question: agenda.question,
  facts: agenda.facts,
  constraints: agenda.constraints,
  reversibility: agenda.reversibility,
  criteria: agenda.criteria.map((one) => ({ ...one, why: '' })),
  items: agenda.items,
  seats: team.seats
    .filter((one) => one.role === 'expert')
    .map((one) => ({ seat: one.id, name: one.name, why: one.persona.slice(0, 300) || one.name })),
  missing: [],
  alternatives: [],
});
