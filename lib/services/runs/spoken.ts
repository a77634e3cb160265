import type { Delta, LoggedEvent } from '@/lib/council/events';
import { isSecret } from '@/lib/council/veil';

interface Open {
  epoch: number;
  attempt: number;
  text: string;
  /** Length that viewers have been sent. */
  sent: number;
}

/** The text of the turns that are being spoken, as far as this process knows it. */
export class Spoken {
  private readonly turns = new Map<number, Open>();
  /** The last attempt of each turn that is over. */
  private readonly ended = new Map<number, number>();
  /** Also those whose text is secret. */
  private readonly begun = new Set<number>();

  get anyOpen(): boolean {
    return this.turns.size > 0;
  }

  /** How many turns are being spoken, also in secret. */
  get underWay(): number {
    return this.begun.size;
  }

  /** Opens and closes turns as the log says. */
  see(event: LoggedEvent): void {
    if (event.name === 'turn-started') this.begun.add(event.turn);
    if (event.name === 'turn-started' && !isSecret(event.purpose)) {
      const open = this.turns.get(event.turn);
      if (open?.attempt !== event.attempt || open.epoch !== event.epoch) {
        this.turns.set(event.turn, { epoch: event.epoch, attempt: event.attempt, text: '', sent: 0 });
      }
    } else if (event.name === 'turn-completed' || event.name === 'turn-failed' || event.name === 'turn-discarded') {
      this.end(event);
    } else if (event.name === 'run-taken-over') {
      for (const one of event.discarded) this.end(one);
    }
  }

  private end({ turn, attempt }: { turn: number; attempt: number }): void {
    this.turns.delete(turn);
    this.begun.delete(turn);
    this.ended.set(turn, attempt);
  }

  /** The whole text of a turn so far; its start may have been before anybody listened here. */
  hear({ epoch, turn, attempt, delta: text }: Delta): void {
    if (attempt <= (this.ended.get(turn) ?? 0)) return;
    const open = this.turns.get(turn);
    if (!open || attempt > open.attempt) this.turns.set(turn, { epoch, attempt, text, sent: 0 });
    else if (attempt === open.attempt && text.length > open.text.length) open.text = text;
  }

  unsent(): Delta[] {
    return [...this.turns].flatMap(([turn, open]): Delta[] => {
      if (open.text.length === open.sent) return [];
      const { epoch, attempt, sent: offset } = open;
      const delta = open.text.slice(offset);
      open.sent = open.text.length;
      return [{ epoch, turn, attempt, offset, delta }];
    });
  }

  sent(): Delta[] {
    return [...this.turns].flatMap(([turn, { epoch, attempt, text, sent }]): Delta[] =>
      sent > 0 ? [{ epoch, turn, attempt, offset: 0, delta: text.slice(0, sent) }] : [],
    );
  }
}
