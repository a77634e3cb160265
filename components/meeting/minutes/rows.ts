import type { Comment, ControlRecord, ExportRecord, PhaseRecord, RunState, Turn } from '@/lib/council/run';

/** One line of the minutes. `key` is the same for as long as the run lives; `at` is its place in the log. */
export type Row =
  | { kind: 'phase'; key: string; at: number; phase: PhaseRecord; n: number }
  | { kind: 'turn'; key: string; at: number; turn: Turn }
  | { kind: 'control'; key: string; at: number; control: ControlRecord }
  | { kind: 'comment'; key: string; at: number; comment: Comment }
  | { kind: 'artifact'; key: string; at: number; recorded: RunState['recorded'][number] }
  | { kind: 'export'; key: string; at: number; record: ExportRecord };

/** Rows live as long as what they show, so that a row which did not change is the same object. */
const known = new WeakMap<object, Row>();

function once(subject: object, make: () => Row): Row {
  const found = known.get(subject);
  if (found) return found;
  const row = make();
  known.set(subject, row);
  return row;
}

type Recorded = Pick<RunState, 'phases' | 'turns' | 'controls' | 'comments' | 'recorded' | 'exports'>;

/** The minutes: everything that was said or asked, in the log's order, each phase's heading before what happened in it. */
export function rowsOf(state: Recorded): Row[] {
  const [first] = state.phases;
  const phases = state.phases.map((phase, index) =>
    once(phase, () => ({ kind: 'phase', key: `p${phase.seq}`, at: phase.seq, phase, n: index + 1 })),
  );
  const turns = state.turns.map((turn) =>
    once(turn, () => ({ kind: 'turn', key: `t${turn.turn}`, at: turn.startedSeq, turn })),
  );
  const controls = state.controls
    // What a person said stands in the minutes as a turn of its own once it was taken up.
    .filter((control) => control.control.control !== 'say' || control.state !== 'applied')
    .map((control) =>
      once(control, () => ({ kind: 'control', key: `a${control.request}`, at: control.request, control })),
    );
  const comments = state.comments
    // A private note reaches those whom it is not for without its text.
    .filter((comment) => !comment.private || comment.text !== '')
    .map((comment) => once(comment, () => ({ kind: 'comment', key: `c${comment.seq}`, at: comment.seq, comment })));
  const artifacts = state.recorded.map((recorded) =>
    once(recorded, () => ({ kind: 'artifact', key: `r${recorded.seq}`, at: recorded.seq, recorded })),
  );
  const exports = state.exports.map((record) =>
    once(record, () => ({ kind: 'export', key: `x${record.export}`, at: record.seq, record })),
  );
  const rows = merge(merge(turns, artifacts), merge(exports, merge(controls, comments)));
  if (!first) return [];
  // What came before the first phase stands under its heading.
  const early = rows.findIndex((row) => row.at > first.seq);
  const before = early < 0 ? rows.length : early;
  return [...phases.slice(0, 1), ...rows.slice(0, before), ...merge(phases.slice(1), rows.slice(before))];
}

const parallel: readonly string[] = ['drafts', 'review', 'ballot'];
const nobody: ReadonlySet<number> = new Set();

/** Turns that are spoken at once, and those that ended while one of them was: none may move another. */
export function together({ phases, turns }: Pick<RunState, 'phases' | 'turns'>): ReadonlySet<number> {
  const phase = phases.at(-1);
  if (!phase || !parallel.includes(phase.phase)) return nobody;
  let at: number[] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const n of phase.turns) {
    const turn = turns[n - 1];
    if (!turn) continue;
    // Who begins when all have ended begins anew: what is read already is not folded again.
    if (turn.startedAt > until) at = [];
    at.push(n);
    until = Math.max(until, turn.endedAt ?? Number.POSITIVE_INFINITY);
  }
  return until === Number.POSITIVE_INFINITY && at.length > 1 ? new Set(at) : nobody;
}

/** Two lists, each in the log's order, as one. */
function merge(a: Row[], b: Row[]): Row[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const all: Row[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [x, y] = [a[i], b[j]];
    if (x && (!y || x.at <= y.at)) i = all.push(x) && i + 1;
    else if (y) j = all.push(y) && j + 1;
    else return all;
  }
}
