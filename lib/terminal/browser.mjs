import { existsSync } from 'node:fs';
import { Plain, run } from './install.mjs';

const places = [
  process.env.XIO_CHROMIUM,
  // The same engine without a window's compositor: a fifth less work for the processor.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const find = () => places.find((path) => path && existsSync(path)) ?? null;

/** A Chromium for the journeys; root installs Debian's where there is none. Null: there is none to be had here. */
export async function findChromium() {
  const found = find();
  if (found || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
  console.log('Installing Chromium and fonts from Debian …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['chromium-headless-shell', 'fonts-liberation', 'fonts-dejavu-core'];
  await run(['apt-get', 'update', '-qq'], { env });
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  const code = await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  if (code !== 0) throw new Plain('Chromium could not be installed: see what apt-get says above.');
  return find();
}
