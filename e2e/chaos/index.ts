import { parseArgs } from 'node:util';
import { quantile } from '../bench/table';
import { type FaultName, faults } from './faults';
import { type Outcome, round, stuckMs } from './round';
import { leaseSeconds, openWorld } from './world';

/**
 * `npm run chaos [-- --times 20 --runs 30 --viewers 300 kill term …]`: three instances behind a balancer, each fault so
 * often with requests spread over them, and as often with each meeting kept on one of them by its hash. Ends with 1 when anything was lost, repeated or,
 * unless `--patient`, stuck.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '20' },
    runs: { type: 'string', default: '30' },
    viewers: { type: 'string', default: '300' },
    patient: { type: 'boolean', default: false },
  },
});
const times = Number(values.times);
const runs = Number(values.runs);
const viewers = Number(values.viewers);
const isFault = (name: string): name is FaultName => name in faults;
const unknown = positionals.find((name) => !isFault(name));
if (unknown || ![times, runs, viewers].every((n) => Number.isInteger(n) && n > 0)) {
  console.error(
    unknown ? `There is no fault "${unknown}". There are: ${Object.keys(faults).join(', ')}.` : 'Give whole numbers.',
  );
  process.exit(2);
}

const heading = 'fault     routed  times  takeovers  p50 ms  max ms  longest silence ms  stuck  resumed  wrong';

const world = await openWorld();
let stopping: Promise<void> | undefined;
const stop = () => (stopping ??= world.close());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void stop().finally(() => process.exit(130)));
}
const lines: string[] = [];
try {
  for (const name of Object.keys(faults).filter(isFault)) {
    if (stopping || (positionals.length > 0 && !positionals.includes(name))) continue;
    for (const byMeeting of [false, true]) {
      const all = await repeat(name, byMeeting);
      const stuck = all.silences.filter((ms) => ms > stuckMs(name)).length;
      if (all.wrong.length > 0 || (stuck > 0 && !values.patient)) process.exitCode = 1;
      for (const what of all.wrong.slice(0, 10)) console.log(`  ${name}: ${what}`);
      lines.push(line(name, byMeeting, all, stuck));
      console.log(`${heading}\n${lines.at(-1)}`);
    }
  }
} finally {
  await stop();
}
console.log(`\nLease ${leaseSeconds} s, ${runs} runs, ${viewers} viewers\n${heading}\n${lines.join('\n')}`);

/** Rounds of a fault until it happened often enough. */
async function repeat(name: FaultName, byMeeting: boolean): Promise<Outcome> {
  const all: Outcome = { times: 0, takeovers: [], silences: [], resumed: 0, wrong: [] };
  while (all.times < times && !stopping) {
    const one = await round(world, name, { runs, viewers, times: times - all.times, byMeeting });
    all.times += one.times;
    all.resumed += one.resumed;
    all.takeovers.push(...one.takeovers);
    all.silences.push(...one.silences);
    all.wrong.push(...one.wrong);
    if (one.times === 0) all.wrong.push('a round ended before anything was done to it');
  }
  return all;
}

function line(
  name: string,
  byMeeting: boolean,
  { times: n, takeovers, silences, resumed, wrong }: Outcome,
  stuck: number,
): string {
  const ms = (value: number) => (Number.isFinite(value) ? value.toFixed(0) : '-');
  const cells = [
    String(n).padStart(5),
    String(takeovers.length).padStart(9),
    ms(quantile(takeovers, 0.5)).padStart(6),
    ms(Math.max(...takeovers)).padStart(6),
    ms(Math.max(...silences)).padStart(18),
    String(stuck).padStart(5),
    String(resumed).padStart(7),
    String(wrong.length).padStart(5),
  ];
  return `${name.padEnd(8)}  ${byMeeting ? 'hashed' : 'spread'}  ${cells.join('  ')}`;
}
