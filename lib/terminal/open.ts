import { getDatabase } from '@/db/client';
import { type Env, readEnv } from '@/lib/env';
import type { Context } from '@/lib/services/context';
import { createLogger } from '@/lib/telemetry/log';
import { buildContext } from '@/lib/wiring';

/**
 * The context of a terminal program, on the same data as the site. Its log goes to stderr and by default holds errors
 * only: failed calls are part of what is shown. `over` replaces variables of the environment.
 * @throws EnvError
 */
export async function openContext(
  over: Partial<Pick<Env, 'XIO_PLAYBOOK_PACE'>> = {},
): Promise<{ ctx: Context; close(): Promise<void> }> {
  const env = { ...readEnv(), ...over };
  const level = env.XIO_LOG_LEVEL === 'info' ? 'error' : env.XIO_LOG_LEVEL;
  const logger = createLogger(level, { write: (line) => process.stderr.write(line) });
  const database = await getDatabase();
  const ctx = buildContext(database, { env, logger });
  const close = async () => {
    await Promise.all([ctx.drivers.leave(), ctx.outbox.leave()]);
    await ctx.jobs.stop();
    await ctx.signal.close();
    await database.close();
  };
  return { ctx, close };
}
