import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { participantSnapshots, teams, teamVersions } from '@/db/schema';
import { modelSchema, roleSchema } from '@/lib/council/team.schema';
import { cached } from '../cached';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { runMeant, type Where } from '../run-meant';

export const participantSchema = z.strictObject({
  seat: z.string(),
  role: roleSchema,
  name: z.string(),
  model: modelSchema,
  /** True where the seat is scripted, so nobody takes it for a model. */
  scripted: z.boolean(),
  /** What the seat did last in the run; null before its first turn. */
  last: z
    .strictObject({
      turn: z.int(),
      purpose: z.string(),
      phase: z.string().nullable(),
      turns: z.int(),
      position: z.strictObject({ alternative: z.string(), confidence: z.number(), because: z.string() }).nullable(),
    })
    .nullable(),
});
export const participantListSchema = z.strictObject({
  runId: z.string().nullable(),
  participants: z.array(participantSchema),
});
export type ParticipantList = z.infer<typeof participantListSchema>;

/** The seats of a run (the newest one unless named), or of the meeting's team while there is none. @throws ServiceError `not_found`. */
export async function listParticipants(
  { db, cache }: Pick<Context, 'db' | 'cache'>,
  { orgId }: Member,
  where: Where,
): Promise<ParticipantList> {
  const { meeting, run } = await runMeant(db, orgId, where);
  if (!run) return { runId: null, participants: await seatsOf(db, orgId, meeting.teamId, teams.currentVersion, null) };
  const { id, head, teamId, teamVersion } = run;
  const read = () => seatsOf(db, orgId, teamId, teamVersion, id);
  // What a head stands for never changes; the next event brings another head.
  const kept = await cached(cache, { orgId, runId: id, what: `participants:${head}` }, read);
  return { runId: id, participants: kept ?? [] };
}

async function seatsOf(
  db: Executor,
  orgId: string,
  teamId: string | null,
  version: number | typeof teams.currentVersion,
  runId: string | null,
): Promise<ParticipantList['participants']> {
  const [[team], snapshots] = await Promise.all([
    db
      .select({ config: teamVersions.config })
      .from(teams)
      .innerJoin(teamVersions, and(eq(teamVersions.teamId, teams.id), eq(teamVersions.version, version)))
      .where(and(eq(teams.orgId, orgId), eq(teams.id, teamId ?? ''))),
    db
      .select()
      .from(participantSnapshots)
      .where(and(eq(participantSnapshots.orgId, orgId), eq(participantSnapshots.runId, runId ?? ''))),
  ]);
  return (team?.config.seats ?? []).map(({ id, role, name, model }) => {
    const state = snapshots.find((one) => one.seat === id)?.state;
    return {
      seat: id,
      role,
      name,
      model,
      scripted: model.provider === 'playbook',
      last: state ? { ...state, position: state.position ?? null } : null,
    };
  });
}
