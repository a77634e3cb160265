import { type Child, startChild } from './children';
import type { Watched } from './crowd';
import { quantile } from './table';

/** So many viewers of a stream, in processes of their own; resolves when all are connected. */
export async function gather(url: string, token: string, count: number): Promise<Child[]> {
  const halves = count > 500 ? [Math.ceil(count / 2), Math.floor(count / 2)] : [count];
  return Promise.all(
    halves.map(async (some) => {
      const crowd = startChild('crowd.ts');
      crowd.send({ url, token, count: some });
      await crowd.next<{ open: number }>();
      return crowd;
    }),
  );
}

/** Waits until every stream has ended: from `sent` to receipt over all viewers, ms, and what they lost. */
export async function leave(crowds: Child[], sent: ReadonlyMap<number, number>, head: number) {
  const all = await Promise.all(crowds.map((crowd) => crowd.next<Watched>()));
  for (const crowd of crowds) crowd.stop();
  const receipts = all.flatMap((one) => one.receipts);
  const delays = receipts.flatMap((own) => [...sent].map(([seq, at]) => (own[seq] ?? Number.NaN) - at));
  const lost = receipts.reduce((sum, own) => {
    for (let seq = 1; seq <= head; seq++) if (!Number.isFinite(own[seq])) sum += 1;
    return sum;
  }, 0);
  const sum = (of: (one: Watched) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    p50: quantile(delays.filter(Number.isFinite), 0.5),
    p99: quantile(delays.filter(Number.isFinite), 0.99),
    lost: lost + sum((one) => one.disorder),
    resumed: sum((one) => one.resumed),
  };
}
