import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { edgeFaults } from './edge.mjs';
import { environment, Plain, projectNode, root } from './install.mjs';

/** Builds take turns, so that one that fails leaves the other servable. */
const folders = ['.next-a', '.next-b'];
const note = (folder) => join(root, folder, 'xio.json');

/** What the product is not made of. */
const outside =
  /^(node_modules|\.(git|ci|xio|next|env|vscode|idea).*|e2e|docs|out|test-results|playwright-report|next-env.d.ts|.*\.tsbuildinfo|[^/]*\.md)$/;
const isTest = /\.(test|int\.test)\.[a-z]+$/;

/** SHA-256 over the path and content of every source, and the lock file. */
export function sourceHash() {
  const hash = createHash('sha256');
  const data = resolve(root, process.env.XIO_DATA_DIR ?? '.xio');
  const visit = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (outside.test(path) || isTest.test(path) || join(root, path) === data) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile())
        hash
          .update(`${path}\0`)
          .update(readFileSync(join(root, path)))
          .update('\0');
    }
  };
  visit('');
  return hash.digest('hex');
}

/** Builds that succeeded, the newest first. */
function goodBuilds() {
  return folders
    .filter((folder) => existsSync(note(folder)))
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(note(folder), 'utf8')) }))
    .sort((a, b) => b.builtAt.localeCompare(a.builtAt));
}

function nextBuild(folder) {
  return new Promise((resolve, reject) => {
    const child = spawn(projectNode(), ['node_modules/next/dist/bin/next', 'build'], {
      cwd: root,
      env: { ...environment(), NODE_ENV: 'production', XIO_DIST_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const forward = (signal) => child.kill(signal);
    process.once('SIGTERM', forward).once('SIGINT', forward);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGTERM', forward).off('SIGINT', forward);
      resolve({ ok: code === 0, stopped: signal !== null, output });
    });
  });
}

/**
 * The folder of a build of the present sources, built only when they changed. When that fails, says so and gives the
 * last good one, unless `strict`.
 */
export async function build({ strict = false } = {}) {
  const { LockHeld, withFileLock } = await import('../../db/embedded/file-lock.ts');
  return withFileLock(
    join(root, 'node_modules', '.xio-build.lock'),
    async () => {
      const hash = sourceHash();
      const good = goodBuilds();
      const same = good.find((one) => one.hash === hash);
      if (same) return same.folder;

      const folder = folders.find((name) => name !== good[0]?.folder);
      console.log('Building (about half a minute) …');
      rmSync(note(folder), { force: true });
      const { ok, stopped, output } = await nextBuild(folder);
      const faults = ok ? edgeFaults(join(root, folder)) : [];
      if (ok && faults.length === 0) {
        writeFileSync(note(folder), JSON.stringify({ hash, builtAt: new Date().toISOString() }));
        return folder;
      }
      if (stopped) throw new Plain('The build was stopped.');
      console.error([output.trimEnd(), ...faults].join('\n'));
      if (strict || !good[0]) throw new Plain('The build failed: see above.');
      console.error(`The build failed: see above. Serving the last good one, of ${good[0].builtAt}.`);
      return good[0].folder;
    },
    600_000,
    () => console.log('Another process is building. Waiting for it …'),
  ).catch((error) => {
    throw error instanceof LockHeld ? new Plain(error.message) : error;
  });
}
