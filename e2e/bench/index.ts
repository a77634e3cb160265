import { core } from './core';
import { exportsToNotion } from './exports';
import { guards } from './guards';
import { instances } from './instances';
import { javascript } from './javascript';
import { type Lab, openLab } from './lab';
import { ledgers } from './ledgers';
import { lighthouse } from './lighthouse';
import { memory } from './memory';
import { plans } from './plans';
import { revocation } from './revocation';
import { room } from './room';
import { runs } from './runs';
import { speech } from './speech';
import { format, type Row } from './table';
import { timing } from './timing';
import { trail } from './trail';
import { turns } from './turns';
import { viewers } from './viewers';

/** `npm run bench [-- turns viewers instances runs memory javascript room speech lighthouse core ledgers exports guards revocation timing plans trail]`: what the product costs, beside floors of the same run. */
const benches: Record<string, (lab: Lab) => Promise<Row[]>> = {
  turns,
  viewers,
  instances,
  runs,
  memory,
  javascript,
  room,
  speech,
  lighthouse,
  core,
  ledgers,
  exports: exportsToNotion,
  guards,
  revocation,
  timing,
  plans,
  trail,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in benches));
if (unknown) {
  console.error(`There is no bench "${unknown}". There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

const lab = await openLab();
const rows: Row[] = [];
let stopping: Promise<void> | undefined;
const stop = () => (stopping ??= lab.stop());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void stop().finally(() => process.exit(130)));
}
for (const [name, bench] of Object.entries(benches)) {
  if (stopping || (wanted.length > 0 && !wanted.includes(name))) continue;
  const began = performance.now();
  try {
    const own = await bench(lab);
    rows.push(...own);
    console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s\n${format(own)}\n`);
  } catch (error) {
    process.exitCode = 1;
    console.error(`${name} broke:`, error);
  }
}
if (rows.length > 0) console.log(`All:\n${format(rows)}\n`);
await stop();
