import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { exportRows, integrations } from '@/db/schema';
import { changeTask } from '@/lib/council/change-task';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import type { DecisionEvent, Reason } from '@/lib/council/events';
import { stepsBack, tasksAndAgreed } from '@/lib/council/read-back';
import { ExportFailure, type ReadBack, type TargetName } from '@/lib/ports/export-target';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { accessTo } from '../integrations/access';
import { findIntegration } from '../integrations/rows';
import { planDue } from '../notifications/plan';
import { checkRate } from '../quotas/rate';
import { runMeant, type Where } from '../run-meant';
import { type ChangingRecord, changeExports } from './append';
import { blame } from './end';
import { type ExportRow, shown, viewExports } from './rows';
import type { StatusesRead } from './schemas';

interface Of {
  orgId: string;
  runId: string;
  /** One integration; all where it is left out. */
  integrationId?: string | undefined;
  /** A person looks at it now: that it is still the same is news, too. */
  asked?: boolean;
}

interface Read {
  /** Tasks that are other here now. */
  changed: number;
  failed: { label: string; reason: Reason }[];
}

/** The target's rate is what exports live on, too. */
const readsOf = { limit: 20, seconds: 60, by: 'member', reason: 'quota.status_reads' } as const;

/**
 * Reads at once how a run's tasks stand where they were delivered, and makes ours the same where they have moved there.
 * @throws ServiceError `not_found`; `rate_limited` after 20 in a minute.
 */
export async function readStatuses(
  ctx: Context,
  who: Member,
  { to: integrationId, ...where }: Where & { to?: string | undefined },
): Promise<StatusesRead> {
  const { run } = await runMeant(ctx.db, who.orgId, where);
  if (!run) throw new ServiceError('not_found', 'run.not_found');
  if (integrationId !== undefined) await findIntegration(ctx.db, who.orgId, integrationId);
  await checkRate(ctx.db, who, 'export.read', readsOf);
  await audit(ctx.db, who, 'export.read', { type: 'decision', id: run.id });
  const read = await readBackRun(ctx, { orgId: who.orgId, runId: run.id, integrationId, asked: true });
  const here = and(eq(exportRows.runId, run.id), isNotNull(exportRows.readAt));
  const views = await viewExports(ctx.db, who.orgId, here);
  return { runId: run.id, changed: read.changed, failed: read.failed, exports: views.map(shown) };
}

const readable = ({ orgId, runId, integrationId }: Of) =>
  and(
    eq(exportRows.orgId, orgId),
    eq(exportRows.runId, runId),
    eq(exportRows.kind, 'action_item'),
    integrationId === undefined ? isNotNull(exportRows.integrationId) : eq(exportRows.integrationId, integrationId),
    // What is on its way there is about to be ours.
    inArray(exportRows.state, ['delivered', 'failed']),
    isNotNull(exportRows.deliveredAt),
    isNotNull(exportRows.externalId),
  );

/** The same without a person; what can't be read is in the answer. */
export async function readBackRun(ctx: Context, of: Of): Promise<Read> {
  const rows = await ctx.db
    .select({ row: exportRows, label: integrations.label, broken: integrations.reason })
    .from(exportRows)
    .innerJoin(integrations, eq(integrations.id, exportRows.integrationId))
    .where(and(readable(of), ne(integrations.state, 'new')));
  const all: Read = { changed: 0, failed: [] };
  const ways = Map.groupBy(rows, ({ row }) => row.integrationId ?? '');
  for (const [integrationId, [first, ...others]] of ways) {
    if (!first || !ctx.targets[first.row.target].readBack) continue;
    const { label, broken } = first;
    if (broken) {
      all.failed.push({ label, reason: broken });
      continue;
    }
    const ids = [first, ...others].flatMap(({ row }) => (row.externalId === null ? [] : [row.externalId]));
    try {
      const found = await ask(ctx, of.orgId, { integrationId, name: first.row.target }, ids);
      all.changed += await keep(ctx, { ...of, integrationId }, label, found);
    } catch (error) {
      if (!(error instanceof ExportFailure)) throw error;
      await ctx.db.transaction((tx) => blame({ tx }, integrationId, error, Math.random()));
      all.failed.push({ label, reason: error.reason });
    }
  }
  return all;
}

/** So long a person or a job waits for one integration's answers. */
const limitMs = 45_000;

