import { writeFileSync } from 'node:fs';
import baseline from './baseline.json';
import { measure } from './measure';
import { measureOwnMinutes } from './minutes/measure-minutes';
import { amiFolder, realMeetings } from './minutes/meetings';
import { realFigures, realText } from './minutes/real-table';
import { takers } from './minutes/takers';
import { kept, printed, recalled, regressions } from './table';

/** Meetings whose labelled decisions were read while the rules were made; of the others only labelled tasks were. */
const developedOn = ['ES2004a', 'ES2008a', 'ES2014a', 'ES2014d', 'IS1009a', 'TS3003a', 'TS3003c', 'TS3007b'];

/** `npm run eval [-- --json | --keep]`: prints the table; `--keep` makes it the baseline that later ones must reach. */
const { councils, checks: ofCouncils } = measure();
const own = await measureOwnMinutes();
const { minutes } = own;
const checks = { ...ofCouncils, ...own.checks };
const worse = [
  ...regressions(councils, recalled(baseline.councils)),
  ...regressions(minutes, recalled(baseline.minutes)),
  ...regressions(checks, recalled(baseline.checks)),
];
const meetings = realMeetings();
const real = await Promise.all(Object.entries(takers).map(([name, taker]) => realFigures(name, taker, meetings)));
const verdict =
  worse.length > 0 ? `Worse than the baseline:\n${worse.join('\n')}` : 'Nothing is worse than the baseline.';
const ofReal =
  meetings.length > 0
    ? real.map((figures) => realText(figures, developedOn))
    : [`Real meetings were not measured: there are none in ${amiFolder}.`];
const text = [
  printed('Council', councils),
  printed('Check', checks),
  printed('Own transcripts, minutes by rules', minutes),
  ...ofReal,
  verdict,
].join('\n\n');
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify({ councils, minutes, checks, real, worse }, null, 2)}\n`
    : `${text}\n`,
);
if (process.argv.includes('--keep')) {
  const file = new URL('./baseline.json', import.meta.url);
  const now = { councils: kept(councils), minutes: kept(minutes), checks: kept(checks) };
  writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
} else if (worse.length > 0) process.exitCode = 1;
