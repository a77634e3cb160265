import { afterAll, beforeAll, expect, it } from 'vitest';
import { driverWanted, readersChanged, type Signal } from '../ports/signal';

export interface SignalBench {
  signal: Signal;
  /** An append by another process, or what stands for it. */
  appended(runId: string, seq: number): Promise<void>;
  /** An announcement by another process, or what stands for it. */
  announced(runId: string, seq: number): Promise<void>;
  close(): Promise<void>;
}

/** What every signal promises. */
export function signalContract(open: () => Promise<SignalBench>): void {
  let bench: SignalBench;
  let signal: Signal;
  beforeAll(async () => {
    bench = await open();
    signal = bench.signal;
  });
  afterAll(async () => {
    await signal?.close();
    await bench?.close();
  });

  /** Subscribes and hands out what is heard, one by one. */
  async function hear(runId: string) {
    const heard: number[] = [];
    let wake = () => {};
    const leave = await signal.subscribe(runId, (seq) => {
      heard.push(seq);
      wake();
    });
    const until = async (seq: number) => {
      while (!heard.includes(seq)) await new Promise<void>((resolve) => (wake = resolve));
    };
    return { heard, until, leave };
  }

  it('reaches every listener of the run: nobody waits for the next poll', async () => {
    const [one, two] = [await hear('run-a'), await hear('run-a')];
    await bench.appended('run-a', 7);
    await Promise.all([one.until(7), two.until(7)]);
  });

  it('is heard in its own process at once', async () => {
    const one = await hear('run-b');
    await signal.announce('run-b', 3);
    expect(one.heard).toContain(3);
  });

  it('is not heard by listeners of other runs', async () => {
    const [one, other] = [await hear('run-c'), await hear('run-d')];
    await bench.appended('run-c', 1);
    await bench.appended('run-d', 2);
    await other.until(2);
    expect(other.heard).toEqual([2]);
    expect(one.heard).toEqual([1]);
  });

  it('calls every process where a run waits for a driver: nobody waits for the next sweep', async () => {
    const here = await hear(driverWanted);
    await bench.announced(driverWanted, 9);
    await here.until(9);
  });

  it('tells every process that the readers of a run changed: who was shut out sees nothing more', async () => {
    const here = await hear('run-f');
    await bench.announced('run-f', readersChanged);
    await here.until(readersChanged);
  });

  it('is not heard after leaving: a viewer who went away costs nothing', async () => {
    const [gone, stays] = [await hear('run-e'), await hear('run-e')];
    gone.leave();
    await bench.appended('run-e', 1);
    await stays.until(1);
    expect(gone.heard).toEqual([]);
  });
}
