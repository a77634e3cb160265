import { sql } from 'drizzle-orm';
import { exportRows, newId } from '@/db/schema';
import { counts } from '@/lib/council/change-task';
import type { By, ExportEvent, ExportSubject } from '@/lib/council/events';
import type { TargetName } from '@/lib/ports/export-target';
import type { Context, Member } from '../context';
import type { Changing } from './append';
import { type ExportJob, enqueueExports } from './queue';
import { exportableOf, type Recorded, readRecorded } from './record';
import { type ExportRow, ofJob } from './rows';

export interface Asking {
  meetingId: string;
  runId: string;
  target: TargetName;
  integration: { id: string; label: string } | null;
  /** Null where a rule asks. */
  by: Member | null;
  /** Some of those that were asked for before; all that counts where it is left out. */
  only?: ReadonlySet<string>;
}

type Ctx = Pick<Context, 'env' | 'jobs' | 'logger' | 'targets'>;

/**
 * Asks for the newest version of a run's decision and its tasks at one target: the rows, their events and the job, in
 * the caller's transaction. What waits already in this version is left alone. Returns how many were asked for.
 */
export async function askForExports(
  ctx: Ctx,
  { tx, append }: Changing,
  orgId: string,
  asking: Asking,
): Promise<number> {
  const { meetingId, runId, target, integration, by } = asking;
  const job: ExportJob = { orgId, runId, integrationId: integration?.id ?? null };
  const to = ctx.targets[target];
  const recorded = await readRecorded({ db: tx, cache: null }, { orgId, meetingId, runId });
  const rows = (await tx.select().from(exportRows).where(ofJob(job))).filter((row) => row.target === target);
  const before = new Map(rows.map((row) => [`${row.kind} ${row.itemId}`, row]));
  const rowOf = ({ kind, id }: Pick<ExportSubject, 'kind' | 'id'>) => before.get(`${kind} ${id}`);
  const wanted = subjectsOf(
    recorded,
    runId,
    (id) => rowOf({ kind: 'action_item', id })?.deliveredVersion != null,
  ).filter((subject) => {
    if (!to.subjects.includes(subject.kind)) return false;
    const row = rowOf(subject);
    if (asking.only) return row && asking.only.has(row.id);
    return !row || !waits(row) || row.version < subject.version;
  });
  if (wanted.length === 0) return 0;
  const decisionExternalId = rowOf({ kind: 'decision_log', id: runId })?.externalId ?? null;
  // In order: those that are made at once are told apart, listed and sent by their ids.
  const ids = wanted.map(() => newId()).sort();
  const asked = wanted.flatMap((subject, n) => {
    const exported = exportableOf(ctx, recorded, subject, decisionExternalId);
    const row = rowOf(subject);
    return exported ? [{ subject, exported, row, id: row?.id ?? ids[n] ?? newId() }] : [];
  });
  await tx
    .insert(exportRows)
    .values(
      asked.map(({ id, subject, exported }) => ({
        id,
        orgId,
        meetingId,
        runId,
        integrationId: job.integrationId,
        target,
        kind: subject.kind,
        itemId: subject.id,
        version: subject.version,
        idempotencyKey: `${job.integrationId ?? target}/${exported.key}`,
        requestedBy: by?.userId ?? null,
      })),
    )
    .onConflictDoUpdate({
      target: exportRows.idempotencyKey,
      set: {
        version: sql`excluded.version`,
        requestedBy: sql`excluded.requested_by`,
        requestedAt: sql`now()`,
        // What is being sent goes on, and is sent once more after that.
        state: sql`case when ${exportRows.state} = 'sending' then 'sending' else 'waiting' end`,
        attempts: sql`case when ${exportRows.state} = 'sending' then ${exportRows.attempts} else 0 end`,
        reason: null,
        nextTryAt: sql`now()`,
        updatedAt: sql`now()`,
      },
    });
  const name: By | null = by && { userId: by.userId, name: by.name };
  await append(
    ...asked.map(
      ({ id, subject, exported, row }): ExportEvent => ({
        name: 'export-requested',
        export: id,
        tool: `${target}.${subject.kind === 'decision_log' ? 'decision_log' : 'task'}`,
        target,
        integration: integration?.label ?? target,
        subject,
        arguments: masked(to.argumentsOf(exported)),
        by: name,
        again: row !== undefined,
      }),
    ),
  );
  await enqueueExports(ctx, tx, job);
  return asked.length;
}

const waits = ({ state }: ExportRow) => state === 'waiting' || state === 'sending';

/** The decision, the tasks that count, and those which stand at the target although they count no more. */
function subjectsOf(
  { log, items }: Recorded,
  runId: string,
  standsThere: (itemId: string) => boolean,
): ExportSubject[] {
  const tasks = items.filter((item) => counts(item) || standsThere(item.id));
  return [
    { kind: 'decision_log', id: runId, version: log.version },
    ...tasks.map(({ id, version }): ExportSubject => ({ kind: 'action_item', id, version })),
  ];
}

const longest = 200;
const secret = /token|secret|password|authorization|api_?key/i;

/** Arguments as they stand in the log for good: no secret, nothing long. */
export function masked(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, secret.test(name) ? '•••' : shortened(one)]),
  );
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length > longest ? `${value.slice(0, longest - 1).toWellFormed()}…` : value;
  if (Array.isArray(value)) return value.slice(0, 20).map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return masked(Object.fromEntries(Object.entries(value)));
}
