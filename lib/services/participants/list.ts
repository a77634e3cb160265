import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { participantSnapshots, teams, teamVersions } from '@/db/schema';
import { modelSchema, roleSchema } from '@/lib/council/team.schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
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
export async function listParticipants(ctx: DataContext, who: Member, where: Where): Promise<ParticipantList> {
  const { meeting, run } = await runMeant(ctx.db, who.orgId, where);
  const teamId = run?.teamId ?? meeting.teamId;
  const version = run ? run.teamVersion : teams.currentVersion;
  const [[team], snapshots] = await Promise.all([
    ctx.db
      .select({ config: teamVersions.config })
      .from(teams)
      .innerJoin(teamVersions, and(eq(teamVersions.teamId, teams.id), eq(teamVersions.version, version)))
      .where(and(eq(teams.orgId, who.orgId), eq(teams.id, teamId ?? ''))),
    ctx.db
      .select()
      .from(participantSnapshots)
      .where(and(eq(participantSnapshots.orgId, who.orgId), eq(participantSnapshots.runId, run?.id ?? ''))),
  ]);
  return {
    runId: run?.id ?? null,
    participants: (team?.config.seats ?? []).map(({ id, role, name, model }) => {
      const state = snapshots.find((one) => one.seat === id)?.state;
      return {
        seat: id,
        role,
        name,
        model,
        scripted: model.provider === 'playbook',
        last: state ? { ...state, position: state.position ?? null } : null,
      };
    }),
  };
}
