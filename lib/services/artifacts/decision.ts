import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { artifacts, tasks } from '@/db/schema';
import { standsAs } from '@/lib/council/standing';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { decisionMeant } from '../decisions/meant';
import { ServiceError } from '../errors';
import type { Where } from '../run-meant';
import type { Decision } from './schemas';

/**
 * The decision log of a meeting's newest run that has one (or of one run), in its newest version unless one is named,
 * with its tasks as they stand now and the summary of the same run.
 * @throws ServiceError `not_found`, with `artifact.no_decision` while there is none.
 */
export async function readDecision(
  { db }: Pick<DataContext, 'db'>,
  who: Member,
  { version, ...where }: Where & { version?: number | undefined },
): Promise<Decision> {
  const { decision } = await decisionMeant(db, who.orgId, where);
  const { runId, version: newest, acceptedVersion: inForce, open } = decision;
  const ofRun = and(eq(artifacts.orgId, who.orgId), eq(artifacts.runId, runId));
  const [[found], items, [summary]] = await Promise.all([
    db
      .select({ body: artifacts.body, contentHash: artifacts.contentHash })
      .from(artifacts)
      .where(
        and(
          ofRun,
          eq(artifacts.kind, 'decision_log'),
          sql`${artifacts.body}->'log'->>'version' = ${String(version ?? newest)}`,
        ),
      )
      .orderBy(desc(artifacts.seq))
      .limit(1),
    db
      .select({ item: tasks.item })
      .from(tasks)
      .where(and(eq(tasks.orgId, who.orgId), eq(tasks.runId, runId)))
      .orderBy(asc(tasks.position)),
    db
      .select({ body: artifacts.body })
      .from(artifacts)
      .where(and(ofRun, eq(artifacts.kind, 'summary')))
      .orderBy(desc(artifacts.seq))
      .limit(1),
  ]);
  if (found?.body.kind !== 'decision_log') throw new ServiceError('not_found', 'decision.no_version', { newest });
  const { contentHash, body } = found;
  const log = { ...body.log, content_hash: contentHash };
  return {
    runId,
    contentHash,
    log,
    status: standsAs(log, inForce),
    newest,
    inForce,
    open,
    items: items.map((one) => one.item),
    summary: summary?.body.kind === 'summary' ? summary.body.text : null,
  };
}
