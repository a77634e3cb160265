import { sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import * as schema from '@/db/schema';
import type { OriginEvent } from '../council/events';
import { normalise, toStored } from './stored-event';

export type RunCreated = Extract<OriginEvent, { name: 'run-created' }>;

export interface NewRun {
  orgId: string;
  teamId: string | null;
  /** Becomes sequence 1; names the run, its meeting, its team's version and who made it. */
  event: RunCreated;
  /** Its place among runs that are made together: the last one is the newest. */
  order?: number;
}

/** Makes the run's row and its first event in the caller's transaction, and wakes whoever may drive it. */
export async function insertRun(
  tx: Pick<PgDatabase<PgQueryResultHKT, typeof schema>, 'insert' | 'execute'>,
  { orgId, teamId, event, order }: NewRun,
): Promise<void> {
  const { runId, meetingId, team, teamVersion, parentRun, by } = event;
  await tx.insert(schema.runs).values({
    id: runId,
    orgId,
    meetingId,
    teamId,
    teamVersion,
    parentRunId: parentRun,
    head: 1,
    scripted: team.seats.length > 0 && team.seats.every((seat) => seat.model.provider === 'playbook'),
    seats: Object.fromEntries(team.seats.map((seat) => [seat.id, seat.name])),
    createdBy: by.userId || null,
    ...(order === undefined ? {} : { createdAt: sql`now() + ${order} * interval '1 ms'` }),
  });
  await tx.insert(schema.runEvents).values({ orgId, runId, seq: 1, epoch: 0, ...toStored(normalise(event)) });
  await tx.execute(sql`select pg_notify('xio_runs', ${`${runId} 1`})`);
}
