import type { Redaction, ShareScope } from '@/lib/council/redact';
import { redactor } from '@/lib/council/redact';
import { knownOf } from '@/lib/council/redact-names';
import type { RunState } from '@/lib/council/run';
import type { Sight } from '@/lib/council/sight';
import type { Context } from '../context';
import type { Reader } from '../runs/audience';

interface Terms {
  orgId: string;
  scope: ShareScope;
  redaction: Redaction;
}

/** How a guest sees a run: by the scope of the link, without what it hides. */
export async function guestSight(
  { events }: Pick<Context, 'events'>,
  { orgId, scope, redaction }: Terms,
  runId: string,
): Promise<Sight> {
  if (!redaction.names && redaction.passages.length === 0) return { audience: scope, redactor: null, key: scope };
  const [created] = await events.read(orgId, runId, 0, 1);
  if (created?.name !== 'run-created') throw new Error('A log begins with run-created');
  const key = JSON.stringify([scope, redaction.names, redaction.passages]);
  return { audience: scope, redactor: redactor(redaction, knownOf(created)), key };
}

/** The run as a guest may see it. */
export async function readShared(
  ctx: Pick<Context, 'events' | 'folds'>,
  terms: Terms,
  run: { id: string; head: number },
): Promise<RunState> {
  return ctx.folds.read(terms.orgId, run, await guestSight(ctx, terms, run.id));
}

/** Who reads by a link: its streams count together, and it names nobody. */
export const guestReads = (orgId: string, linkId: string, sight: Sight): Reader => ({
  orgId,
  userId: `link:${linkId}`,
  name: 'guest',
  sight,
});
