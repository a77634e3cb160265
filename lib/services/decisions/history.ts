import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { EventName, LoggedEvent } from '@/lib/council/events';
import { diffLogs } from '@/lib/council/log-diff';
import { standsAs } from '@/lib/council/standing';
import type { Context, Member } from '../context';
import type { Where } from '../run-meant';
import { decisionMeant } from './meant';
import type { History } from './schemas';

const ofDecisions: readonly EventName[] = [
  'artifact-recorded',
  'decision-revised',
  'decision-accepted',
  'decision-rejected',
  'decision-deferred',
  'decision-sent-back',
  'decision-superseded',
  'task-changed',
];

interface Recorded {
  event: LoggedEvent;
  log: DecisionLog;
  /** Null: the council. */
  by: string | null;
  note: string;
}

/**
 * Every version of a decision, newest first, with who made it, why, and what is other than in the version before; and
 * every step of its tasks.
 * @throws ServiceError `not_found`, with `artifact.no_decision` while there is none.
 */
export async function readDecisionHistory(
  ctx: Pick<Context, 'db' | 'events'>,
  who: Member,
  where: Where,
): Promise<History> {
  const { run, decision } = await decisionMeant(ctx.db, who.orgId, where);
  const events = await ctx.events.readNamed(who.orgId, run.id, ofDecisions);
  const logs = events.flatMap((event): Recorded[] => {
    if ('log' in event) return [{ event, log: event.log, by: event.by.name, note: event.note }];
    return event.name === 'artifact-recorded' && event.artifact.kind === 'decision_log'
      ? [{ event, log: event.artifact.log, by: null, note: '' }]
      : [];
  });
  const versions = logs.map(({ event, log, by, note }, n) => {
    const before = logs[n - 1]?.log;
    return {
      version: log.version,
      event: event.name,
      status: standsAs(log, decision.acceptedVersion),
      at: new Date(event.at).toISOString(),
      by,
      note,
      contentHash: log.content_hash,
      confirmation: log.confirmation,
      supersedes: log.supersedes,
      changed: before ? diffLogs(before, log) : [],
    };
  });
  const tasks = events.flatMap((event) =>
    event.name === 'task-changed'
      ? [
          {
            task: event.item.id,
            title: event.item.title,
            version: event.item.version,
            status: event.item.status,
            at: new Date(event.at).toISOString(),
            by: event.by.name,
            note: event.item.note ?? '',
          },
        ]
      : [],
  );
  return { runId: run.id, versions: versions.toReversed(), tasks: tasks.toReversed() };
}
