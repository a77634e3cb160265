import type { LoggedEvent } from '@/lib/council/events';
import type { Sight } from '@/lib/council/sight';
import { encodeEvents } from '@/lib/wire/encode';
import type { Outlet } from '@/lib/wire/pushed-stream';

/** A reader who has not taken anything for this long is cut, and resumes by `Last-Event-ID`. */
const stalledMs = 30_000;

/**
 * One open stream. While its queue has room it is live; who falls behind gets nothing pushed any more (deltas are
 * lost first) and reads the log at its own pace until it has caught up.
 */
export class Viewer {
  private live = false;
  private behindSince: number | null = null;

  constructor(
    readonly sight: Sight,
    public last: number,
    private readonly out: Outlet,
    private readonly cut: () => void,
    private readonly pastEnd = false,
    /** Looks whether its reader may go on. */
    readonly look: () => void = () => {},
  ) {}

  get isLive(): boolean {
    return this.live;
  }

  /** From now on the feed pushes. Only when everything up to the feed's head was sent. */
  goLive(): void {
    this.live = true;
    this.behindSince = null;
  }

  /** Durable events, in order, and their bytes. */
  take(events: readonly LoggedEvent[], bytes: Uint8Array, now: number): void {
    if (!this.live) return;
    const fresh = (events[0]?.seq ?? 0) > this.last ? events : events.filter((event) => event.seq > this.last);
    if (fresh.length === 0) return;
    if (!this.hasRoom) {
      this.live = false;
      this.behindSince = now;
      return;
    }
    this.send(fresh, fresh.length === events.length ? bytes : encodeEvents(fresh, this.sight));
  }

  /** Sends events whether or not there is room: for catching up. */
  send(events: readonly LoggedEvent[], bytes: Uint8Array): void {
    this.out.push(bytes);
    this.last = events.at(-1)?.seq ?? this.last;
    if (!this.pastEnd && events.some((event) => event.name === 'run-finished')) this.cut();
  }

  /** Text that is being spoken: dropped when there is no room. What is half said can't be searched for what is hidden. */
  hint(bytes: Uint8Array): void {
    if (this.live && this.hasRoom && !this.sight.redactor) this.out.push(bytes);
  }

  beat(bytes: Uint8Array, now: number): void {
    if (this.hasRoom) this.out.push(bytes);
    else if (this.behindSince !== null && now - this.behindSince > stalledMs) this.cut();
  }

  private get hasRoom(): boolean {
    return this.out.room > 0;
  }
}
