import type { LoggedEvent } from '@/lib/council/events';
import type { EventLog } from '@/lib/ports/event-log';

const page = 5000;

/** A run's log from `after` on, in as few reads as it needs (one, up to 5,000 events). */
export async function readAll(events: EventLog, orgId: string, runId: string, after = 0): Promise<LoggedEvent[]> {
  const log: LoggedEvent[] = [];
  for (let from = after; ; ) {
    const some = await events.read(orgId, runId, from, page);
    log.push(...some);
    const last = some.at(-1);
    if (!last || some.length < page) return log;
    from = last.seq;
  }
}
