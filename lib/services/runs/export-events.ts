import { veil } from '@/lib/council/veil';
import { toStreamEvent } from '@/lib/wire/stream-event';
import type { Context, Member } from '../context';
import { meetingOfRun } from '../run-meant';
import { audienceOf } from './audience';

const page = 1000;

/**
 * A run's events as NDJSON, each as its reader may see it, texts included, a page of the log at a time.
 * @throws ServiceError `not_found` before the first line.
 */
export async function* exportEvents(
  ctx: Pick<Context, 'db' | 'events'>,
  who: Member,
  { runId, after, limit }: { runId: string; after: number; limit: number },
): AsyncGenerator<string> {
  await meetingOfRun(ctx.db, who.orgId, runId);
  const audience = audienceOf(who);
  for (let from = after, left = limit; left > 0; ) {
    const events = await ctx.events.read(who.orgId, runId, from, Math.min(page, left));
    for (const event of events) yield `${JSON.stringify(toStreamEvent(veil(event, audience)))}\n`;
    const last = events.at(-1);
    if (!last || events.length < page) return;
    from = last.seq;
    left -= events.length;
  }
}
