import type { Agenda } from '../agenda.schema';
import type { Answer } from '../answers.schema';
import type { Control } from '../controls.schema';
import type { By, LoggedEvent, RunEvent } from '../events';
import { evolve, initialState } from '../evolve';
import { decide } from '../moves';
import type { RunState, Turn } from '../run';
import type { Team } from '../team.schema';
import { agenda as anAgenda, team as aTeam } from './fixtures';

export type Fate =
  | { kind: 'complete'; answer: Answer; ms: number }
  | { kind: 'fail'; retry: boolean; ms: number }
  | { kind: 'crash' }
  | { kind: 'control'; control: Control };

const by = { userId: 'u1', name: 'Olga' };

/** A council without clock or wire: applies `decide` and lets a test decide the fate of every open turn. */
export class Simulation {
  log: LoggedEvent[] = [];
  state: RunState;
  now = 1_000_000;
  private epoch = 0;

  constructor(
    over: { agenda?: Partial<Agenda>; team?: Partial<Team>; prices?: RunState['prices']; seed?: number } = {},
  ) {
    const created: LoggedEvent = {
      name: 'run-created',
      seq: 1,
      at: this.now,
      epoch: 0,
      runId: 'run',
      meetingId: 'meeting',
      agenda: anAgenda(over.agenda),
      team: aTeam(over.team),
      teamVersion: 1,
      criteria: [],
      seed: over.seed ?? 7,
      prices: over.prices ?? {},
      people: [],
      earlier: [],
      parentRun: null,
      note: null,
      previous: null,
      by,
    };
    this.log.push(created);
    this.state = initialState(created);
    this.takeOver();
  }

  append(...events: RunEvent[]): void {
    for (const event of events) {
      const logged: LoggedEvent = { ...event, seq: this.log.length + 1, at: this.now, epoch: this.epoch };
      this.log.push(logged);
      this.state = evolve(this.state, logged);
    }
  }

  takeOver(): void {
    this.epoch += 1;
    if (this.epoch === 1) {
      this.append({ name: 'run-started' });
      return;
    }
    const discarded = this.open().map((turn) => ({
      turn: turn.turn,
      attempt: turn.attempt,
      charged: { inputTokens: turn.reserved.tokens, outputTokens: 0, microUsd: turn.reserved.microUsd, known: false },
    }));
    this.append({ name: 'run-taken-over', discarded });
  }

  /** Another driver goes on from the log as it stands. */
  resumeAs(epoch: number): void {
    this.epoch = epoch;
    this.takeOver();
  }

  control(control: Control, who: By = by): void {
    this.append({ name: 'control-requested', commandId: `c${this.log.length}`, control, by: who });
  }

  open(): Turn[] {
    return this.state.turns.filter((turn) => turn.status === 'open');
  }

  complete(turn: Turn, answer: Answer): void {
    const { turn: n, attempt, seat, model, reserved } = turn;
    this.append(
      {
        name: 'turn-completed',
        purpose: turn.purpose === 'say' ? 'discuss' : turn.purpose,
        turn: n,
        attempt,
        answer,
        textHash: `h${n}`,
        marks: [],
        model: model ?? { provider: 'playbook', name: 'playbook' },
      },
      {
        name: 'usage-recorded',
        turn: n,
        attempt,
        seat: seat ?? '',
        usage: {
          inputTokens: Math.floor(reserved.tokens / 2),
          outputTokens: 10,
          microUsd: Math.floor(reserved.microUsd / 2),
          known: true,
        },
      },
    );
  }

  fail(turn: Turn, retry: boolean): void {
    const { turn: n, attempt, seat, reserved } = turn;
    this.append(
      {
        name: 'turn-failed',
        turn: n,
        attempt,
        reason: { code: 'model.unavailable' },
        retryAt: retry ? this.now + 1000 : null,
      },
      {
        name: 'usage-recorded',
        turn: n,
        attempt,
        seat: seat ?? '',
        usage: { inputTokens: reserved.tokens, outputTokens: 0, microUsd: reserved.microUsd, known: false },
      },
    );
  }

  /** Runs until it rests; `fate` is asked for every open turn. @throws after `steps` moves. */
  run(fate: (turn: Turn, state: RunState) => Fate, steps = 3000): RunState {
    for (let step = 0; step < steps; step++) {
      const move = decide(this.state, this.now);
      if (move.kind === 'rest') return this.state;
      if (move.kind === 'append') {
        this.append(...move.events);
        continue;
      }
      const turn = this.open()[0];
      if (!turn) {
        if (move.until === null) throw new Error('Waits for nothing');
        this.now = Math.max(this.now, move.until);
        continue;
      }
      this.meet(turn, fate(turn, this.state));
    }
    throw new Error(`Did not come to rest: ${JSON.stringify(this.log.slice(-6).map((event) => event.name))}`);
  }

  private meet(turn: Turn, fate: Fate): void {
    if (fate.kind === 'crash') this.takeOver();
    else if (fate.kind === 'control') this.control(fate.control);
    else this.speak(turn, fate);
  }

  private speak(turn: Turn, fate: Extract<Fate, { ms: number }>): void {
    const started = this.log.findLast((event) => event.name === 'turn-started' && event.turn === turn.turn);
    const deadline = started?.name === 'turn-started' ? started.deadlineMs : 0;
    this.now += Math.min(fate.ms, Math.max(0, turn.startedAt + deadline - this.now));
    if (fate.kind === 'fail') this.fail(turn, fate.retry);
    else if (fate.ms > deadline) this.fail(turn, true);
    else this.complete(turn, fate.answer);
  }
}
