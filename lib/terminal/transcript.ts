import type { Delta, LoggedEvent, Phase, Reason } from '@/lib/council/events';
import { evolve, initialState } from '@/lib/council/evolve';
import type { RunState, Turn } from '@/lib/council/run';
import type { Screen } from './screen';
import { type Clocks, clock } from './status';
import { turnEffects } from './turn-effects';
import { missingIn, reasonIn, seatRole, type Words } from './words';

/** Seats speak at once here: each turn is shown when it is whole. */
const parallel = new Set<Phase>(['drafts', 'review', 'ballot']);
const body = 5;

/** The turn that is being shown word by word. */
interface Floor {
  turn: number;
  attempt: number;
  shown: string;
}

/** A run as it is read in a terminal: folds its events, prints what a person wants to know of each. */
export class Transcript {
  private run: RunState | null = null;
  private floor: Floor | null = null;
  /** The last line is a vote: the next one stands right below it. */
  private voting = false;
  /** What happened while somebody was speaking: told when the turn is over. */
  private readonly later: (() => void)[] = [];

  constructor(
    private readonly screen: Screen,
    private readonly words: Words,
    private readonly clocks: Clocks,
  ) {}

  get state(): RunState | null {
    return this.run;
  }

  hear(event: LoggedEvent): void {
    this.clocks.heard(event.at);
    const before = this.run;
    if (event.name === 'run-created') this.run = initialState(event);
    else if (before) {
      this.run = evolve(before, event);
      this.tell(event, this.run);
    }
  }

  /** Text that is being spoken: shown where it goes on from what is shown already. */
  listen({ turn, attempt, offset, delta }: Delta): void {
    const { floor } = this;
    if (floor?.turn !== turn || floor.attempt !== attempt || offset > floor.shown.length) return;
    const fresh = delta.slice(floor.shown.length - offset);
    if (!fresh) return;
    floor.shown += fresh;
    this.screen.say(fresh, body);
  }

  private tell(event: LoggedEvent, state: RunState): void {
    const print = this.notice(event, state);
    if (print) this.soon(print);
    if (event.name === 'turn-started') this.turnStarted(event, state);
    if (event.name === 'turn-completed') this.turnDone(event.turn, state);
    if (event.name === 'turn-failed') this.cut(event.turn, event.attempt, 'failed', event.reason, state);
    if (event.name === 'turn-discarded') this.cut(event.turn, event.attempt, 'discarded', event.reason, state);
    if (event.name === 'run-taken-over') {
      for (const { turn, attempt } of event.discarded)
        this.cut(turn, attempt, 'discarded', { code: 'turn.taken_over' }, state);
    }
    if (event.name === 'run-finished') this.close();
  }

  /** How to print what happened beside the turns; null where it shows with a turn, at the bottom or at the end. */
  private notice(event: LoggedEvent, state: RunState): (() => void) | null {
    const { t } = this.words;
    switch (event.name) {
      case 'phase-entered':
        return () => this.heading(event.phase, state);
      case 'alternatives-pooled':
        return () => this.alternatives(state, event.late);
      case 'gate-checked':
        return () => this.gate(state);
      case 'ballot-closed':
        return () => this.ballot(state);
      case 'control-requested':
        return () => this.asked(event, state);
      case 'control-refused':
        return () => this.note(`${t('council.asked.refused')} ${reasonIn(this.words, state, event.reason)}`, 'trouble');
      case 'comment-added':
        return () =>
          this.note(t(event.private ? 'said.note' : 'said.comment', { name: event.by.name, text: event.text }));
      case 'run-paused':
        return () => this.note(t('said.paused', { name: event.by.name }));
      case 'run-resumed':
        return () => this.note(t('said.resumed', { name: event.by.name }));
      case 'wrap-up-started':
        return () =>
          this.note(`${t('council.status.wrapping_up')}. ${reasonIn(this.words, state, event.reason)}`, 'trouble');
      case 'run-created':
      case 'run-started':
      case 'run-taken-over':
      case 'speaker-selected':
      case 'turn-started':
      case 'turn-completed':
      case 'turn-failed':
      case 'turn-discarded':
      case 'control-applied':
      case 'conformity-flagged':
      case 'usage-recorded':
      case 'tool-called':
      case 'artifact-recorded':
      case 'turn-cited':
      case 'run-finished':
      // Comes after the run, when nobody follows it here.
      case 'decision-revised':
      case 'decision-accepted':
      case 'decision-rejected':
      case 'decision-deferred':
      case 'decision-sent-back':
      case 'decision-superseded':
      case 'task-changed':
      case 'export-requested':
      case 'export-started':
      case 'export-progressed':
      case 'export-failed':
      case 'export-cancelled':
      case 'export-delivered':
      case 'export-read':
      case 'text-erased':
        return null;
      default:
        throw new Error(`The terminal has no words for ${JSON.stringify(event satisfies never)}`);
    }
  }

