import { evolve, fold } from '@/lib/council/evolve';
import type { RunState } from '@/lib/council/run';
import { type Sight, seen } from '@/lib/council/sight';
import type { Cache } from '@/lib/ports/cache';
import type { EventLog } from '@/lib/ports/event-log';
import { readAll } from './read-all';

/** A fold is shared with other processes when so many events came to it, and for so long. */
const worthKeeping = 200;
const lifetimeMs = 3_600_000;
/** Events in all the folds that this process holds, about: 500 bytes each. */
const mostHeld = 60_000;

/**
 * Folds of veiled logs, so that nothing reads a long log twice: each is held with its head, and whoever wants a later
 * one adds the tail to it. A fold of the same events is always the same, so none is ever out of date, only short.
 */
export class Folds {
  private readonly held = new Map<string, RunState>();
  private readonly making = new Map<string, Promise<RunState>>();

  /** `version`: of the fold's own rules; what others kept by other rules is not read. */
  constructor(
    private readonly ports: { events: EventLog; cache: Cache },
    private readonly version: string,
  ) {}

  /** The run as it is to be seen, with everything up to `head` at least. The caller knows that the run is the organisation's. */
  async read(orgId: string, run: { id: string; head: number }, sight: Sight): Promise<RunState> {
    const name = JSON.stringify([orgId, run.id, sight.key]);
    for (;;) {
      const state = this.held.get(name);
      if (state && state.head >= run.head) return this.hold(name, state);
      // One that others are making may have begun before the newest event was there.
      const making = this.making.get(name);
      if (making) await making;
      else return this.make(name, orgId, run.id, sight);
    }
  }

  /** Lets go of a run some of whose texts were erased. */
  forget(orgId: string, runId: string): void {
    for (const name of [...this.held.keys()]) {
      const [org, run]: unknown[] = JSON.parse(name);
      if (org === orgId && run === runId) this.held.delete(name);
    }
  }

  private make(name: string, orgId: string, runId: string, sight: Sight): Promise<RunState> {
    const made = this.catchUp(name, orgId, runId, sight)
      .then((state) => this.hold(name, state))
      .finally(() => this.making.delete(name));
    this.making.set(name, made);
    return made;
  }

  private async catchUp(name: string, orgId: string, runId: string, sight: Sight): Promise<RunState> {
    // What a link hides is kept by nobody else.
    const shared = sight.redactor === null;
    const key = { orgId, runId, what: `fold:${this.version}:${sight.key}` };
    let base = this.held.get(name) ?? (shared ? stateOf(await this.ports.cache.read(key)) : null);
    let tail = (await readAll(this.ports.events, orgId, runId, base?.head ?? 0)).map((one) => seen(one, sight));
    // What was folded before holds names that the event can't tell.
    if (base && tail.some((one) => one.name === 'text-erased')) {
      base = null;
      tail = (await readAll(this.ports.events, orgId, runId)).map((one) => seen(one, sight));
    }
    const state = base ? tail.reduce(evolve, base) : fold(tail);
    if (shared && tail.length >= worthKeeping) void this.ports.cache.keep(key, JSON.stringify(state), lifetimeMs);
    return state;
  }

  /** The newest, and read last. */
  private hold(name: string, state: RunState): RunState {
    const newest = [this.held.get(name), state].reduce((a, b) => (a && b && a.head > b.head ? a : b)) ?? state;
    this.held.delete(name);
    this.held.set(name, newest);
    let events = [...this.held.values()].reduce((sum, one) => sum + one.head, 0);
    for (const [oldest, one] of this.held) {
      if (events <= mostHeld || oldest === name) break;
      events -= one.head;
      this.held.delete(oldest);
    }
    return newest;
  }
}

/** Only `Folds` of the same version writes these, so that what can be read is a whole state; what can't is made again. */
function stateOf(kept: string | null): RunState | null {
  try {
    return kept === null ? null : JSON.parse(kept);
  } catch {
    return null;
  }
}
