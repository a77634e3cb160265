// Runs on any Node from 20 on, with nothing installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const modules = join(root, 'node_modules');

/** A failure that is told in its own words, without a stack. */
export class Plain extends Error {}

/** Packages of a lock file by path; npm leaves a copy of what it installed in node_modules. */
const packages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

function isInstalled() {
  try {
    const wanted = packages(join(root, 'package-lock.json'));
    const present = packages(join(modules, '.package-lock.json'));
    return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
      if (path === '') return true;
      const found = present[path];
      return found ? found.version === version && found.integrity === integrity : optional;
    });
  } catch {
    return false;
  }
}

/** Installs exactly what the lock file names, where node_modules differs from it. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing packages (about a minute) …');
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run([...npm, ...args], { shell: process.platform === 'win32' && npm.length === 1 });
  if (code !== 0) throw new Plain('The packages could not be installed: see what npm says above, then start again.');
}

const isNode24 = Number(process.versions.node.split('.')[0]) >= 24;

/** The Node that XIO runs on: this one when it is new enough, else the one among the packages. */
export function projectNode() {
  if (isNode24) return process.execPath;
  const own = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  throw new Plain(
    `XIO needs Node 24 and this is ${process.version}. It comes with the packages, but npm runs here without install scripts: install Node 24, or allow them and delete node_modules.`,
  );
}

/** Environment of our programs: the packages' own Node first, nothing reported to anybody. */
export const environment = () => ({
  ...process.env,
  PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH ?? ''}`,
  NEXT_TELEMETRY_DISABLED: '1',
});

/** Calls `stop` once when whoever started us is gone: npm passes a signal to its shell only, and then we have another parent. */
export function whenAbandoned(stop) {
  const parent = process.ppid;
  const watch = setInterval(() => process.env.npm_lifecycle_event && process.ppid !== parent && abandon(), 500).unref();
  const abandon = () => {
    clearInterval(watch);
    process.off('disconnect', abandon);
    stop();
  };
  process.once('disconnect', abandon);
  return () => {
    clearInterval(watch);
    process.off('disconnect', abandon);
  };
}

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** Runs a program to its end in the project's folder. Signals that we get go to it. Resolves to its exit code. */
export function run([command, ...args], options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: environment(), stdio: 'inherit', ...options });
    // Ctrl-C at a terminal reaches the program by itself: twice would mean "at once".
    const forward = (signal) => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    const release = whenAbandoned(() => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      release();
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/**
 * Runs `main` on Node 24 with the packages installed and `.env` read. Where this Node is older, the program runs
 * again on the packages' own, and ends when we end, however that happens.
 */
export async function onProjectNode(script, main, { dotenv = true } = {}) {
  try {
    if (dotenv && existsSync(join(root, '.env'))) process.loadEnvFile?.(join(root, '.env'));
    await ensureInstalled();
    if (isNode24) return await main();
    const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
    process.exitCode = await run([projectNode(), fileURLToPath(script), ...process.argv.slice(2)], { stdio });
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
