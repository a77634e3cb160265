import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { redisProgram } from '../lib/signal/testing/redis-server';

const root = resolve(import.meta.dirname, '..');
const program = ['node_modules/tsx/dist/cli.mjs', 'e2e/chaos/index.ts', '--patient'];
const size = ['--times', '1', '--runs', '3', '--viewers', '9'];

test('whatever dies: what anybody saw as final is in the log once, and everybody ends with the same minutes', async () => {
  test.skip(!redisProgram, 'there is no Redis on this machine');
  test.setTimeout(420_000);
  const faults = ['kill', 'term', 'pause', 'database', 'twice'];
  const { stdout } = await promisify(execFile)(process.execPath, [...program, ...size, ...faults], { cwd: root });
  for (const fault of faults) expect(stdout).toMatch(new RegExp(`^${fault} .* 0$`, 'm'));
});
