import type { Replay } from '@/lib/wire/replay';
import type { RunView } from '@/lib/wire/run-store';

export const speeds = [1, 4, 16, 64] as const;
export type Speed = (typeof speeds)[number];

export interface Playing extends RunView {
  ms: number;
  playing: boolean;
  speed: Speed;
}

/** A run that is played from its log: to the room it is a run like any other. */
export interface Player {
  replay: Replay;
  getSnapshot(): Playing;
  subscribe(listener: () => void): () => void;
  retryNow(): void;
  /** The database's clock at this moment, in whole quarters of a second, ms since 1970. */
  clock(): number;
  seek(ms: number): void;
  /** From the beginning once the end was reached. */
  play(): void;
  pause(): void;
  setSpeed(speed: Speed): void;
  /** So much time has passed, ms; nothing moves while it is paused. */
  pass(ms: number): void;
  /** To where a turn begins: the one before this moment, or after it. */
  step(to: 'previous' | 'next'): void;
}

/** Going back within this much of a turn's beginning means the turn before it, ms. */
const justBegun = 400;

/** `whole`: texts appear at once instead of growing, for who wants nothing to move. */
export function createPlayer(replay: Replay, startMs: number, whole: boolean): Player {
  const view = (ms: number) => ({ ...replay.viewAt(ms, whole), ms });
  let now: Playing = { ...view(startMs), connection: 'ended', retryInMs: null, playing: false, speed: 1 };
  const listeners = new Set<() => void>();
  const set = (change: Partial<Playing>) => {
    now = { ...now, ...change };
    for (const listener of listeners) listener();
  };
  const seek = (ms: number) => set(view(Math.max(0, Math.min(replay.lengthMs, ms))));
  return {
    replay,
    getSnapshot: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow() {},
    clock: () => Math.floor(replay.clockAt(now.ms) / 250) * 250,
    seek,
    play() {
      if (now.ms >= replay.lengthMs) seek(0);
      set({ playing: true });
    },
    pause: () => set({ playing: false }),
    setSpeed: (speed) => set({ speed }),
    pass(ms) {
      if (!now.playing) return;
      seek(now.ms + ms * now.speed);
      if (now.ms >= replay.lengthMs) set({ playing: false });
    },
    step(to) {
      const { turnsMs, lengthMs } = replay;
      if (to === 'next') seek(turnsMs.find((ms) => ms > now.ms) ?? lengthMs);
      else seek(turnsMs.findLast((ms) => ms < now.ms - (now.playing ? justBegun * now.speed : 0)) ?? 0);
    },
  };
}
