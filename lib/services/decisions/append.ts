import type { DecisionEvent, LoggedEvent } from '@/lib/council/events';
import type { Appended } from '@/lib/ports/event-log';
import { createEventLog } from '@/lib/store/event-log';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { announce, appendTo, type Changing } from '../exports/append';
import { planDue } from '../notifications/plan';

/** Nothing was written: somebody was faster, or the command is known. */
export class NotAppended extends Error {
  constructor(readonly why: Extract<Appended, { ok: false }>['why']) {
    super(why);
  }
}

export type Append = (runId: string, event: DecisionEvent) => Promise<LoggedEvent>;

/**
 * Appends what a person did with records, each with its audit row, in one transaction with whatever `work` does
 * (`exportsOf`: to exports of a run), then tells the followers. @throws NotAppended, with nothing written.
 */
export async function appendTogether<T>(
  ctx: Context,
  who: Member,
  work: (append: Append, tx: Executor, exportsOf: (runId: string) => Changing) => Promise<T>,
): Promise<T> {
  const written: [runId: string, events: LoggedEvent[]][] = [];
  const result = await ctx.db.transaction(async (tx) => {
    const log = createEventLog(tx);
    const exportsOf = (runId: string): Changing => {
      const logged: LoggedEvent[] = [];
      written.push([runId, logged]);
      return { tx, append: appendTo(tx, who.orgId, runId, logged) };
    };
    const worked = await work(
      async (runId, event) => {
        const done = await log.appendDecision(who.orgId, runId, event);
        const [logged] = done.ok ? done.events : [];
        if (!done.ok || !logged) throw new NotAppended(done.ok ? 'repeated' : done.why);
        written.push([runId, [logged]]);
        const detail =
          event.name === 'task-changed'
            ? { task: event.item.id, version: event.item.version, status: event.item.status }
            : { version: event.log.version };
        await audit(tx, who, event.name.replace('-', '.'), { type: 'decision', id: runId }, detail);
        return logged;
      },
      tx,
      exportsOf,
    );
    for (const runId of new Set(written.map(([id]) => id))) await planDue(ctx, tx, runId);
    return worked;
  });
  for (const [runId, events] of written) await announce(ctx, runId, events);
  return result;
}
