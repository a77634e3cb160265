import { sql } from 'drizzle-orm';
import { meetings } from '@/db/schema';
import { checkAgenda } from '../agendas/check';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { demandIntegrations } from '../exports/automatic';
import { answerOnce } from '../idempotency';
import { offersTo } from '../models/rows';
import { checkMeetingAchievable } from '../teams/check-achievable';
import { readTeam } from '../teams/read';
import { teamInOrganisation } from '../teams/rows';
import { ownTemplateTeam, templateTeam } from '../teams/template-team';
import { agendaBy, usableTemplate } from '../templates/use';
import { readMeeting } from './read';
import { resolveDecider } from './resolve-decider';
import { type CreateMeeting, type Meeting, meetingSchema } from './schemas';

/**
 * Makes a meeting; without a team it gets its template's, where one of the organisation's is named that one's. With an idempotency key, a repetition gets the first one.
 * @throws ServiceError `invalid` for an agenda that contradicts itself or that its team can never decide, `not_found`
 * for a team of somebody else's.
 */
export async function createMeeting(ctx: DataContext, who: Member, input: CreateMeeting): Promise<Meeting> {
  const { idempotencyKey, ...wanted } = input;
  if (idempotencyKey === undefined) return create(ctx, who, wanted);
  const asked = { key: idempotencyKey, request: ['createMeeting', wanted] };
  const { body } = await answerOnce(ctx, who, asked, async (inner) => ({
    status: 201,
    body: await create(inner, who, wanted),
  }));
  return meetingSchema.parse(body);
}

async function create(ctx: DataContext, who: Member, wanted: CreateMeeting): Promise<Meeting> {
  const { teamId, templateId, openedAt, exportTo = null } = wanted;
  const template = templateId === undefined ? null : await usableTemplate(ctx, who, templateId);
  const agenda = template ? agendaBy(template, wanted.agenda) : wanted.agenda;
  const issues = checkAgenda(agenda);
  if (issues.length > 0) throw new ServiceError('invalid', 'agenda.invalid', { count: issues.length }, issues);
  return ctx.db.transaction(async (tx) => {
    const team = teamId
      ? await teamInOrganisation(tx, who.orgId, teamId)
      : template?.own
        ? await ownTemplateTeam(ctx, tx, who, template, agenda.language)
        : await templateTeam(ctx, tx, who, agenda);
    const offers = await offersTo(ctx, tx, who.orgId);
    checkMeetingAchievable(offers, (await readTeam({ db: tx }, who, { teamId: team.id })).config, agenda);
    await demandIntegrations(tx, who.orgId, exportTo ?? []);
    const [row] = await tx
      .insert(meetings)
      .values({
        orgId: who.orgId,
        title: agenda.title,
        question: agenda.question,
        language: agenda.language,
        template: agenda.template,
        agenda,
        teamId: team.id,
        deciderUserId: await resolveDecider(tx, who.orgId, agenda.decider),
        createdBy: who.userId,
        exportTo,
        openedAt: openedAt ? sensible(openedAt) : null,
      })
      .returning({ id: meetings.id });
    if (!row) throw new ServiceError('unavailable', 'unavailable');
    await audit(tx, who, 'meeting.create', { type: 'meeting', id: row.id }, { title: agenda.title });
    return readMeeting({ db: tx }, who, row.id);
  });
}

/** A moment of the last day by the database's clock, else null. */
const sensible = (moment: string) => {
  // By milliseconds: PostgreSQL does not read every year and offset that ISO 8601 can write.
  const at = sql`to_timestamp(${Date.parse(moment)}::float8 / 1000)`;
  return sql`case when ${at} between now() - interval '1 day' and now() then ${at} end`;
};
