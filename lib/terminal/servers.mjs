import { existsSync } from 'node:fs';
import { run } from './install.mjs';

/** What integration tests start or run: where it usually lies, and the Debian package that brings it. */
const servers = [
  {
    name: 'Redis',
    variable: 'XIO_REDIS_SERVER',
    // The last is the same program under another name: `redis-tools` brings it without a service that starts.
    places: [
      '/usr/bin/redis-server',
      '/usr/local/bin/redis-server',
      '/opt/homebrew/bin/redis-server',
      '/usr/bin/redis-check-rdb',
    ],
    package: 'redis-tools',
  },
  {
    name: 'PostgreSQL 15, the oldest that XIO runs on',
    variable: 'XIO_POSTGRES15',
    places: ['/usr/lib/postgresql/15/bin', '/opt/homebrew/opt/postgresql@15/bin'],
    package: 'postgresql-15',
  },
  {
    name: 'promtool of Prometheus',
    variable: 'XIO_PROMTOOL',
    places: ['/usr/bin/promtool', '/usr/local/bin/promtool', '/opt/homebrew/bin/promtool'],
    package: 'prometheus',
  },
  {
    name: 'SimpleSAMLphp, an identity provider',
    variable: 'XIO_SIMPLESAMLPHP',
    places: ['/usr/share/simplesamlphp'],
    package: 'simplesamlphp php-cli php-xml',
  },
];

const find = ({ variable, places }) => [process.env[variable], ...places].find((path) => path && existsSync(path));
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };

/**
 * The servers of `wanted` that tests need; root installs Debian's where they are missing. What can't be had is told
 * loudly, and its tests are skipped.
 * @returns {Promise<Record<string, string>>} variables that name the programs
 */
export async function findServers(wanted = servers.map(({ variable }) => variable)) {
  const needed = servers.filter(({ variable }) => wanted.includes(variable));
  const missing = needed.filter((server) => !find(server));
  if (missing.length && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await run(['apt-get', 'update', '-qq'], quiet);
    for (const { name, package: brings } of missing) {
      console.log(`Installing ${name} from Debian …`);
      await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...brings.split(' ')], quiet);
    }
  }
  const found = {};
  for (const server of needed) {
    const path = find(server);
    if (path) {
      found[server.variable] = path;
      continue;
    }
    console.error(`\n!!! The tests with ${server.name} are SKIPPED: there is none on this machine.`);
    console.error(`!!! As root: apt-get install ${server.package}, or set ${server.variable} to its path.\n`);
  }
  return found;
}
