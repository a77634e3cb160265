import type { Delta, LoggedEvent } from '@/lib/council/events';
import type { Clock } from '@/lib/ports/clock';
import type { EventLog } from '@/lib/ports/event-log';
import { readersChanged, type Signal } from '@/lib/ports/signal';
import { encodeDeltas, encodeEvents, heartbeat } from '@/lib/wire/encode';
import { Spoken } from './spoken';
import type { Viewer } from './viewer';

/** Told of open streams and of what they were sent, for the metrics. */
export interface StreamCounts {
  opened(): void;
  closed(): void;
  /** An event was handed to viewers so many ms after its commit. */
  sent(ms: number): void;
  /** How often a run is looked at when no signal comes, ms. */
  polls(ms: number): void;
}

export interface FeedPorts {
  events: Pick<EventLog, 'read' | 'readSpeech'>;
  signal: Pick<Signal, 'subscribe'>;
  clock: Clock;
  counts: StreamCounts;
  /** Goes on once what was written has left, before any promise does; at once where sockets are not ours. */
  flushed(goOn: () => void): void;
}

type Timer = ReturnType<typeof setTimeout>;

/** About 20 joined deltas a second and turn. */
const flushMs = 50;
/** Turns spoken side by side tend to end together, and go out as one piece then: it is the pieces that cost, a viewer each. */
const gatherMs = 10;
/** What was announced and did not come by itself is read; a driver's own appends come a little after their announcement. */
const missedMs = { elsewhere: 1, here: 25 };
/** A poll covers signals that never came; text spoken in another process is read from the open turns. */
const pollMs = 2000;
const listenMs = 250;
const beatMs = 15_000;
/** So many viewers are written to before anything leaves: else the first of a thousand waits for all to be written. */
const slice = 32;

/** One upstream of a run in this process: reads each event once, encodes it once a sight, hands it to all viewers. */
export class Feed {
  readonly viewers = new Set<Viewer>();
  /** Viewers, and those who are about to be. */
  claims = 0;
  /** Sequence of the last event that live viewers have. */
  head = 0;
  private readonly spoken = new Spoken();
  private pulling: Promise<void> | null = null;
  private again = false;
  private silence: (() => void) | null = null;
  private readonly timers: Timer[] = [];
  private flushing: Timer | null = null;
  private gathering: Timer | null = null;
  private missing: Timer | null = null;
  private readonly gathered: LoggedEvent[] = [];
  /** What viewers are still to be given, in order. */
  private readonly rounds: { give: (viewer: Viewer) => void; done?: () => void }[] = [];
  private heard = 0;

  constructor(
    private readonly ports: FeedPorts,
    private readonly orgId: string,
    private readonly runId: string,
    private readonly drivenHere: () => boolean,
  ) {}

  async open(head: number): Promise<void> {
    this.head = head;
    this.silence = await this.ports.signal.subscribe(this.runId, (seq) => {
      if (seq === readersChanged || seq === Number.POSITIVE_INFINITY) for (const viewer of this.viewers) viewer.look();
      if (seq === readersChanged) return;
      // Told by the database about our own appends, which come here by themselves.
      this.heard = Math.max(this.heard, seq === Number.POSITIVE_INFINITY ? this.head + 1 : seq);
      if (this.heard > this.head)
        this.missing ??= setTimeout(() => this.fetch(), missedMs[this.drivenHere() ? 'here' : 'elsewhere']);
    });
    this.timers.push(
      setInterval(() => {
        void this.pull();
        void this.listen();
      }, pollMs),
      setInterval(() => this.spoken.anyOpen && void this.listen(), listenMs),
      setInterval(() => this.round((viewer) => viewer.beat(heartbeat, this.ports.clock.now())), beatMs),
    );
    await this.pull();
  }

  close(): void {
    this.silence?.();
    for (const timer of this.timers) clearInterval(timer);
    for (const timer of [this.flushing, this.gathering, this.missing]) if (timer) clearTimeout(timer);
  }

  /** Events that this process has just committed: no read is needed unless there is a gap. */
  append(events: readonly LoggedEvent[]): void {
    const fresh = events.filter((event) => event.seq > this.head);
    if (fresh.length === 0) return;
    if (this.pulling || fresh[0]?.seq !== this.head + 1) void this.pull();
    else this.broadcast(fresh);
  }

  /** The whole text so far of a turn that is being spoken in this process. */
  speak(delta: Delta): void {
    this.spoken.hear(delta);
    this.flushing ??= setTimeout(() => this.flush(), flushMs);
  }

  /** What the open turns have said so far, for who joins now. */
  async said(): Promise<Delta[]> {
    const kept = await this.ports.events.readSpeech(this.orgId, this.runId);
    // What viewers here were sent comes last: the next piece continues it.
    return [...kept, ...this.spoken.sent()];
  }

