import { z } from 'zod';
import { meetingOrigins } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { answerOnce } from '../idempotency';
import { styledTeam, styleSchema } from '../teams/style';
import { createMeeting } from './create';
import { readPoint } from './origin';

export const holdAgainSchema = z.strictObject({
  meetingId: z.string().max(64),
  runId: z.string().max(64),
  /** Sequence of the event from which on it is another council's. */
  at: z.int().positive(),
  teamId: z.string().max(64),
  style: styleSchema,
  key: z.string().max(64),
});
export type HoldAgain = z.output<typeof holdAgainSchema>;

/**
 * Makes a meeting that asks the same again from a point of a run on, of another team or in another style. Its runs
 * begin with what that point knew. With the same key again, it is the first one.
 * @throws ServiceError `not_found`; `invalid` when that team could never decide it in that style.
 */
export async function holdAgain(ctx: Context, who: Member, input: HoldAgain): Promise<{ meetingId: string }> {
  const { key, teamId, style, ...where } = input;
  const { runId, seq, state } = await readPoint(ctx, who, where);
  const asked = { key, request: ['holdAgain', input] };
  const { body } = await answerOnce(ctx, who, asked, async (inner) => {
    const team = await styledTeam(inner, who, teamId, style);
    const { id } = await createMeeting(inner, who, { agenda: state.agenda, teamId: team.id });
    await inner.db.insert(meetingOrigins).values({ meetingId: id, orgId: who.orgId, runId, seq });
    await audit(inner.db, who, 'meeting.again', { type: 'meeting', id }, { runId, seq });
    return { status: 201, body: { meetingId: id } };
  });
  return z.strictObject({ meetingId: z.string() }).parse(body);
}
