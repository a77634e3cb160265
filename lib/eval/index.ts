import { writeFileSync } from 'node:fs';
import baseline from './baseline.json';
import { measure } from './measure';
import { kept, printed, recalled, regressions } from './table';

/** `npm run eval [-- --json | --keep]`: prints the table; `--keep` makes it the baseline that later ones must reach. */
const { councils, checks } = measure();
const worse = [
  ...regressions(councils, recalled(baseline.councils)),
  ...regressions(checks, recalled(baseline.checks)),
];
const verdict =
  worse.length > 0 ? `Worse than the baseline:\n${worse.join('\n')}` : 'Nothing is worse than the baseline.';
const text = `${printed('Council', councils)}\n\n${printed('Check', checks)}\n\n${verdict}\n`;
process.stdout.write(
  process.argv.includes('--json') ? `${JSON.stringify({ councils, checks, worse }, null, 2)}\n` : text,
);
if (process.argv.includes('--keep')) {
  const file = new URL('./baseline.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify({ councils: kept(councils), checks: kept(checks) }, null, 2)}\n`);
} else if (worse.length > 0) process.exitCode = 1;
