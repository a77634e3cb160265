import { handle, handleOpen } from '@/app/api/v1/_http/handle';
import { json } from '@/app/api/v1/_http/respond';
import { openPool } from '@/db/client';
import { ensureLocalAccount } from '@/lib/auth/local-account';
import { openSession } from '@/lib/auth/sessions';
import { readEnv } from '@/lib/env';
import { makeToken } from '@/lib/services/tokens/make';
import { createLogger } from '@/lib/telemetry/log';
import { buildContext } from '@/lib/wiring';
import type { Lab } from './lab';
import { median, type Row } from './table';

const warm = 200;
const repetitions = 2_000;

/** What the guard and the limits add to a request that does nothing, by session and by API token, in turn with one that is not guarded. */
export async function guards(lab: Lab): Promise<Row[]> {
  const { db, end } = openPool(lab.databaseUrl, () => undefined);
  const rates = '{"token":1000000,"member":1000000,"address":1000000}';
  const env = readEnv({ NODE_ENV: 'test', DATABASE_URL: lab.databaseUrl, XIO_LOG_LEVEL: 'silent', XIO_RATES: rates });
  globalThis.xioContext = Promise.resolve(
    buildContext({ db, directUrl: lab.databaseUrl }, { env, logger: createLogger('silent') }),
  );
  const who = await ensureLocalAccount({ db });
  const session = await openSession(db, who);
  const asked = { name: 'Bench', role: who.role, permissions: null, days: 1 };
  const { token } = await makeToken({ db }, who, asked);
  const route = { params: Promise.resolve({}) };
  const bare = handleOpen(async () => json({}));
  const guarded = handle('meeting.read', async () => json({}));
  const time = async (handler: typeof bare | typeof guarded, bearer: string) => {
    const headers = { host: '127.0.0.1:3000', authorization: `Bearer ${bearer}` };
    const request = new Request('http://127.0.0.1:3000/api/v1/meetings', { headers });
    const began = performance.now();
    const response = await handler(request, route);
    if (!response.ok) throw new Error(`The guard refused: ${response.status}`);
    return performance.now() - began;
  };
  const times: Record<'bare' | 'session' | 'token', number[]> = { bare: [], session: [], token: [] };
  for (let n = 0; n < warm + repetitions; n += 1) {
    const took = {
      bare: await time(bare, session),
      session: await time(guarded, session),
      token: await time(guarded, token),
    };
    if (n >= warm) for (const name of ['bare', 'session', 'token'] as const) times[name].push(took[name]);
  }
  globalThis.xioContext = undefined;
  await end();
  const row = (name: string, of: number[]): Row => ({
    name,
    value: median(of),
    unit: 'ms',
    floor: median(times.bare),
    atMost: { of: 'difference', limit: 1 },
  });
  return [row('a guarded request by session', times.session), row('a guarded request by API token', times.token)];
}
