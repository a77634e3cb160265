import { createHash } from 'node:crypto';
import type { Answer } from '@/lib/council/answers.schema';
import { modelKey } from '@/lib/council/budget';
import type { Delta, LoggedEvent, MoveEvent, ResultEvent, Usage } from '@/lib/council/events';
import { standInFor } from '@/lib/council/moves';
import type { RunState } from '@/lib/council/run';
import type { ModelRef } from '@/lib/council/team.schema';
import { maxFailures } from '@/lib/council/turns';
import { isSecret } from '@/lib/council/veil';
import { resolveDue } from '@/lib/dates/due';
import { chargeOf, SpeechFailure, type SpeechRequest, type SpeechResult } from '@/lib/ports/speech';
import { traced } from '@/lib/telemetry/trace';
import type { Context } from '../context';
import { wayTo } from '../models/way';

type Started = LoggedEvent & Extract<MoveEvent, { name: 'turn-started' }>;

const textHash = (text: string): string => createHash('sha256').update(text).digest('hex');

const saveEveryMs = 250;
const firstRetryMs = 500;
const longestRetryMs = 30_000;

/** What a seat is asked, from the fold it may know. */
function requestOf(state: RunState, event: Started): Omit<SpeechRequest, 'connection'> {
  const seat = state.team.seats.find((one) => one.id === event.seat);
  if (!seat) throw new Error(`No seat ${event.seat}`);
  const lastSpoken = state.turns.findLast((turn) => turn.seat && turn.status === 'completed')?.startedSeq ?? 0;
  const said = state.turns.filter((turn) => turn.by && turn.startedSeq > lastSpoken);
  const { turn, attempt, purpose, model, asks, deadlineMs } = event;
  return {
    turn,
    attempt,
    seat,
    purpose,
    model,
    state,
    asks,
    deadlineMs,
    said: said.map((one) => ({ by: one.by?.name ?? '', text: one.text })),
  };
}

/**
 * Makes one call and returns what it adds to the log. `known` is the fold that the seat may see,
 * `failures` how often the turn failed before, `now` gives the database's time. @throws the signal's reason when the turn was cut.
 */
export function speakTurn(
  ctx: Context,
  orgId: string,
  known: RunState,
  event: Started,
  failures: number,
  now: () => number,
  signal: AbortSignal,
): Promise<ResultEvent[]> {
  const { turn, attempt, purpose, seat } = event;
  const subject = { 'xio.run': known.runId, 'xio.meeting': known.meetingId, 'xio.seat': seat };
  return traced('turn', { ...subject, 'xio.turn': turn, 'xio.attempt': attempt, 'xio.purpose': purpose }, () =>
    speak(ctx, orgId, known, event, failures, now, signal),
  );
}

async function speak(
  ctx: Context,
  orgId: string,
  known: RunState,
  event: Started,
  failures: number,
  now: () => number,
  signal: AbortSignal,
): Promise<ResultEvent[]> {
  const { turn, attempt, seat, reservation } = event;
  // Not AbortSignal.timeout: its timer would hold what the turn knew long after the turn.
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new Error('The turn took too long')), event.deadlineMs);
  const usageOf = (usage: Usage): ResultEvent => ({ name: 'usage-recorded', turn, attempt, seat, usage });
  const voice = new Voice(ctx, known.runId, event);
  try {
    const connection = await wayInRun(ctx, orgId, known, event.model);
    const result: SpeechResult = await ctx.speech.speak(
      { ...requestOf(known, event), connection },
      (text) => voice.say(text),
      AbortSignal.any([signal, deadline.signal]),
    );
    const { marks, model, usage } = result;
    const answer = withDues(result.answer, known);
    const allMarks = event.standIn ? [...marks, 'stand_in' as const] : marks;
    return [
      {
        name: 'turn-completed',
        turn,
        attempt,
        purpose: event.purpose,
        answer,
        textHash: textHash(answer.text),
        marks: allMarks,
        model,
      },
      usageOf(usage),
    ];
  } catch (error) {
    signal.throwIfAborted();
    const failure = deadline.signal.aborted
      ? new SpeechFailure({ code: 'model.too_slow' }, true)
      : error instanceof SpeechFailure
        ? error
        : new SpeechFailure({ code: 'model.unexpected' }, true);
    if (failure !== error) ctx.logger.warn({ error, run: known.runId, turn, attempt }, 'a turn failed');
    const most = { inputTokens: reservation.tokens, outputTokens: 0, microUsd: reservation.microUsd, known: false };
    return [
      {
        name: 'turn-failed',
        turn,
        attempt,
        reason: failure.reason,
        retryAt: retryAt(known, event, failures + 1, failure, now()),
      },
      usageOf(chargeOf(failure, most)),
    ];
  } finally {
    clearTimeout(timer);
    voice.close();
  }
}

/** A model that the organisation connected is never asked on the deployment's account, whatever became of it since. */
async function wayInRun(ctx: Context, orgId: string, { connected }: RunState, model: ModelRef) {
  const way = await wayTo(ctx, orgId, model);
  if (way || !connected.includes(modelKey(model))) return way;
  throw new SpeechFailure({ code: 'model.disconnected', args: { provider: model.provider, model: model.name } }, false);
}

/** The answer with the days that its tasks are due, where what was said names one. */
function withDues(answer: Answer, { agenda }: RunState): Answer {
  if (!answer.items) return answer;
  const meeting = { heldOn: agenda.held_on, timeZone: agenda.time_zone, language: agenda.language };
  return { ...answer, dues: answer.items.map(({ due }) => (due ? resolveDue(due, meeting).due : null)) };
}

/** When a failed turn is tried again, with full jitter; null where no attempt could go better. */
function retryAt(
  state: RunState,
  { seat, standIn }: Started,
  failures: number,
  failure: SpeechFailure,
  now: number,
): number | null {
  if (failures >= maxFailures) return null;
  const own = state.team.seats.find((one) => one.id === seat);
  if (!failure.retryable) return own && !standIn && standInFor(state, own) ? Math.ceil(now) : null;
  const backOff = Math.min(longestRetryMs, firstRetryMs * 2 ** failures);
  return Math.ceil(now + (failure.retryAfterMs ?? backOff * (0.5 + Math.random() / 2)));
}

/** Passes spoken text to this process's viewers at once, and to the open turns' table about four times a second. */
class Voice {
  private text = '';
  private saved = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ctx: Context,
    private readonly runId: string,
    private readonly event: Started,
  ) {}

  say(delta: string): void {
    if (!delta || isSecret(this.event.purpose)) return;
    this.text += delta;
    this.ctx.feeds.speak(this.runId, this.frame());
    this.timer ??= setTimeout(() => this.save(), saveEveryMs);
  }

  close(): void {
    clearTimeout(this.timer);
  }

  /** All of it: who listens may have come in mid-turn. */
  private frame(): Delta {
    const { epoch, turn, attempt } = this.event;
    return { epoch, turn, attempt, offset: 0, delta: this.text };
  }

  private save(): void {
    this.timer = undefined;
    if (this.saved === this.text.length) return;
    this.saved = this.text.length;
    this.ctx.events.saveSpeech(this.runId, this.frame()).catch((error: unknown) => {
      this.ctx.logger.debug({ error, run: this.runId }, 'spoken text could not be kept');
    });
  }
}
