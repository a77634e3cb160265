// npm test [-- lint types unit integration browser audit]: installs what is missing, runs the suites, ends with one line.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, onProjectNode, Plain, projectNode, root, run } from './install.mjs';

const ci = Boolean(process.env.CI) && process.env.CI !== 'false';
let reports = '';

const tool = (script, ...args) => [projectNode(), `node_modules/${script}`, ...args];
const oneCheck = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

/** Counts of a suite that wrote a report; one that could not even write it, or failed beside its tests, has failed. */
function counts(file, code, read) {
  let found = { passed: 0, failed: 0, skipped: 0 };
  try {
    found = read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    console.error('The suite wrote no report.');
  }
  if (code !== 0 && found.failed === 0) found.failed = 1;
  return found;
}

async function vitest(project, servers = {}) {
  const file = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run(tool('vitest/vitest.mjs', ...args), {
    env: { ...environment(), ...servers, NODE_ENV: 'test' },
  });
  return counts(file, code, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }));
}

async function browser() {
  const { build } = await import('./build.mjs');
  const { findChromium } = await import('./browser.mjs');
  const chromium = await findChromium();
  if (!chromium) {
    console.error(
      '\n!!! The browser journeys were SKIPPED: there is no Chromium. As root: apt-get install chromium-headless-shell',
    );
    console.error('!!! or set XIO_CHROMIUM to the path of one.\n');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const { findServers } = await import('./servers.mjs');
  const servers = await findServers(['XIO_REDIS_SERVER']);
  await build({ strict: true });
  const file = join(reports, 'browser.json');
  const env = { ...environment(), ...servers, XIO_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const args = ['test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json'];
  const code = await run(tool('@playwright/test/cli.js', ...args), { env });
  return counts(file, code, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));
}

/** What is known to be wrong with the packages that ship; needs npm's registry, so it is asked for where CI is set. */
async function audit() {
  if (!ci) {
    console.log('Not run here: the audit of dependencies (npm audit). It runs where CI is set.');
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const asked = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', env: environment() });
  const found = readReport(asked.stdout)?.metadata?.vulnerabilities;
  if (!found) {
    console.error('\n!!! The dependencies were NOT AUDITED: npm’s registry did not answer.\n');
    return { passed: 0, failed: 0, skipped: 0 };
  }
  console.log(
    `npm audit: ${found.critical} critical, ${found.high} high, ${found.moderate} moderate, ${found.low} low`,
  );
  return oneCheck(found.critical + found.high);
}

function readReport(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const suites = {
  lint: async () => oneCheck(await run(tool('@biomejs/biome/bin/biome', 'check'))),
  types: async () => {
    const generated = await run(tool('next/dist/bin/next', 'typegen'), { stdio: ['ignore', 'ignore', 'inherit'] });
    return oneCheck(generated || (await run(tool('typescript/bin/tsc', '--noEmit'))));
  },
  unit: () => vitest('unit'),
  integration: async () => {
    const { findServers } = await import('./servers.mjs');
    return vitest('integration', await findServers());
  },
  browser,
  audit,
};

await onProjectNode(
  import.meta.url,
  async () => {
    process.chdir(root);
    const wanted = process.argv.slice(2);
    const unknown = wanted.find((name) => !(name in suites));
    if (unknown) throw new Plain(`There is no suite "${unknown}". There are: ${Object.keys(suites).join(', ')}.`);

    reports = mkdtempSync(join(tmpdir(), 'xio-reports-'));
    let stopped = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (stopped = true));

    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const name of wanted.length ? wanted : Object.keys(suites)) {
      if (stopped) break;
      console.log(`\n=== ${name}`);
      const began = Date.now();
      const result = await suites[name]().catch((error) => {
        console.error(error instanceof Plain ? error.message : error);
        return { passed: 0, failed: 1, skipped: 0 };
      });
      const told = `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`;
      console.log(`=== ${name}: ${told}, ${((Date.now() - began) / 1000).toFixed(1)} s`);
      for (const key of Object.keys(total)) total[key] += result[key];
    }
    rmSync(reports, { recursive: true, force: true });
    if (stopped) throw new Plain('The tests were stopped.');
    if (ci && total.skipped) {
      console.error('Nothing may be skipped where CI is set: what was skipped counts as failed.');
      total.failed += total.skipped;
      total.skipped = 0;
    }
    console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
    process.exitCode = total.failed ? 1 : 0;
  },
  { dotenv: false },
);
