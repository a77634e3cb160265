import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { temporaryDataDir } from '../db/embedded/temporary';
import { startProduct } from './server';

/** What `npm start` says when it can't start, and how it ends. */
async function refusal(env: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const root = resolve(import.meta.dirname, '..');
  const child = spawn(process.execPath, ['lib/terminal/start.mjs'], { cwd: root, env: { ...process.env, ...env } });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, said };
}

test('two servers share one data folder, and the one that stays keeps its database', async () => {
  const XIO_DATA_DIR = await temporaryDataDir(resolve(import.meta.dirname, '..'));
  const [first, second] = await Promise.all([startProduct({ XIO_DATA_DIR }), startProduct({ XIO_DATA_DIR })]);
  await first.stop({ keep: true });
  expect((await fetch(`${second.url}/api/v1/ready`)).status).toBe(200);
  await second.stop();
});

test('a port that was asked for and is taken, or a wrong setting, stops the start with a sentence', async ({
  baseURL,
}) => {
  const PORT = new URL(baseURL ?? '').port;
  expect(await refusal({ PORT })).toEqual({ code: 1, said: expect.stringContaining(`Port ${PORT} is taken`) });
  const wrong = await refusal({ PORT: '99999' });
  expect(wrong).toEqual({ code: 1, said: expect.stringMatching(/^PORT must be a whole number from 1 to 65535/) });
});
