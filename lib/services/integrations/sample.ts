import { and, desc, eq, isNull } from 'drizzle-orm';
import { decisions, meetings, runs } from '@/db/schema';
import type { Language } from '@/lib/council/agenda.schema';
import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import { placeWords } from '@/lib/targets/notion/place-words';
import type { Place } from '@/lib/targets/notion/settings';
import { readMeantDecision } from '../artifacts/decision';
import type { Context, Member } from '../context';

/** What would stand in a row of each database, by field. */
export type Sample = Record<Place, Record<string, string>> & {
  /** The decision that it comes from; null where it is an example. */
  of: string | null;
};

const examples = {
  en: {
    title: 'Where we move the office',
    decider: 'Anna Berg',
    task: 'Ask the landlord for a longer lease',
    acceptance: 'The answer is in writing',
  },
  ru: {
    title: 'Куда переезжает офис',
    decider: 'Анна Берг',
    task: 'Попросить арендодателя о более долгом договоре',
    acceptance: 'Ответ получен письменно',
  },
};

/** The newest decision of the organisation as its rows would look; an example where it has none. */
export async function sampleFor(
  ctx: Pick<Context, 'db' | 'cache' | 'env'>,
  who: Member,
  language: Language,
): Promise<Sample> {
  const [meant] = await ctx.db
    .select({ decision: decisions, run: runs, meeting: meetings })
    .from(decisions)
    .innerJoin(runs, eq(runs.id, decisions.runId))
    .innerJoin(meetings, eq(meetings.id, runs.meetingId))
    .where(and(eq(decisions.orgId, who.orgId), eq(runs.status, 'finished'), isNull(meetings.deletedAt)))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1);
  const site = ctx.env.XIO_PUBLIC_URL ?? `http://${ctx.env.HOST}:${ctx.env.PORT}`;
  if (!meant) return example(language, site);
  const { log, items, status } = await readMeantDecision(ctx, who, meant, undefined);
  const link = `${site}/meetings/${meant.meeting.id}/decision`;
  return {
    of: log.title,
    decisions: decisionRow({ ...log, status }, link),
    tasks: { ...taskRow(items[0], log.title, link, language), ...(items[0] ? {} : { title: examples[language].task }) },
  };
}

const percent = (share: number | null) => (share === null ? '' : `${Math.round(share * 100)} %`);

const decisionRow = (log: DecisionLog, link: string) => ({
  title: log.title,
  status: log.status,
  decider: log.decider,
  date: log.settlement?.at.slice(0, 10) ?? '',
  confidence: percent(log.confidence),
  review_date: log.review_date ?? '',
  meeting_id: log.meeting_id,
  key: `${log.meeting_id}:${log.run_id}:decision`,
  link,
});

const taskRow = (item: ActionItem | undefined, decision: string, link: string, language: Language) => ({
  title: item?.title ?? '',
  status: item?.status ?? 'confirmed',
  owner: item?.owner ?? '',
  owner_name: item?.owner ?? '',
  due: item?.due ?? '',
  priority: placeWords[language].tasks.priorities[item?.priority ?? 'medium'] ?? '',
  acceptance: item?.acceptance ?? '',
  decision,
  key: item?.idempotency_key ?? '',
  source: link,
});

function example(language: Language, site: string): Sample {
  const { title, decider, task, acceptance } = examples[language];
  const link = `${site}/meetings/…/decision`;
  const { priorities } = placeWords[language].tasks;
  return {
    of: null,
    decisions: {
      ...{
        title,
        status: 'accepted',
        decider,
        date: '2026-11-23',
        confidence: percent(0.8),
        review_date: '2027-02-23',
      },
      ...{ meeting_id: '0198…', key: '0198…:decision', link },
    },
    tasks: {
      ...{ title: task, status: 'confirmed', owner: decider, owner_name: decider, due: '2026-12-01' },
      ...{ priority: priorities.high ?? '', acceptance, decision: title, key: '0198…:T1', source: link },
    },
  };
}
