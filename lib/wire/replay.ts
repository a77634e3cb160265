import type { ControlName } from '../council/controls.schema';
import type { LoggedEvent, Phase } from '../council/events';
import { evolve, fold } from '../council/evolve';
import type { RunState } from '../council/run';
import type { RunView } from './run-store';

/** While nobody speaks (a pause, a night, a server that was down) a replay waits no longer than this, ms. */
const silenceMs = 2000;
/** No single gap lasts longer, also where a model hung, ms. */
const longestMs = 120_000;
/** A text that came at once still takes its reader this long, ms a character. */
const readMs = 4;
/** A state is kept every so many events, so that a jump back folds little. */
const every = 200;

export type ReplayMark = { seq: number; ms: number } & (
  | { kind: 'phase'; phase: Phase }
  | { kind: 'control'; control: ControlName; by: string }
  | { kind: 'ballot' | 'end' }
);

interface Spoken {
  turn: number;
  attempt: number;
  text: string;
  fromMs: number;
  toMs: number;
}

/** A log as something that can be played: every moment of it is the same fold that people saw live. */
export interface Replay {
  lengthMs: number;
  marks: readonly ReplayMark[];
  /** Moments at which a turn began, in order, ms. */
  turnsMs: readonly number[];
  /** Where an event stands; the end for one that is not there. */
  msOf(seq: number): number;
  /** Where a turn has been said; null where there is none. */
  msOfTurn(turn: number): number | null;
  /** Sequence of the newest event at a moment. */
  seqAt(ms: number): number;
  /** The run as it stood, with what was being said; `whole`: no text grows. */
  viewAt(ms: number, whole?: boolean): Pick<RunView, 'state' | 'speech'>;
  /** What the database's clock said, ms since 1970. */
  clockAt(ms: number): number;
}

/** @throws if the log does not begin with `run-created`. */
export function replayOf(log: readonly LoggedEvent[]): Replay {
  const { places, spoken } = lay(log);
  const lengthMs = places.at(-1) ?? 0;
  const first = { index: 0, state: fold(log.slice(0, 1)) };
  const kept = new Map<number, RunState>();
  let last = first;

  /** Index of the newest event at a moment. */
  function indexAt(ms: number): number {
    let [low, high] = [0, places.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((places[middle] ?? 0) <= ms) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function stateAt(index: number): RunState {
    let from = last.index <= index ? last : first;
    for (let at = index - (index % every); at > from.index; at -= every) {
      const state = kept.get(at);
      if (state) from = { index: at, state };
    }
    let { state } = from;
    for (let at = from.index + 1; at <= index; at += 1) {
      const event = log[at];
      if (event) state = evolve(state, event);
      if (at % every === 0) kept.set(at, state);
    }
    last = { index, state };
    return state;
  }

  const indexOf = (seq: number) => {
    const index = log.findIndex((event) => event.seq >= seq);
    return index < 0 ? log.length - 1 : index;
  };
  return {
    lengthMs,
    marks: marksOf(log, places),
    turnsMs: log.flatMap((event, n) => (event.name === 'turn-started' && event.attempt === 1 ? [places[n] ?? 0] : [])),
    msOf: (seq) => places[indexOf(seq)] ?? 0,
    msOfTurn: (turn) => spoken.findLast((one) => one.turn === turn)?.toMs ?? null,
    seqAt: (ms) => log[indexAt(ms)]?.seq ?? 0,
    viewAt(ms, whole = false) {
      const state = stateAt(indexAt(ms));
      const speech: Record<number, { attempt: number; text: string }> = {};
      for (const { turn, attempt, text, fromMs, toMs } of spoken) {
        if (whole || ms <= fromMs || ms >= toMs || text === '') continue;
        speech[turn] = { attempt, text: text.slice(0, Math.ceil((text.length * (ms - fromMs)) / (toMs - fromMs))) };
      }
      return { state, speech };
    },
    clockAt(ms) {
      const index = indexAt(ms);
      const [here, next] = [log[index], log[index + 1]];
      const [from = 0, to = from] = [places[index], places[index + 1]];
      if (!here) return 0;
      return next && to > from ? here.at + ((next.at - here.at) * (ms - from)) / (to - from) : here.at;
    },
  };
}

/** Gives every event its place, ms from the start, and every turn the span in which it is heard. */
function lay(log: readonly LoggedEvent[]): { places: number[]; spoken: Spoken[] } {
  const places: number[] = [];
  const spoken: Spoken[] = [];
  const open = new Map<number, { attempt: number; fromMs: number }>();
  let [ms, before] = [0, log[0]];
  for (const event of log) {
    const gap = Math.max(0, event.at - (before?.at ?? event.at));
    ms += Math.min(gap, open.size > 0 && event.epoch === before?.epoch ? longestMs : silenceMs);
    if (event.name === 'turn-started') open.set(event.turn, { attempt: event.attempt, fromMs: ms });
    if (event.name === 'turn-completed') {
      const { turn, attempt, answer } = event;
      const fromMs = open.get(turn)?.fromMs ?? ms;
      ms = Math.max(ms, fromMs + answer.text.length * readMs);
      spoken.push({ turn, attempt, text: answer.text, fromMs, toMs: ms });
    }
    if (event.name === 'turn-completed' || event.name === 'turn-failed' || event.name === 'turn-discarded')
      open.delete(event.turn);
    if (event.name === 'run-taken-over') open.clear();
    places.push(ms);
    before = event;
  }
  return { places, spoken };
}

function marksOf(log: readonly LoggedEvent[], places: readonly number[]): ReplayMark[] {
  return log.flatMap((event, n): ReplayMark[] => {
    const at = { seq: event.seq, ms: places[n] ?? 0 };
    if (event.name === 'phase-entered') return [{ ...at, kind: 'phase', phase: event.phase }];
    if (event.name === 'control-requested')
      return [{ ...at, kind: 'control', control: event.control.control, by: event.by.name }];
    if (event.name === 'ballot-closed') return [{ ...at, kind: 'ballot' }];
    return event.name === 'run-finished' ? [{ ...at, kind: 'end' }] : [];
  });
}
