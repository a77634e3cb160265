import { and, eq } from 'drizzle-orm';
import { runs } from '@/db/schema';
import { citationProblem } from '@/lib/council/citations';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import { dissentFrom } from '@/lib/council/dissent';
import type { DecisionEvent, LoggedEvent } from '@/lib/council/events';
import { fold } from '@/lib/council/evolve';
import { policyOf } from '@/lib/council/policy';
import type { RunState } from '@/lib/council/run';
import type { Circumstances, Outcome } from '@/lib/council/settle';
import { leading } from '@/lib/council/tally';
import { dayIn } from '@/lib/dates/calendar';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import type { Changing } from '../exports/append';
import type { Where } from '../run-meant';
import { readAll } from '../runs/read-all';
import { type Append, appendTogether, NotAppended } from './append';
import { decisionMeant, type Meant } from './meant';
import { readDecisionRecord } from './read';
import { demand, rightsOf } from './rights';
import type { Settled } from './schemas';

export interface Command extends Where {
  commandId: string;
  /** The version that was read. */
  version: number;
}

type LogEvent = Exclude<DecisionEvent, { name: 'task-changed' }>;

interface Deed {
  /** Its first event is the deed itself; a repetition of the command is known by its name. */
  names: readonly LogEvent['name'][];
  apply(log: DecisionLog, it: Circumstances): Outcome;
  event(log: DecisionLog, it: Circumstances): Omit<LogEvent, 'commandId' | 'by' | 'log'> & { log: DecisionLog };
}

/** A decision whose run has ended, with the fold of its log. */
export interface Held extends Meant {
  state: RunState;
  events: LoggedEvent[];
  log: DecisionLog;
}

/** @throws ServiceError `not_found`; `conflict` while its run goes on. */
export async function holdDecision(ctx: Pick<Context, 'db' | 'events'>, who: Member, where: Where): Promise<Held> {
  const meant = await decisionMeant(ctx.db, who.orgId, where);
  const { id, status } = meant.run;
  const events = await readAll(ctx.events, who.orgId, id);
  const state = fold(events);
  const log = state.artifacts.decision_log?.log;
  if (state.status !== 'finished' || !log)
    throw new ServiceError('conflict', 'run.unfinished', {}, [], { run: { id, status } });
  return { ...meant, state, events, log };
}

/** The event that this command of this person has already become. @throws ServiceError where it was another command. */
export function earlier(held: Held, who: Member, commandId: string, names: readonly DecisionEvent['name'][]) {
  const found = held.events.find((event) => 'commandId' in event && event.commandId === commandId);
  if (!found) return null;
  const same = 'by' in found && found.by?.userId === who.userId && names.some((name) => name === found.name);
  if (!same) throw new ServiceError('conflict', 'idempotency.other_body');
  return found;
}

/**
 * Makes the next version of a decision and appends it, then whatever `also` does, in one transaction. The same command
 * again gets the first answer.
 * @throws ServiceError `forbidden`; `invalid`; `conflict`, for a stale version with the newer record beside it.
 */
export async function changeDecision(
  ctx: Context,
  who: Member,
  { commandId, version, ...where }: Command,
  deed: Deed,
  also: (append: Append, tx: Executor, held: Held, changing: Changing) => Promise<void> = async () => {},
): Promise<Settled> {
  for (let attempt = 1; ; attempt++) {
    const held = await holdDecision(ctx, who, where);
    const { run, meeting, log } = held;
    const rights = rightsOf(who, held);
    demand(rights.decide, 'decision.not_yours', meeting.agenda.decider);
    const done = earlier(held, who, commandId, deed.names);
    if (done && 'log' in done)
      return { runId: run.id, version: done.log.version, status: done.log.status, seq: done.seq };
    if (version !== log.version) throw await staleDecision(ctx, who, { ...where, runId: run.id }, version);
    await demandNoOtherRound(ctx.db, who, log);
    const it = circumstances(ctx, who, held);
    const changed = deed.apply(log, { ...it, onBehalfOf: rights.onBehalfOf });
    if (!changed.ok) throw refused(changed.reason.code, changed.reason.args);
    const event = { ...deed.event(changed.log, it), commandId, by: { userId: who.userId, name: who.name } };
    try {
      const { seq } = await appendTogether(ctx, who, async (append, tx, exportsOf) => {
        // The cast's guarantee: a deed's event lacks what is added here, and nothing else.
        const logged = await append(run.id, event as LogEvent);
        await also(append, tx, held, exportsOf(run.id));
        return logged;
      });
      return { runId: run.id, version: changed.log.version, status: changed.log.status, seq };
    } catch (error) {
      // Somebody was faster: look again, and say what stands there now.
      if (!(error instanceof NotAppended)) throw error;
      if (attempt === 3) throw new ServiceError('unavailable', 'unavailable');
    }
  }
}

/** What is true of this person, this moment and this run. */
export function circumstances(ctx: Pick<Context, 'clock'>, who: Member, { state }: Held): Circumstances {
  const now = new Date(ctx.clock.now());
  return {
    by: who.name,
    onBehalfOf: null,
    at: now.toISOString(),
    today: dayIn(state.agenda.time_zone, now),
    rationaleRequired: policyOf(state).rationale_required,
    leading: leading(state),
    dissentTo: (alternative) => dissentFrom(state, alternative).filter((one) => citationProblem(state, one) === null),
  };
}

/** @throws ServiceError `conflict` while another round is held about it. */
async function demandNoOtherRound(db: Executor, who: Member, { superseded_by: round }: DecisionLog): Promise<void> {
  if (!round) return;
  const [run] = await db
    .select({ id: runs.id, status: runs.status })
    .from(runs)
    .where(and(eq(runs.orgId, who.orgId), eq(runs.id, round)));
  if (run && run.status !== 'finished') throw new ServiceError('conflict', 'decision.another_round', {}, [], { run });
}

async function staleDecision(ctx: Context, who: Member, where: Where, sent: number): Promise<ServiceError> {
  const decision = await readDecisionRecord(ctx, who, where);
  return new ServiceError('conflict', 'decision.stale', { current: decision.newest, sent }, [], { decision });
}

/** Where in the request the cause of a refusal lies. */
const paths: Record<string, string> = {
  'decision.choice_missing': 'changes.chosen',
  'decision.unknown_alternative': 'changes.chosen',
  'decision.statement_missing': 'changes.statement',
  'decision.rationale_missing': 'changes.rationale',
  'decision.unknown_claim': 'changes.rationale',
  'decision.unknown_risk': 'changes.risks',
  'decision.risk_without_text': 'changes.risks',
  'decision.review_past': 'changes.review_date',
  'decision.unchanged': 'changes',
  'decision.note_missing': 'note',
  'decision.defer_past': 'until',
  'task.due_past': 'changes.due',
  'task.owner_unknown': 'changes.owner',
  'task.unchanged': 'changes',
};

/** What the core refused: `invalid` with the field that is wrong, else a `conflict` with where the record stands. */
export function refused(code: string, args: Record<string, string | number> = {}): ServiceError {
  const path = paths[code];
  return path === undefined
    ? new ServiceError('conflict', code, args)
    : new ServiceError('invalid', code, args, [{ path, code, args }]);
}
