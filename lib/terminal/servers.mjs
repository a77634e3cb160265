import { existsSync } from 'node:fs';
import { Plain, run } from './install.mjs';

/** Programs that integration tests start, where they usually lie, and the Debian package that brings them. */
const programs = [
  {
    name: 'Redis',
    variable: 'XIO_REDIS_SERVER',
    places: [
      '/usr/bin/redis-server',
      '/usr/local/bin/redis-server',
      '/opt/homebrew/bin/redis-server',
      // The same program under another name: `redis-tools` brings it without a service that starts.
      '/usr/bin/redis-check-rdb',
    ],
    package: 'redis-tools',
  },
];

const find = ({ variable, places }) => [process.env[variable], ...places].find((path) => path && existsSync(path));

/**
 * The servers that integration tests need; root installs Debian's where they are missing. What can't be had is told
 * loudly, and its tests are skipped.
 * @returns {Promise<Record<string, string>>} variables that name the programs
 */
export async function findServers() {
  const missing = programs.filter((program) => !find(program)).map((program) => program.package);
  if (missing.length && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${missing.join(', ')} from Debian …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run(['apt-get', 'update', '-qq'], { env });
    const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
    const code = await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...missing], options);
    if (code !== 0) throw new Plain(`${missing.join(', ')} could not be installed: see what apt-get says above.`);
  }
  const found = {};
  for (const program of programs) {
    const path = find(program);
    if (path) {
      found[program.variable] = path;
      continue;
    }
    console.error(`\n!!! The tests with ${program.name} are SKIPPED: there is none on this machine.`);
    console.error(`!!! As root: apt-get install ${program.package}, or set ${program.variable} to its path.\n`);
  }
  return found;
}
