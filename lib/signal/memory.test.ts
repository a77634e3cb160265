import { describe } from 'vitest';
import { leaseContract } from './lease.contract';
import { createMemoryLease } from './memory-lease';
import { createMemorySignal } from './memory-signal';
import { signalContract } from './signal.contract';

describe('the lease in memory', () => {
  leaseContract(async () => {
    let now = 0;
    let runs = 0;
    return {
      lease: createMemoryLease({ now: () => now, wait: async () => {} }),
      newRun: async () => `run-${++runs}`,
      pass: async (_, ms) => {
        now += ms;
      },
      close: async () => {},
    };
  });
});

describe('the signal in memory', () => {
  signalContract(async () => {
    const signal = createMemorySignal();
    return { signal, appended: signal.announce, announced: signal.announce, close: async () => {} };
  });
});
