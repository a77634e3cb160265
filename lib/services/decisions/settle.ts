import type { z } from 'zod';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import { accept, defer, reject } from '@/lib/council/settle';
import { signedHash } from '@/lib/store/stored-event';
import type { Context, Member } from '../context';
import { exportByRule } from '../exports/by-rule';
import type { ExportJob } from '../exports/queue';
import { wakeExports } from '../exports/wake';
import { tellSettled } from '../notifications/tell-settled';
import { type Command, changeDecision } from './change';
import type { Settled, settleSchema } from './schemas';
import { supersedeOtherRounds } from './supersede';

const names = { accept: 'decision-accepted', reject: 'decision-rejected', defer: 'decision-deferred' } as const;

/**
 * Accepts, rejects or defers a decision: its decider, or who leads on the decider's behalf. An accepted one is signed,
 * the rounds before it are superseded, and it is exported where that is a rule, in the same transaction.
 * @throws ServiceError `not_found`; `forbidden`; `invalid`; `conflict`, for a stale version with `decision` as it is now.
 */
export async function settleDecision(
  ctx: Context,
  who: Member,
  input: Omit<Command, 'version'> & z.output<typeof settleSchema>,
): Promise<Settled> {
  const { action, note } = input;
  let jobs: ExportJob[] = [];
  const settled = await changeDecision(
    ctx,
    who,
    input,
    {
      names: [names[action]],
      apply(log, it) {
        if (action === 'accept') return accept(log, input.changes ?? {}, note, it);
        return action === 'reject' ? reject(log, note, it) : defer(log, input.until, note, it);
      },
      event: (log, { at }) => ({ name: names[action], log: action === 'accept' ? signed(log, who, at) : log, note }),
    },
    async (append, tx, held, changing) => {
      if (action === 'accept') await supersedeOtherRounds(append, tx, who, held, input.commandId);
      await tellSettled(ctx, tx, who, held.run.id);
      if (action === 'accept') jobs = await exportByRule(ctx, changing, held);
    },
  );
  for (const job of jobs) wakeExports(ctx, job);
  return settled;
}

/** Member, time, and SHA-256 of the canonical JSON of all that is signed. */
const signed = (log: DecisionLog, { name }: Member, at: string): DecisionLog => ({
  ...log,
  confirmation: { member: name, at, sha256: signedHash(log) },
});
