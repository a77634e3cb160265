import type { Comment, ControlRecord, PhaseRecord, RunState, Turn } from '@/lib/council/run';

export type Entry =
  | { kind: 'turn'; seq: number; turn: Turn }
  | { kind: 'control'; seq: number; control: ControlRecord }
  | { kind: 'comment'; seq: number; comment: Comment };

export interface Section {
  phase: PhaseRecord;
  entries: Entry[];
}

/** The minutes: everything that was said or asked, in order, under the phase in which it happened. */
export function timeline(state: RunState): Section[] {
  const entries: Entry[] = [
    ...state.turns.map((turn) => ({ kind: 'turn' as const, seq: turn.startedSeq, turn })),
    ...state.controls
      // What a person said stands in the minutes as a turn of its own once it was taken up.
      .filter((control) => control.control.control !== 'say' || control.state !== 'applied')
      .map((control) => ({ kind: 'control' as const, seq: control.request, control })),
    ...state.comments.map((comment) => ({ kind: 'comment' as const, seq: comment.seq, comment })),
  ].sort((a, b) => a.seq - b.seq);
  const sections = state.phases.map((phase): Section => ({ phase, entries: [] }));
  for (const entry of entries) {
    const section = sections.findLast((one) => one.phase.seq < entry.seq) ?? sections[0];
    section?.entries.push(entry);
  }
  return sections;
}
