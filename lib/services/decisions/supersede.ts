import { and, desc, eq } from 'drizzle-orm';
import { artifacts, runs } from '@/db/schema';
import { supersede } from '@/lib/council/settle';
import type { Member } from '../context';
import type { Executor } from '../data';
import type { Append } from './append';
import type { Held } from './change';

/** The decisions of the rounds that led to this one: it takes their place. */
export async function supersedeAncestors(
  append: Append,
  tx: Executor,
  who: Member,
  { run, log: { title } }: Held,
  commandId: string,
): Promise<void> {
  for (let parent = run.parentRunId; parent !== null; ) {
    const [row] = await tx
      .select({ parent: runs.parentRunId, body: artifacts.body })
      .from(runs)
      .leftJoin(artifacts, and(eq(artifacts.runId, runs.id), eq(artifacts.kind, 'decision_log')))
      .where(and(eq(runs.orgId, who.orgId), eq(runs.id, parent)))
      .orderBy(desc(artifacts.seq))
      .limit(1);
    const changed = row?.body?.kind === 'decision_log' ? supersede(row.body.log, run.id) : null;
    if (changed?.ok) {
      await append(parent, {
        name: 'decision-superseded',
        commandId: `${commandId}:${run.id}`,
        log: changed.log,
        by: { userId: who.userId, name: who.name },
        note: title,
        run: run.id,
      });
    }
    parent = row?.parent ?? null;
  }
}
