import { readersChanged, type Signal } from '../ports/signal';
import { type SignalCounts, uncounted } from './counts';
import { Listeners } from './listeners';
import { nameOf, type Redis } from './redis';

interface Patience {
  /** A channel that was silent for so long is asked for its own echo … */
  silentMs: number;
  /** … and renewed when that does not come within. */
  echoMs: number;
  firstWaitMs: number;
  longestWaitMs: number;
}

const usual: Patience = { silentMs: 5000, echoMs: 2000, firstWaitMs: 50, longestWaitMs: 5000 };
const echo = JSON.stringify({ seq: 0 });

/** The sequence that a message tells, 0 for an echo and whatever else is no announcement. */
function seqOf(message: string): number {
  const [, seq] = /^\{"seq":(-1|\d{1,15})\}$/.exec(message) ?? [];
  return Number(seq ?? 0);
}

/** The subscription to one run's channel, kept up as long as somebody here listens. */
class Channel {
  private stop = () => {};
  private heard = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitMs: number;
  private closed = false;

  constructor(
    private readonly redis: Redis,
    private readonly name: string,
    private readonly patience: Patience,
    private readonly counts: SignalCounts,
    private readonly tell: (seq: number) => void,
  ) {
    this.waitMs = patience.firstWaitMs;
  }

  /** Never rejects: what can't be had now is tried again. */
  async open(again = false): Promise<void> {
    try {
      let ended = false;
      const stop = await this.redis.subscribe(
        this.name,
        (message) => {
          this.heard += 1;
          const seq = seqOf(message);
          if (seq !== 0) this.tell(seq);
        },
        () => {
          ended = true;
          this.renew();
        },
      );
      if (this.closed || ended) return stop();
      this.stop = stop;
      this.waitMs = this.patience.firstWaitMs;
      this.watch();
      if (again) this.tell(Number.POSITIVE_INFINITY);
    } catch {
      this.renew();
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.stop();
  }

  /** Nothing tells of a subscription that was dropped silently, but it no longer hears its own echo. */
  private watch(): void {
    const before = this.heard;
    this.after(this.patience.silentMs, () => {
      if (this.heard !== before) return this.watch();
      void this.redis.publish(this.name, echo).catch(() => {}); // then there is no echo either
      this.after(this.patience.echoMs, () => (this.heard === before ? this.renew() : this.watch()));
    });
  }

  private renew(): void {
    if (this.closed) return;
    this.counts.renewed();
    this.stop();
    this.stop = () => {};
    this.after(this.waitMs * (0.5 + Math.random() / 2), () => void this.open(true)); // not all at the same moment
    this.waitMs = Math.min(this.waitMs * 2, this.patience.longestWaitMs);
  }

  private after(ms: number, then: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, ms);
  }
}

/**
 * One channel a run, one subscription to it a process, ended with the last listener. A subscription that was lost,
 * noticed or not, is renewed and its listeners told to look; subscribers poll meanwhile. Announcements never fail.
 */
export function createRedisSignal(redis: Redis, counts: SignalCounts = uncounted, patience: Patience = usual): Signal {
  const listeners = new Listeners();
  const channels = new Map<string, { channel: Channel; opened: Promise<void>; users: number }>();
  /** Announcements under way; those that come meanwhile are joined to one. */
  const sending = new Map<string, number>();

  const publish = (runId: string, seq: number) =>
    redis.publish(nameOf(runId, 'signal'), JSON.stringify({ seq })).then(
      () => counts.announced('sent'),
      () => counts.announced('failed'), // they poll
    );

  async function send(runId: string): Promise<void> {
    for (let sent = 0; (sending.get(runId) ?? 0) > sent; ) {
      sent = sending.get(runId) ?? 0;
      await publish(runId, sent);
    }
    sending.delete(runId);
  }

  return {
    async announce(runId, seq) {
      listeners.tell(runId, seq);
      if (seq === readersChanged) return publish(runId, seq);
      const busy = sending.has(runId);
      sending.set(runId, Math.max(seq, sending.get(runId) ?? 0));
      if (!busy) await send(runId);
    },
    async subscribe(runId, listener) {
      const forget = listeners.add(runId, listener);
      let entry = channels.get(runId);
      if (!entry) {
        const tell = (seq: number) => listeners.tell(runId, seq);
        const channel = new Channel(redis, nameOf(runId, 'signal'), patience, counts, tell);
        entry = { channel, opened: channel.open(), users: 0 };
        channels.set(runId, entry);
      }
      const joined = entry;
      joined.users += 1;
      await joined.opened;
      let left = false;
      return () => {
        forget();
        if (left) return;
        left = true;
        joined.users -= 1;
        if (joined.users > 0) return;
        joined.channel.close();
        if (channels.get(runId) === joined) channels.delete(runId);
      };
    },
    reachable: () =>
      redis.ping().then(
        () => true,
        () => false,
      ),
    async close() {
      for (const { channel } of channels.values()) channel.close();
      channels.clear();
      listeners.clear();
      await redis.close();
    },
  };
}
