import { createHash, randomInt } from 'node:crypto';
import { and, eq, isNull, ne } from 'drizzle-orm';
import { meetings, runs, teams, teamVersions } from '@/db/schema';
import { modelKey } from '@/lib/council/budget';
import type { Price } from '@/lib/council/events';
import { normalise } from '@/lib/council/ledger';
import type { PreviousRound } from '@/lib/council/people';
import type { Team } from '@/lib/council/team.schema';
import { templateOf } from '@/lib/council/templates';
import { insertRun } from '@/lib/store/insert-run';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { carriedInto } from '../meetings/origin';
import { type Offers, offersTo } from '../models/rows';
import { checkRunQuotas } from '../quotas/runs';
import { templateTeam } from '../teams/template-team';
import { earlierDecisions, membersOf, seatsOf, withPeople } from './known';

/** The same command always names the same run. */
export const runIdOf = (who: Member, meetingId: string, commandId: string): string =>
  createHash('sha256')
    .update(JSON.stringify([who.orgId, meetingId, commandId]))
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** Another round: the run before it, what it is asked to do better, and where that one ended. */
export interface Round {
  parentRun: string;
  note: string;
  previous: PreviousRound;
}

/**
 * Makes a run in the caller's transaction; nothing where the run is there already. One run of a meeting at a time.
 * @throws ServiceError `not_found`, `conflict` when a run is under way, `rate_limited` over a quota, `invalid` when a seat's model
 * can't be asked.
 */
export async function openRun(
  ctx: Pick<Context, 'env' | 'speech' | 'events'>,
  tx: Executor,
  who: Member,
  { meetingId, runId, round }: { meetingId: string; runId: string; round?: Round },
): Promise<void> {
  const [meeting] = await tx
    .select()
    .from(meetings)
    .where(and(eq(meetings.orgId, who.orgId), eq(meetings.id, meetingId), isNull(meetings.deletedAt)))
    .for('update');
  if (!meeting) throw new ServiceError('not_found', 'meeting.not_found');
  if (meeting.kind === 'minutes') throw new ServiceError('conflict', 'minutes.no_council');
  const [started] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.orgId, who.orgId), eq(runs.id, runId)));
  if (started) return;
  const [busy] = await tx
    .select({ id: runs.id, status: runs.status })
    .from(runs)
    .where(and(eq(runs.meetingId, meetingId), eq(runs.orgId, who.orgId), ne(runs.status, 'finished')))
    .limit(1);
  if (busy) throw new ServiceError('conflict', 'run.active', {}, [], { run: { id: busy.id, status: busy.status } });
  await checkRunQuotas(ctx.env, tx, who);
  const { agenda } = meeting;
  const [team] = await tx
    .select()
    .from(teams)
    .where(and(eq(teams.orgId, who.orgId), eq(teams.id, meeting.teamId ?? '')));
  // A template's team follows the configured model; one that people made stays as it is.
  const current = team?.key?.startsWith('template:') ? await templateTeam(ctx, tx, who, agenda) : team;
  if (!current) throw new ServiceError('not_found', 'team.not_found');
  const [pinned] = await tx
    .select({ version: teamVersions.version, config: teamVersions.config })
    .from(teamVersions)
    .where(and(eq(teamVersions.teamId, current.id), eq(teamVersions.version, current.currentVersion)));
  if (!pinned) throw new ServiceError('not_found', 'team.not_found');
  const offers = await offersTo(ctx, tx, who.orgId);
  const criteria = agenda.criteria.length > 0 ? agenda.criteria : templateOf(agenda.template).criteria[agenda.language];
  await insertRun(tx, {
    orgId: who.orgId,
    teamId: meeting.teamId,
    event: {
      name: 'run-created',
      runId,
      meetingId,
      agenda: await withPeople(tx, who.orgId, meetingId, agenda),
      team: pinned.config,
      teamVersion: pinned.version,
      criteria: normalise(criteria),
      seed: randomInt(2 ** 31),
      prices: pricesOf(offers, pinned.config),
      connected: connectedOf(offers, pinned.config),
      people: [...(await membersOf(tx, who.orgId)), ...seatsOf(pinned.config)],
      earlier: await earlierDecisions(tx, who.orgId),
      parentRun: round?.parentRun ?? null,
      note: round?.note ?? null,
      previous: round?.previous ?? (await carriedInto(ctx, tx, who.orgId, meetingId)),
      by: { userId: who.userId, name: who.name },
    },
  });
  await audit(tx, who, 'run.start', { type: 'run', id: runId }, { meetingId, parentRun: round?.parentRun ?? null });
}

/** Price of every model at the table. @throws ServiceError `invalid` for a model that can't be asked here. */
function pricesOf(offers: Offers, team: Team): Record<string, Price> {
  return Object.fromEntries(
    team.seats.map((seat) => {
      const offer = offers(seat.model);
      if (!offer.ok) throw new ServiceError('invalid', offer.reason.code, { seat: seat.name, ...offer.reason.args });
      return [modelKey(seat.model), offer.price];
    }),
  );
}

const connectedOf = (offers: Offers, { seats }: Team): string[] => [
  ...new Set(seats.filter((seat) => offers(seat.model).connected).map((seat) => modelKey(seat.model))),
];