async function ask(
  ctx: Context,
  orgId: string,
  { integrationId, name }: { integrationId: string; name: TargetName },
  externalIds: readonly string[],
): Promise<Map<string, ReadBack>> {
  const access = await accessTo(ctx, orgId, integrationId);
  const signal = AbortSignal.timeout(limitMs);
  const turn = async () => {
    const ms = await nextTurn(ctx, integrationId);
    if (ms > 0) await ctx.clock.wait(ms, signal);
    if (signal.aborted) throw new ExportFailure({ code: 'export.no_answer' }, 'service');
  };
  const found = await ctx.targets[name].readBack?.(access, externalIds, { turn, signal });
  return found ?? new Map();
}

/** How long to wait for the next turn at the integration's rate, ms. @throws ExportFailure while it is left alone. */
async function nextTurn({ db, env }: Pick<Context, 'db' | 'env'>, integrationId: string): Promise<number> {
  const apart = Math.ceil(1000 / env.XIO_NOTION_RATE);
  const [turn] = await db
    .update(integrations)
    .set({ nextCallAt: sql`greatest(next_call_at, clock_timestamp()) + ${apart} * interval '1 ms'` })
    .where(
      and(
        eq(integrations.id, integrationId),
        sql`coalesce(${integrations.restsUntil} <= clock_timestamp(), true)`,
        sql`${integrations.nextCallAt} < clock_timestamp() + ${limitMs} * interval '1 ms'`,
      ),
    )
    .returning({
      ms: sql<number>`extract(epoch from next_call_at - ${apart} * interval '1 ms' - clock_timestamp())::float8 * 1000`,
    });
  if (!turn) throw new ExportFailure({ code: 'export.resting' }, 'service', 0);
  return turn.ms;
}

const told = ['artifact-recorded', 'task-changed', 'export-requested', 'export-delivered', 'export-read'] as const;

/** Keeps what stands there, and takes the steps that follow from it, in the name of the integration. */
async function keep(ctx: Context, of: Of, label: string, found: ReadonlyMap<string, ReadBack>): Promise<number> {
  const { orgId, runId } = of;
  return changeExports(ctx, of, async (changing) => {
    const { tx, append } = changing;
    const rows = await tx.select().from(exportRows).where(readable(of)).for('update');
    const { items, agreed } = tasksAndAgreed(await changing.events.readNamed(orgId, runId, told));
    let changed = 0;
    for (const row of rows) {
      const read = found.get(row.externalId ?? '');
      const before = items.get(row.itemId);
      if (read === undefined || !before) continue;
      const steps = stepsBack(before.status, agreed.get(row.id) ?? null, read?.means ?? []);
      const item = await take(changing, row, label, before, steps);
      if (item !== before) changed += 1;
      const status = read?.status ?? null;
      // What is the same here and there needs no other export.
      const version = item !== before && row.deliveredVersion === before.version ? item.version : null;
      await tx
        .update(exportRows)
        .set({
          readStatus: status,
          readAt: sql`now()`,
          ...(version === null ? {} : { version, deliveredVersion: version }),
        })
        .where(eq(exportRows.id, row.id));
      const same = row.readAt !== null && status === row.readStatus && item === before;
      if (same && !of.asked) continue;
      await append({ name: 'export-read', export: row.id, status, ...(version === null ? {} : { version }) });
    }
    if (changed > 0) await planDue(ctx, tx, runId);
    return changed;
  });
}

/** Takes a task from status to status. Returns how it stands then. */
async function take(
  { tx, record }: ChangingRecord,
  row: ExportRow,
  label: string,
  before: ActionItem,
  steps: readonly ActionItem['status'][],
): Promise<ActionItem> {
  const { orgId, runId, integrationId, itemId } = row;
  let item = before;
  for (const status of steps) {
    const next = changeTask(item, { status }, [], '');
    if (!next.ok) return item;
    const commandId = `${row.id}:${next.item.version}`;
    const by = { userId: integrationId ?? '', name: label };
    const event: DecisionEvent = { name: 'task-changed', commandId, item: next.item, by };
    if (!(await record(event))) return item;
    item = next.item;
    const detail = { task: itemId, status, integration: integrationId, export: row.id };
    await audit(tx, { orgId, userId: null }, 'task.read_back', { type: 'decision', id: runId }, detail);
  }
  return item;
}
