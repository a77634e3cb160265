import type { z } from 'zod';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { PreviousRound } from '@/lib/council/people';
import { sendBack } from '@/lib/council/settle';
import type { Context, Member } from '../context';
import { openRun, runIdOf } from '../runs/open';
import { driveInTurn } from '../runs/sweep';
import { type Command, changeDecision } from './change';
import type { SentBack, sendBackSchema } from './schemas';

/**
 * Holds another round: a new run that knows where this one ended and what it is asked to do better. One at a time.
 * @throws ServiceError `not_found`; `forbidden`; `conflict`, while a run is under way or for a stale version.
 */
export async function sendBackDecision(
  ctx: Context,
  who: Member,
  { note, ...command }: Command & z.output<typeof sendBackSchema>,
): Promise<SentBack> {
  const { meetingId, commandId } = command;
  const round = runIdOf(who, meetingId, commandId);
  const sent = await changeDecision(
    ctx,
    who,
    command,
    {
      names: ['decision-sent-back'],
      apply: (log) => sendBack(log, round),
      event: (log) => ({ name: 'decision-sent-back', log, note, run: round }),
    },
    (_append, tx, { run, log }) =>
      openRun(ctx, tx, who, { meetingId, runId: round, round: { parentRun: run.id, note, previous: whereEnded(log) } }),
  );
  await driveInTurn(ctx, who.orgId, round);
  return { ...sent, round };
}

/** What the next round starts from. */
function whereEnded({ statement, alternatives, risks, missing, dissent }: DecisionLog): PreviousRound {
  const about = (subject: string | null) =>
    alternatives.find((one) => one.id === subject)?.name ?? risks.find((one) => one.id === subject)?.text;
  return {
    statement,
    alternatives: alternatives.map(({ name, summary }) => ({ name, summary })),
    missing: missing.map(({ code, subject }) => [code, about(subject)].filter(Boolean).join(': ')),
    dissent: dissent.map(({ seat, text }) => ({ seat, text })),
  };
}
