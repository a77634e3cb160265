import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { artifacts, tasks } from '@/db/schema';
import { standsAs } from '@/lib/council/standing';
import type { Cache } from '@/lib/ports/cache';
import { cached } from '../cached';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { decisionMeant, type Meant } from '../decisions/meant';
import { ServiceError } from '../errors';
import type { Where } from '../run-meant';
import type { Decision } from './schemas';

/**
 * The decision log of a meeting's newest run that has one (or of one run), in its newest version unless one is named,
 * with its tasks as they stand now and the summary of the same run.
 * @throws ServiceError `not_found`, with `artifact.no_decision` while there is none.
 */
export async function readDecision(
  ctx: Pick<Context, 'db' | 'cache'>,
  who: Member,
  { version, ...where }: Where & { version?: number | undefined },
): Promise<Decision> {
  return readMeantDecision(ctx, who, await decisionMeant(ctx.db, who.orgId, where), version);
}

/**
 * The same for a decision that was found. What a run that has ended left in a version is kept: it never changes. A
 * transaction gives no cache: its version may never come to be.
 */
export async function readMeantDecision(
  { db, cache }: { db: Executor; cache: Cache | null },
  { orgId }: Pick<Member, 'orgId'>,
  { decision, run }: Pick<Meant, 'decision' | 'run'>,
  version: number | undefined,
): Promise<Decision> {
  const { runId, version: newest, acceptedVersion: inForce, open } = decision;
  const what = `decision:${version ?? newest}`;
  const read = () => recorded(db, orgId, runId, version ?? newest);
  // One after the other: a transaction has one connection.
  const found = await (cache && run.status === 'finished' ? cached(cache, { orgId, runId, what }, read) : read());
  const items = await db
    .select({ item: tasks.item })
    .from(tasks)
    .where(and(eq(tasks.orgId, orgId), eq(tasks.runId, runId)))
    .orderBy(asc(tasks.position));
  if (!found) throw new ServiceError('not_found', 'decision.no_version', { newest });
  const { log, contentHash, summary } = found;
  return {
    runId,
    contentHash,
    log,
    status: standsAs(log, inForce),
    newest,
    inForce,
    open,
    items: items.map((one) => one.item),
    summary,
  };
}

/** A version of the log and the run's summary; null where there is no such version. */
async function recorded(db: Executor, orgId: string, runId: string, version: number) {
  const ofRun = and(eq(artifacts.orgId, orgId), eq(artifacts.runId, runId));
  const [found] = await db
    .select({ body: artifacts.body, contentHash: artifacts.contentHash })
    .from(artifacts)
    .where(
      and(ofRun, eq(artifacts.kind, 'decision_log'), sql`${artifacts.body}->'log'->>'version' = ${String(version)}`),
    )
    .orderBy(desc(artifacts.seq))
    .limit(1);
  const [summary] = await db
    .select({ body: artifacts.body })
    .from(artifacts)
    .where(and(ofRun, eq(artifacts.kind, 'summary')))
    .orderBy(desc(artifacts.seq))
    .limit(1);
  if (found?.body.kind !== 'decision_log') return null;
  const { contentHash, body } = found;
  return {
    contentHash,
    log: { ...body.log, content_hash: contentHash },
    summary: summary?.body.kind === 'summary' ? summary.body.text : null,
  };
}
