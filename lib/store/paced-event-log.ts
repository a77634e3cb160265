import type { EventLog } from '../ports/event-log';

interface Watch {
  /** How many appends of drivers wait now. */
  waiting(count: number): void;
  /** How long an append took the database, ms. */
  took(ms: number): void;
}

/**
 * A log whose drivers never ask for more than `most` appends at once: a slow database slows them down, each waiting
 * before its next turn, and leaves connections to people and pages, who never wait here. While drivers wait, the text
 * of open turns is not saved: it would only make them wait longer, and viewers here hear it anyway.
 */
export function pacedEventLog(log: EventLog, most: number, watch: Watch): EventLog {
  const line: (() => void)[] = [];
  let under = 0;

  async function paced<T>(work: () => Promise<T>): Promise<T> {
    if (under >= most) {
      await new Promise<void>((resolve) => watch.waiting(line.push(resolve)));
    } else under += 1;
    const began = performance.now();
    try {
      return await work();
    } finally {
      watch.took(performance.now() - began);
      const next = line.shift();
      if (next) {
        watch.waiting(line.length);
        next();
      } else under -= 1;
    }
  }

  return {
    ...log,
    appendMoves: (...args) => paced(() => log.appendMoves(...args)),
    appendResults: (...args) => paced(() => log.appendResults(...args)),
    takeOver: (...args) => paced(() => log.takeOver(...args)),
    saveSpeech: async (...args) => {
      if (line.length === 0) await log.saveSpeech(...args);
    },
  };
}
