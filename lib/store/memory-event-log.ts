import type { Delta, LoggedEvent, RunEvent } from '../council/events';
import type { Clock } from '../ports/clock';
import type { Appended, EventLog } from '../ports/event-log';
import type { NewRun } from './insert-run';
import { baseOf, normalise, sameCommand } from './stored-event';
import { type Abandoned, discardAll } from './takeover';

interface MemoryRun {
  orgId: string;
  epoch: number;
  events: LoggedEvent[];
  finished: boolean;
  open: Map<number, Abandoned>;
  /** Of the decision, and of each task by its id. */
  version: number;
  tasks: Map<string, number>;
  speech: Map<number, Delta>;
}

export type MemoryEventLog = EventLog & { createRun(run: NewRun): Promise<void> };

/** The log's twin for tests and for folds without a database. Keeps nothing beyond the process. */
export function createMemoryEventLog(clock: Clock): MemoryEventLog {
  const runs = new Map<string, MemoryRun>();
  const find = (orgId: string, runId: string) => {
    const run = runs.get(runId);
    return run?.orgId === orgId ? run : null;
  };
  const refuse = (why: Extract<Appended, { ok: false }>['why']): Appended => ({ ok: false, why });

  function write(run: MemoryRun, events: RunEvent[]): Appended {
    const logged = events.map((event) => {
      const row: LoggedEvent = { ...normalise(event), seq: run.events.length + 1, at: clock.now(), epoch: run.epoch };
      run.events.push(row);
      project(run, row);
      return row;
    });
    return { ok: true, events: structuredClone(logged) };
  }

  return {
    async createRun({ orgId, event }) {
      const run = {
        orgId,
        epoch: 0,
        events: [],
        finished: false,
        open: new Map(),
        version: 0,
        tasks: new Map(),
        speech: new Map(),
      };
      runs.set(event.runId, run);
      write(run, [event]);
    },

    async readNamed(orgId, runId, names) {
      const found = find(orgId, runId)?.events.filter((event) => names.includes(event.name)) ?? [];
      return structuredClone(found.slice(0, 1000));
    },

    async read(orgId, runId, after, limit = 1000) {
      return structuredClone(find(orgId, runId)?.events.slice(after, after + limit) ?? []);
    },

    async appendMoves(orgId, runId, epoch, head, events) {
      const run = find(orgId, runId);
      if (run?.epoch !== epoch) return refuse('epoch');
      if (run.finished) return refuse('finished');
      return run.events.length === head ? write(run, events) : refuse('head');
    },

    async appendResults(orgId, runId, epoch, turn, attempt, events, then) {
      const run = find(orgId, runId);
      if (run?.epoch !== epoch) return refuse('epoch');
      if (run.finished) return refuse('finished');
      if (then && run.events.length !== then.head) return refuse('head');
      if (run.open.get(turn)?.attempt !== attempt) return refuse('turn');
      return write(run, [...events, ...(then?.moves ?? [])]);
    },

    async appendPerson(orgId, runId, event) {
      const run = find(orgId, runId);
      const first = run?.events.find((one) => 'commandId' in one && one.commandId === event.commandId);
      if (first) return sameCommand(first, event) ? { ok: true, events: [structuredClone(first)] } : refuse('repeated');
      return run && !run.finished ? write(run, [event]) : refuse('finished');
    },

    async appendDecision(orgId, runId, event) {
      const run = find(orgId, runId);
      const first = run?.events.find((one) => 'commandId' in one && one.commandId === event.commandId);
      if (first) return sameCommand(first, event) ? { ok: true, events: [structuredClone(first)] } : refuse('repeated');
      if (!run?.finished) return refuse('unfinished');
      const { base, task } = baseOf(event);
      const now = task === undefined ? run.version : (run.tasks.get(task) ?? 0);
      return now === base && (base > 0 || task !== undefined) ? write(run, [event]) : refuse('version');
    },

    async appendExport(orgId, runId, ...events) {
      const run = find(orgId, runId);
      return run?.finished ? write(run, events) : refuse('unfinished');
    },

    async takeOver(orgId, runId) {
      const run = find(orgId, runId);
      if (!run || run.finished) return null;
      run.epoch += 1;
      const done = write(run, [run.epoch === 1 ? { name: 'run-started' } : discardAll(run.open)]);
      return { epoch: run.epoch, events: done.ok ? done.events : [] };
    },

    async saveSpeech(runId, delta) {
      const run = runs.get(runId);
      const open = run?.epoch === delta.epoch && run.open.get(delta.turn)?.attempt === delta.attempt;
      if (open) run.speech.set(delta.turn, { ...delta, offset: 0 });
    },

    async readSpeech(orgId, runId) {
      return [...(find(orgId, runId)?.speech.values() ?? [])].sort((a, b) => a.turn - b.turn);
    },
  };
}

function project(run: MemoryRun, event: LoggedEvent): void {
  switch (event.name) {
    case 'turn-started':
      run.open.set(event.turn, { attempt: event.attempt, reservation: event.reservation, known: false });
      run.speech.delete(event.turn);
      return;
    case 'turn-completed':
    case 'turn-failed':
    case 'turn-discarded':
      run.open.delete(event.turn);
      run.speech.delete(event.turn);
      return;
    case 'usage-recorded': {
      const open = run.open.get(event.turn);
      if (open) open.known = true;
      return;
    }
    case 'run-taken-over':
    case 'run-finished':
      run.open.clear();
      run.speech.clear();
      run.finished = event.name === 'run-finished';
      return;
    case 'artifact-recorded':
      if (event.artifact.kind === 'decision_log') run.version = event.artifact.log.version;
      if (event.artifact.kind === 'action_items')
        run.tasks = new Map(event.artifact.items.map((one) => [one.id, one.version]));
      return;
    case 'task-changed':
      run.tasks.set(event.item.id, event.item.version);
      return;
    default:
      if ('log' in event) run.version = event.log.version;
  }
}
