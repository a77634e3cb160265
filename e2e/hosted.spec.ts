import { destroyEmbedded, ensureEmbedded } from '../db/embedded/ensure';
import { temporaryDataDir } from '../db/embedded/temporary';
import { startNeonProxy } from '../db/testing.neon-proxy';
import { redisProgram, startRedis } from '../lib/signal/testing/redis-server';
import { startUpstashProxy } from '../lib/signal/testing/upstash-proxy';
import { afterRun, expect, expectEveryTurn, test, turnsOn } from './journey';
import { startProduct } from './server';

test.use({ storageState: { cookies: [], origins: [] } });

/** What a hosted XIO has: Neon and Upstash, here by their protocols before a PostgreSQL and a Redis of this machine. */
async function startCloud() {
  const dataDir = await temporaryDataDir();
  const database = await ensureEmbedded({ dataDir });
  const redis = await startRedis();
  const [neon, upstash] = await Promise.all([startNeonProxy(database.url), startUpstashProxy(redis.url)]);
  return {
    redis,
    env: {
      DATABASE_URL: database.url,
      DATABASE_DRIVER: 'neon',
      NEON_PROXY_URL: neon.url,
      UPSTASH_REDIS_REST_URL: upstash.url,
      UPSTASH_REDIS_REST_TOKEN: upstash.token,
    },
    async close() {
      await Promise.all([neon.close(), upstash.close()]);
      await redis.close();
      await database.release();
      await destroyEmbedded({ dataDir });
    },
  };
}

test('two instances on Neon and Upstash hold one council, also when Redis goes away in its middle', async ({
  page,
  newViewer,
}) => {
  test.skip(!redisProgram, 'there is no Redis on this machine');
  test.setTimeout(180_000);
  const cloud = await startCloud();
  const settings = { ...cloud.env, XIO_PLAYBOOK_PACE: '8' };
  const one = await startProduct(settings);
  const other = await startProduct(settings);
  try {
    await page.goto(one.url);
    await page.getByRole('button', { name: 'Continue with the local account' }).click();
    await page.getByRole('button', { name: /^Start: Free school meals/ }).click();
    const words = 'article[aria-busy="true"]:not(:has-text("Thinking…"))';
    await expect(page.locator(words).first()).toBeVisible({ timeout: 20_000 });
    const elsewhere = await newViewer();
    await elsewhere.goto(`${other.url}${new URL(page.url()).pathname}`);
    await expect(elsewhere.locator(words).first()).toBeVisible({ timeout: 20_000 });

    const steer = (name: string) => elsewhere.getByRole('complementary').getByRole('button', { name, exact: true });
    await steer('Pause').click();
    await expect(page.getByRole('status').filter({ hasText: 'Paused by' })).toBeVisible({ timeout: 20_000 });
    await steer('Resume').click();
    await expect(page.getByRole('status').filter({ hasText: 'Paused by' })).toHaveCount(0, { timeout: 20_000 });

    await cloud.redis.stop();
    for (const each of [page, elsewhere]) await expect(afterRun(each)).toBeVisible({ timeout: 90_000 });
    const ready = await page.request.get(`${one.url}/api/v1/ready`);
    expect(await ready.json()).toEqual({ status: 'ready', migrations: 'done', signals: 'degraded' });
    const seen = await turnsOn(page);
    expectEveryTurn(seen);
    expect(await turnsOn(elsewhere)).toEqual(seen);
    // A page whose server is stopped complains.
    for (const each of [page, elsewhere]) await each.goto('about:blank');
  } finally {
    await Promise.all([one.stop(), other.stop()]);
    await cloud.close();
  }
});
