import { eq } from 'drizzle-orm';
import { meetings, memberships, newId, users } from '@/db/schema';
import type { Speech } from '@/lib/ports/speech';
import type { Member, OrgRole } from '../context';
import { driveRun } from '../runs/hold';
import { startRun } from '../runs/start';
import { createTestCouncil, quickSpeech } from '../runs/testing';

/** Experts of whom no two want the same: nobody has a majority. */
export const dividedSpeech: Speech = {
  ...quickSpeech,
  async speak(request, onDelta, signal) {
    const said = await quickSpeech.speak(request, onDelta, signal);
    const lean = ['a', 'b', 'c'].indexOf(request.seat.id);
    const alternative = request.state.alternatives[lean % Math.max(1, request.state.alternatives.length)]?.id;
    const { vote } = said.answer;
    return vote && alternative ? { ...said, answer: { ...said.answer, vote: { ...vote, alternative } } } : said;
  },
};

/** A council that was held to its end, its decider who is a plain member, and more members at will. */
export async function createDecidedCouncil(speech: Speech = quickSpeech) {
  const council = await createTestCouncil();
  const { db, who: leader, meetingId } = council;
  await db.insert(memberships).values({ orgId: leader.orgId, userId: leader.userId, role: 'moderator' });
  const join = async (role: OrgRole, name: string): Promise<Member> => {
    const userId = newId();
    await db.insert(users).values({ id: userId, name, email: `${userId}@example.org` });
    await db.insert(memberships).values({ orgId: leader.orgId, userId, role });
    return { orgId: leader.orgId, userId, name, role };
  };
  const decider = await join('member', 'Platform lead');
  await db.update(meetings).set({ deciderUserId: decider.userId }).where(eq(meetings.id, meetingId));
  const ctx = council.context({ speech });
  /** Holds a run of the meeting to its end. */
  const hold = async (runId?: string) => {
    const id = runId ?? (await startRun(ctx, leader, { meetingId })).runId;
    await driveRun(ctx, leader.orgId, id);
    return id;
  };
  const runId = await hold();
  return { ...council, ctx, leader, decider, join, hold, runId, where: { meetingId, runId } };
}
