import { and, eq, sql } from 'drizzle-orm';
import { meetings, runs } from '@/db/schema';
import { checkAgenda } from '../agendas/check';
import { audit } from '../audit';
import { difference } from '../audit/difference';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { demandIntegrations } from '../exports/automatic';
import { offersTo } from '../models/rows';
import { checkMeetingAchievable } from '../teams/check-achievable';
import { readTeam } from '../teams/read';
import { teamInOrganisation } from '../teams/rows';
import { readMeeting } from './read';
import { resolveDecider } from './resolve-decider';
import { inOrganisation } from './rows';
import type { ChangeMeeting, Meeting } from './schemas';

/**
 * Changes the agenda or the team of a meeting, or where its decision goes by itself. The agenda of a meeting that was held stays as it was.
 * @throws ServiceError `not_found`; `invalid` when the team can never decide the agenda; `conflict` when it was held, or changed by somebody else since `version`.
 */
export async function changeMeeting(ctx: DataContext, who: Member, input: ChangeMeeting): Promise<Meeting> {
  const { meetingId, version, agenda, teamId, exportTo } = input;
  const issues = agenda ? checkAgenda(agenda) : [];
  if (issues.length > 0) throw new ServiceError('invalid', 'agenda.invalid', { count: issues.length }, issues);
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(meetings)
      .where(inOrganisation(who.orgId, eq(meetings.id, meetingId)))
      .for('update');
    if (!row) throw new ServiceError('not_found', 'meeting.not_found');
    if (version !== undefined && version !== row.version) {
      throw new ServiceError('conflict', 'meeting.stale', {}, [], { version: row.version });
    }
    if (row.kind === 'minutes' && (agenda || teamId)) throw new ServiceError('conflict', 'minutes.no_council');
    if (agenda) {
      const held = await tx.select({ id: runs.id }).from(runs).where(eq(runs.meetingId, meetingId)).limit(1);
      if (held.length > 0) throw new ServiceError('conflict', 'meeting.has_runs');
    }
    const team = teamId ? await teamInOrganisation(tx, who.orgId, teamId) : null;
    const seated = team?.id ?? row.teamId;
    if ((agenda || team) && seated) {
      const { config } = await readTeam({ db: tx }, who, { teamId: seated });
      checkMeetingAchievable(await offersTo(ctx, tx, who.orgId), config, agenda ?? row.agenda);
    }
    await demandIntegrations(tx, who.orgId, exportTo ?? []);
    await tx
      .update(meetings)
      .set({
        version: row.version + 1,
        updatedAt: sql`now()`,
        ...(team ? { teamId: team.id } : {}),
        ...(exportTo === undefined ? {} : { exportTo }),
        ...(agenda
          ? {
              agenda,
              title: agenda.title,
              question: agenda.question,
              language: agenda.language,
              template: agenda.template,
              deciderUserId: await resolveDecider(tx, who.orgId, agenda.decider),
            }
          : {}),
      })
      .where(and(eq(meetings.orgId, who.orgId), eq(meetings.id, meetingId)));
    const changed = [
      ...(agenda ? ['agenda'] : []),
      ...(team ? ['team'] : []),
      ...(exportTo === undefined ? [] : ['exports']),
    ];
    const before = { agenda: row.agenda, teamId: row.teamId, exportTo: row.exportTo };
    const after = { agenda: agenda ?? row.agenda, teamId: seated, exportTo: exportTo ?? row.exportTo };
    const detail = { title: agenda?.title ?? row.title, changed, ...difference(before, after) };
    await audit(tx, who, 'meeting.change', { type: 'meeting', id: meetingId }, detail);
    return readMeeting({ db: tx }, who, meetingId);
  });
}
