import { and, desc, eq, sql } from 'drizzle-orm';
import { artifacts } from '@/db/schema';
import { supersede } from '@/lib/council/settle';
import type { Member } from '../context';
import type { Executor } from '../data';
import type { Append } from './append';
import type { Held } from './change';

/** The decisions of all other rounds about the same matter: the one of this run takes their place. */
export async function supersedeOtherRounds(
  append: Append,
  tx: Executor,
  who: Member,
  { run, log: { title } }: Held,
  commandId: string,
): Promise<void> {
  for (const round of await otherRounds(tx, who.orgId, run.id)) {
    const [row] = await tx
      .select({ body: artifacts.body })
      .from(artifacts)
      .where(and(eq(artifacts.orgId, who.orgId), eq(artifacts.runId, round), eq(artifacts.kind, 'decision_log')))
      .orderBy(desc(artifacts.seq))
      .limit(1);
    const changed = row?.body.kind === 'decision_log' ? supersede(row.body.log, run.id) : null;
    if (!changed?.ok) continue;
    await append(round, {
      name: 'decision-superseded',
      commandId: `${commandId}:${run.id}`,
      log: changed.log,
      by: { userId: who.userId, name: who.name },
      note: title,
      run: run.id,
    });
  }
}

/** Finished runs that one was sent back from or to, at any distance, oldest first: the tree of rounds it stands in. */
async function otherRounds(tx: Executor, orgId: string, runId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive before as (
      select id, parent_run_id from runs where org_id = ${orgId} and id = ${runId}
      union all
      select r.id, r.parent_run_id from runs r join before b on r.id = b.parent_run_id where r.org_id = ${orgId}
    ), rounds as (
      select id from before where parent_run_id is null
      union all
      select r.id from runs r join rounds p on r.parent_run_id = p.id where r.org_id = ${orgId}
    )
    select r.id from runs r join rounds using (id)
    where r.id <> ${runId} and r.status = 'finished' order by r.created_at, r.id`);
  return rows.map((row) => row.id);
}