  private turnStarted(event: Extract<LoggedEvent, { name: 'turn-started' }>, state: RunState): void {
    const turn = state.turns[event.turn - 1];
    if (!turn || this.floor || event.purpose === 'select' || parallel.has(turn.phase ?? 'frame')) return;
    this.floor = { turn: event.turn, attempt: event.attempt, shown: '' };
    this.header(turn, state);
  }

  /** What a person asked for. Pauses are told when they begin and end. */
  private asked({ control, by }: Extract<LoggedEvent, { name: 'control-requested' }>, state: RunState): void {
    if (control.control === 'pause' || control.control === 'resume') return;
    const { t } = this.words;
    const seat = 'seat' in control ? state.team.seats.find((one) => one.id === control.seat)?.name : undefined;
    const said = 'text' in control ? control.text : '';
    const minutes = 'minutes' in control ? control.minutes : 0;
    const what = t(`council.asked.${control.control}`, { seat: seat ?? '', said, minutes });
    this.note(t('said.person', { name: by.name, what }));
  }

  private soon(print: () => void): void {
    if (this.floor) this.later.push(print);
    else print();
  }

  private close(): void {
    this.screen.end();
    this.floor = null;
    for (const print of this.later.splice(0)) print();
  }

  private heading(phase: Phase, state: RunState): void {
    const { t, money } = this.words;
    const used = clock(state.clock.activeMs);
    const spent = state.used.microUsd > 0 ? ` · ${money(state.used.microUsd)}` : '';
    const all = this.screen.live ? '' : ` · ${t('line.turns', { count: state.turns.length })}${spent}`;
    this.screen.rule(t(`council.phases.${phase}`), `${used}${all}`);
  }

  private header(turn: Turn, state: RunState, voted = false): void {
    const { t } = this.words;
    const seat = state.team.seats.find((one) => one.id === turn.seat);
    const chosen = state.selected;
    const why =
      chosen && chosen.seat === turn.seat && chosen.seq === turn.startedSeq - 1 && turn.attempt === 1
        ? reasonIn(this.words, state, chosen.reason)
        : turn.asks.map((ask) => missingIn(this.words, state, ask)).join(', ');
    const again = turn.attempt > 1 ? t('said.again', { attempt: turn.attempt }) : '';
    const notes = [again, why, voted ? t('said.voted') : ''].filter(Boolean).join('. ');
    const number = String(turn.turn);
    const role = seat ? seatRole(this.words, state, seat) : (turn.by?.name ?? '');
    if (!(voted && this.voting)) this.screen.line();
    this.voting = voted;
    this.screen.line(
      [
        { text: number, style: 'dim' },
        { text: ` ${role}`, style: 'accent' },
        { text: seat && seat.name !== role ? ` · ${seat.name}` : '', style: 'bold' },
        { text: notes ? ` · ${notes}` : '', style: 'dim' },
      ],
      { indent: body - 1 - number.length, hang: number.length + 1 },
    );
  }

