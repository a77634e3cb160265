import { and, eq, isNull } from 'drizzle-orm';
import { meetingOrigins, meetings, runs } from '@/db/schema';
import type { LoggedEvent } from '@/lib/council/events';
import { fold } from '@/lib/council/evolve';
import type { PreviousRound } from '@/lib/council/people';
import type { RunState } from '@/lib/council/run';
import type { EventLog } from '@/lib/ports/event-log';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { runMeant, type Where } from '../run-meant';
import { readAll } from '../runs/read-all';

export interface Origin {
  meetingId: string;
  runId: string;
  seq: number;
}

/** A point of a run, with what a new council would know of it. */
export interface Point extends Origin {
  state: RunState;
  carried: PreviousRound;
}

/** Where a meeting comes from; null where it was asked for the first time, or its origin was deleted. */
export async function originOf(db: Executor, orgId: string, meetingId: string): Promise<Origin | null> {
  const [row] = await db
    .select({ meetingId: runs.meetingId, runId: meetingOrigins.runId, seq: meetingOrigins.seq })
    .from(meetingOrigins)
    .innerJoin(runs, eq(runs.id, meetingOrigins.runId))
    .innerJoin(meetings, eq(meetings.id, runs.meetingId))
    .where(and(eq(meetingOrigins.orgId, orgId), eq(meetingOrigins.meetingId, meetingId), isNull(meetings.deletedAt)));
  return row ?? null;
}

/**
 * A run as it stood at an event; without one, at its end.
 * @throws ServiceError `not_found` for an unknown or foreign run, or one that has no such event.
 */
export async function readPoint(
  ctx: Pick<Context, 'db' | 'events'>,
  who: Member,
  { at, ...where }: Where & { at?: number | undefined },
): Promise<Point> {
  const { run } = await runMeant(ctx.db, who.orgId, where);
  if (!run) throw new ServiceError('not_found', 'run.none');
  const state = await stateAt(ctx.events, who.orgId, run.id, at ?? run.head);
  if (!state) throw new ServiceError('not_found', 'run.no_event', { seq: at ?? run.head });
  return { meetingId: where.meetingId, runId: run.id, seq: state.head, state, carried: carriedFrom(state) };
}

/** What a council that begins at a meeting's origin knows; null where there is none, or it had come to nothing yet. */
export async function carriedInto(
  { events }: Pick<Context, 'events'>,
  tx: Executor,
  orgId: string,
  meetingId: string,
): Promise<PreviousRound | null> {
  const origin = await originOf(tx, orgId, meetingId);
  const state = origin && (await stateAt(events, orgId, origin.runId, origin.seq));
  const carried = state ? carriedFrom(state) : null;
  return carried && carried.alternatives.length + carried.dissent.length > 0 ? carried : null;
}

async function stateAt(events: EventLog, orgId: string, runId: string, seq: number): Promise<RunState | null> {
  const log: LoggedEvent[] = await readAll(events, orgId, runId);
  const until = log.filter((event) => event.seq <= seq);
  return seq > 0 && until.at(-1)?.seq === seq ? fold(until) : null;
}

/**
 * Nobody can go on in the middle of what others said: a new council gets the alternatives that were pooled and the
 * objections that stood open, and hears its own experts from the first draft on.
 */
function carriedFrom({ alternatives, objections, team }: RunState): PreviousRound {
  const name = (id: string) => team.seats.find((seat) => seat.id === id)?.name ?? id;
  return {
    statement: '',
    alternatives: alternatives.filter((one) => !one.nothing).map(({ name, summary }) => ({ name, summary })),
    missing: [],
    dissent: objections.filter((one) => !one.resolved).map(({ seat, text }) => ({ seat: name(seat), text })),
  };
}
