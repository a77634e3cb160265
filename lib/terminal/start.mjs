// npm start: installs, builds and serves XIO, each only where needed. Runs on any Node from 20 on.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { environment, onProjectNode, Plain, projectNode, root, run, whenAbandoned } from './install.mjs';

const isFree = (port, host) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });

/** The port that was asked for, or 3000 or the next free one. */
async function choosePort({ HOST, PORT }) {
  if (await isFree(PORT, HOST)) return PORT;
  if (process.env.PORT?.trim()) {
    throw new Plain(
      `Port ${PORT} is taken by another program. Stop that one, or set PORT to a free port, or to nothing.`,
    );
  }
  for (let port = PORT + 1; port < PORT + 100; port++) if (await isFree(port, HOST)) return port;
  throw new Plain(`No port from ${PORT} to ${PORT + 99} is free. Set PORT to one that is.`);
}

async function checkedEnvironment() {
  const { tsImport } = await import('tsx/esm/api');
  const { EnvError, readEnv } = await tsImport('../env.ts', import.meta.url);
  try {
    return readEnv();
  } catch (error) {
    if (error instanceof EnvError) throw new Plain(`${error.message}\nSee .env.example for what each variable means.`);
    throw error;
  }
}

/** What Next prints about itself at its start. */
const banner = /^\s*(▲|- (Local|Network|Environments)|✓|$)/;

/** Longer than balancers keep an idle connection (mostly 60 s), so that none is closed while they send on it, ms. */
const idleMs = 65_000;

/** Serves until told to stop; then gives runs and the database the time to end cleanly. */
function serve(folder, env, port) {
  const args = ['start', '-H', env.HOST, '-p', String(port), '--keepAliveTimeout', String(idleMs)];
  const child = spawn(projectNode(), ['node_modules/next/dist/bin/next', ...args], {
    cwd: root,
    env: {
      ...environment(),
      NODE_ENV: 'production',
      NEXT_MANUAL_SIG_HANDLE: 'true',
      XIO_DIST_DIR: folder,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  createInterface(child.stdout).on('line', (line) => banner.test(stripVTControlCharacters(line)) || console.log(line));
  const state = { stopping: 0, said: '' };
  child.on('message', (message) => {
    if (typeof message?.said === 'string') state.said = message.said;
  });
  const stop = (signal = 'SIGTERM') => {
    // Ctrl-C reaches us once by the terminal and once by our parent; a second one, later, means "at once".
    if (state.stopping && Date.now() - state.stopping > 1_000) child.kill('SIGKILL');
    if (state.stopping) return;
    state.stopping = Date.now();
    child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), (env.XIO_GRACE_SECONDS + 10) * 1_000).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  whenAbandoned(() => stop('SIGHUP'));
  return { child, state, exited: once(child, 'exit') };
}

/** Any answer means that it listens and that its database is open. */
async function isReady(address, exited) {
  let gone = false;
  exited.then(() => (gone = true));
  while (!gone) {
    const answer = await fetch(`${address}/api/v1/health`, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
    if (answer) return true;
    await wait(50);
  }
  return false;
}

await onProjectNode(import.meta.url, async () => {
  process.chdir(root);
  const env = await checkedEnvironment();
  await choosePort(env); // refuses before the build, not after it
  const { build } = await import('./build.mjs');
  const folder = await build();
  const port = await choosePort(env);
  const { child, state, exited } = serve(folder, env, port);
  const open = ['0.0.0.0', '::'].includes(env.HOST) ? '127.0.0.1' : env.HOST;
  const address = `http://${open.includes(':') ? `[${open}]` : open}:${port}`;

  if (await isReady(address, exited)) {
    const model = env.XIO_MODEL && `${env.XIO_MODEL.provider}:${env.XIO_MODEL.name}`;
    console.log(`\nXIO is ready: ${address}`);
    console.log(
      model
        ? `Experts speak by ${model}`
        : 'Scripted experts: no model connected (.env.example says how to connect one)',
    );
    if (state.said) console.log(state.said);
    console.log('Stop it with Ctrl-C\n');
    if (process.argv.includes('--demo')) {
      run([projectNode(), '--import', 'tsx', 'lib/terminal/demo.ts', address]).then(
        (code) => code && child.kill('SIGTERM'),
      );
    }
  }
  const [code, signal] = await exited;
  if (!state.stopping && signal) console.error(`The server was ended by ${signal}. npm start goes on where it was.`);
  process.exitCode = state.stopping ? 0 : (code ?? 1);
  if (process.connected) process.disconnect();
});