  private flush(): void {
    this.flushing = null;
    this.send();
    const deltas = this.spoken.unsent();
    if (deltas.length === 0) return;
    const bytes = encodeDeltas(deltas);
    this.round((viewer) => viewer.hint(bytes));
  }

  private async listen(): Promise<void> {
    if (this.drivenHere()) return;
    for (const delta of await this.ports.events.readSpeech(this.orgId, this.runId).catch(() => []))
      this.spoken.hear(delta);
    this.flushing ??= setTimeout(() => this.flush(), 0);
  }

  /** Reads what was announced and did not come by itself. */
  private fetch(): void {
    this.missing = null;
    if (this.heard > this.head) void this.pull();
  }

  /** Reads the tail of the log; calls that come meanwhile lead to one more read. */
  private pull(): Promise<void> {
    if (this.pulling) {
      this.again = true;
      return this.pulling;
    }
    this.pulling = this.readTail()
      .catch(() => {})
      .finally(() => {
        this.pulling = null;
        if (this.again) {
          this.again = false;
          void this.pull();
        }
      });
    return this.pulling;
  }

  private async readTail(): Promise<void> {
    this.broadcast(
      (await this.ports.events.read(this.orgId, this.runId, this.head)).filter((event) => event.seq > this.head),
    );
  }

  private broadcast(events: readonly LoggedEvent[]): void {
    if (events.length === 0) return;
    const before = this.spoken.underWay;
    for (const event of events) {
      this.head = event.seq;
      this.spoken.see(event);
      this.gathered.push(event);
    }
    const others = before > 1 && this.spoken.underWay > 0;
    if (others) this.gathering ??= setTimeout(() => this.send(), gatherMs);
    else this.ports.flushed(() => this.send());
  }

  private send(): void {
    if (this.gathering) clearTimeout(this.gathering);
    this.gathering = null;
    const events = this.gathered.splice(0);
    if (events.length === 0) return;
    if (this.viewers.size === 0) return;
    const encoded = new Map<string, Uint8Array>();
    const { clock, counts } = this.ports;
    const now = clock.now();
    this.round(
      (viewer) => {
        const bytes = encoded.get(viewer.sight.key) ?? encodeEvents(events, viewer.sight);
        encoded.set(viewer.sight.key, bytes);
        viewer.take(events, bytes, now);
      },
      () => {
        for (const { at } of events) counts.sent(Math.max(0, clock.now() - at));
      },
    );
  }

  /** Goes round the viewers, after the rounds before. */
  private round(give: (viewer: Viewer) => void, done?: () => void): void {
    this.rounds.push({ give, ...(done ? { done } : {}) });
    if (this.rounds.length === 1) this.serve(this.viewers.values());
  }

  private serve(viewers: Iterator<Viewer>): void {
    const [round] = this.rounds;
    for (let n = 0; round && n < slice; n++) {
      const { value, done } = viewers.next();
      if (done) {
        round.done?.();
        this.rounds.shift();
        if (this.rounds.length > 0) this.serve(this.viewers.values());
        return;
      }
      round.give(value);
    }
    this.ports.flushed(() => this.serve(viewers));
  }
}

/** The feeds of this process (at the edge: of this isolate), one a run, as long as somebody watches. */
export class Feeds {
  private readonly feeds = new Map<string, Promise<Feed>>();
  private readonly ready = new Map<string, Feed>();

  constructor(
    private readonly ports: FeedPorts,
    private readonly driven: (runId: string) => boolean,
  ) {
    ports.counts.polls(pollMs);
  }

  append(runId: string, events: readonly LoggedEvent[]): void {
    this.ready.get(runId)?.append(events);
  }

  speak(runId: string, delta: Delta): void {
    this.ready.get(runId)?.speak(delta);
  }

  /** The run's feed, opened at its head when it is the first time. Every join is answered by one `leave`. */
  join(orgId: string, runId: string, head: number): Promise<Feed> {
    const open = this.ready.get(runId);
    if (open) open.claims += 1;
    const known = this.feeds.get(runId);
    if (known) return known;
    const feed = new Feed(this.ports, orgId, runId, () => this.driven(runId));
    feed.claims = 1;
    this.ready.set(runId, feed);
    const opened = feed.open(head).then(
      () => feed,
      (error: unknown) => {
        this.forget(runId);
        throw error;
      },
    );
    this.feeds.set(runId, opened);
    return opened;
  }

  /** From now on a viewer is handed what comes. */
  watch(feed: Feed, viewer: Viewer): void {
    feed.viewers.add(viewer);
    this.ports.counts.opened();
  }

  leave(runId: string, feed: Feed, viewer: Viewer): void {
    feed.viewers.delete(viewer);
    this.ports.counts.closed();
    feed.claims -= 1;
    if (feed.claims > 0) return;
    feed.close();
    this.forget(runId);
  }

  private forget(runId: string): void {
    this.feeds.delete(runId);
    this.ready.delete(runId);
  }
}
