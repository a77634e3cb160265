import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Child {
  send(message: unknown): void;
  /** The next message of the child. @throws Error when it ends instead. */
  next<T>(): Promise<T>;
  stop(): void;
}

/** Starts a program of this folder in a process of its own, which ends with ours. */
export function startChild(file: string): Child {
  const child: ChildProcess = fork(join(import.meta.dirname, file), { serialization: 'advanced' });
  const inbox: unknown[] = [];
  child.on('message', (message) => inbox.push(message));
  const ended = once(child, 'exit').then(() => 'ended' as const);
  return {
    send: (message) => child.send(message as object),
    /** Guarantee of the cast: both ends of the pipe are files of this folder, each sends what the other awaits. */
    async next<T>() {
      while (inbox.length === 0) {
        const what = await Promise.race([once(child, 'message'), ended]);
        if (what === 'ended' && inbox.length === 0) throw new Error(`${file} ended with ${child.exitCode}`);
      }
      return inbox.shift() as T;
    },
    stop: () => child.disconnect(),
  };
}

const origin = performance.timeOrigin;

/** Ms since 1970 with fractions; comparable between processes of one machine. */
export const preciseNow = (): number => origin + performance.now();