  private turnDone(number: number, state: RunState): void {
    const turn = state.turns[number - 1];
    if (!turn) return;
    const onFloor = this.floor?.turn === number ? this.floor : null;
    if (!onFloor && this.floor) {
      this.later.push(() => this.turnDone(number, this.run ?? state));
      return;
    }
    if (turn.purpose === 'select') return;
    if (!onFloor) this.header(turn, state, turn.purpose === 'ballot');
    const shown = onFloor?.shown ?? '';
    if (turn.text.startsWith(shown)) this.screen.say(turn.text.slice(shown.length), body);
    else {
      this.screen.end();
      this.note(this.words.t('said.repaired'), 'trouble');
      this.screen.say(turn.text, body);
    }
    this.screen.end();
    for (const effect of turnEffects(state, turn)) {
      this.note(this.words.t(`council.effects.${effect.code}`, effect.args), effect.warns ? 'trouble' : 'dim');
    }
    for (const mark of turn.marks) if (mark !== 'scripted') this.note(this.words.t(`council.marks.${mark}`), 'trouble');
    if (onFloor) this.close();
  }

  /** An attempt that people may have seen the beginning of: marked, never silently replaced. */
  private cut(number: number, attempt: number, how: 'failed' | 'discarded', reason: Reason, state: RunState): void {
    const turn = state.turns[number - 1];
    if (!turn) return;
    const onFloor = this.floor?.turn === number;
    if (!onFloor && this.floor) {
      this.later.push(() => this.cut(number, attempt, how, reason, state));
      return;
    }
    if (!onFloor) this.header({ ...turn, attempt: 1 }, state);
    const { t } = this.words;
    const over = turn.status === 'failed' ? ` ${t('said.given_up')}` : '';
    this.note(`${t(`said.${how}`, { attempt, why: reasonIn(this.words, state, reason) })}${over}`, 'trouble');
    if (onFloor) this.close();
  }

  private alternatives(state: RunState, late: boolean): void {
    this.screen.line();
    this.screen.line([{ text: this.words.t(late ? 'said.late' : 'said.pooled'), style: 'bold' }], { indent: body });
    for (const { id, name, nothing } of state.alternatives) {
      const mark =
        nothing && name.toLowerCase() !== this.words.t('said.nothing') ? ` (${this.words.t('said.nothing')})` : '';
      this.listed(id, name + mark);
    }
  }

  private ballot(state: RunState): void {
    const { t } = this.words;
    const closed = state.ballot;
    if (!closed) return;
    const name = (id: string) => state.alternatives.find((one) => one.id === id)?.name ?? id;
    this.screen.line();
    this.screen.line([{ text: t('said.ballot'), style: 'bold' }], { indent: body });
    for (const [id, count] of Object.entries(closed.majority).sort((a, b) => b[1] - a[1])) {
      const weighted = (closed.weighted[id] ?? 0).toFixed(2);
      this.listed(id, `${name(id)}: ${t('said.tally', { count, weighted })}`, id === closed.leader);
    }
    for (const vote of closed.votes) {
      const seat = state.team.seats.find((one) => one.id === vote.seat)?.name ?? vote.seat;
      const sure = t('said.sure', { share: Math.round(vote.confidence * 100) });
      this.note(`${seat}: ${name(vote.alternative)}, ${sure}. ${vote.because}`, 'dim');
    }
  }

  private gate(state: RunState): void {
    const found = state.gate?.findings ?? [];
    this.screen.line();
    if (found.length === 0) {
      this.screen.line([{ text: this.words.t('said.gate_passed'), style: 'good' }], { indent: body });
      return;
    }
    this.screen.line([{ text: this.words.t('said.gate_open'), style: 'bold' }], { indent: body });
    for (const finding of found) this.note(missingIn(this.words, state, finding), 'trouble');
  }

  private listed(id: string, text: string, leads = false): void {
    this.screen.line(
      [
        { text: id, style: 'dim' },
        { text: ` ${text}`, style: leads ? 'good' : 'plain' },
      ],
      {
        indent: body,
        hang: id.length + 1,
      },
    );
  }

  private note(text: string, style: 'dim' | 'trouble' = 'dim'): void {
    this.screen.line([{ text: `› ${text}`, style }], { indent: body, hang: 2 });
  }
}
