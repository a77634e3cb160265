import type { Delta } from '../council/events';
import { evolve } from '../council/evolve';
import type { RunState } from '../council/run';
import type { Standing } from './line';
import { fromStreamEvent, type SpeechFrame, type StreamEvent } from './stream-event';

export interface RunView extends Standing {
  state: RunState;
  /** Text of turns that are still being spoken, by turn number. */
  speech: Readonly<Record<number, { attempt: number; text: string }>>;
}

/** A frame that does not follow what is here. */
export class Gap extends Error {}

/**
 * One frame of the stream on top of a view. Frames of an older epoch or attempt, and repeats, change nothing.
 * @throws where events are missing before it.
 */
export function take(view: RunView, frame: StreamEvent | SpeechFrame): RunView {
  if ('status' in frame) return { ...view, speech: hearSpeech(view, frame.payload) };
  if (frame.seq > view.state.head + 1) throw new Gap(`After ${view.state.head} comes ${frame.seq}`);
  const state = evolve(view.state, fromStreamEvent(frame));
  return state === view.state ? view : { ...view, state, speech: spokenNow(state, view.speech) };
}

/** What is still being said once the state has changed. */
export function spokenNow(state: RunState, speech: RunView['speech']): RunView['speech'] {
  const all = Object.entries(speech);
  const open = all.filter(([turn, { attempt }]) => {
    const now = state.turns[Number(turn) - 1];
    return now?.status === 'open' && now.attempt === attempt;
  });
  return open.length === all.length ? speech : Object.fromEntries(open);
}

function hearSpeech({ state, speech }: RunView, { epoch, turn, attempt, offset, delta }: Delta): RunView['speech'] {
  const known = state.turns[turn - 1];
  if (epoch < state.epoch || (known && (known.status !== 'open' || attempt < known.attempt))) return speech;
  const before = speech[turn];
  const text = before?.attempt === attempt ? before.text : '';
  // A frame that was overtaken, by a joined one or another tab's, must not cut off what is here.
  if (offset > text.length || (text !== '' && offset + delta.length <= text.length)) return speech;
  return { ...speech, [turn]: { attempt, text: text.slice(0, offset) + delta } };
}
