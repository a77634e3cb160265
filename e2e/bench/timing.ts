import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { openPool } from '@/db/client';
import { orgDomains, shareLinks, users } from '@/db/schema';
import { ensureLocalAccount } from '@/lib/auth/local-account';
import { openSession, resolveSession } from '@/lib/auth/sessions';
import { readEnv } from '@/lib/env';
import { createMeeting } from '@/lib/services/meetings/create';
import { makeShare } from '@/lib/services/shares/make';
import { openShare } from '@/lib/services/shares/open';
import { makeShareSchema } from '@/lib/services/shares/schemas';
import { waysOf } from '@/lib/services/sign-in/ways';
import { agendaOf } from '@/lib/services/testing';
import { makeToken } from '@/lib/services/tokens/make';
import { createLimits } from '@/lib/signal/limits';
import { sizesOf } from '@/lib/signal/rates';
import { createLogger } from '@/lib/telemetry/log';
import { buildContext } from '@/lib/wiring';
import type { Lab } from './lab';
import { median, type Row } from './table';

/** Two-sided, p = 0.001: as often as this, chance alone would look like a difference. */
const furthest = 3.29;

/**
 * How far two samples lie apart, in standard deviations of the sum of ranks (Mann and Whitney 1947): whether one of two
 * things takes longer, however times are spread.
 */
export function apart(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((time) => ({ time, first: 1 })), ...other.map((time) => ({ time, first: 0 }))];
  const ranks = all.sort((a, b) => a.time - b.time).reduce((sum, { first }, n) => sum + first * (n + 1), 0);
  const [n, m] = [one.length, other.length];
  const u = ranks - (n * (n + 1)) / 2;
  return (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

/** Both, in turn and in an order that chance makes, so that whatever else the machine does meets both alike. */
async function compared(times: number, one: (n: number) => Promise<unknown>, other: (n: number) => Promise<unknown>) {
  const samples: [number[], number[]] = [[], []];
  for (let n = 0; n < times; n += 1) {
    for (const which of Math.random() < 0.5 ? ([0, 1] as const) : ([1, 0] as const)) {
      const began = performance.now();
      await (which === 0 ? one : other)(n).catch(() => undefined);
      if (n >= times / 10) samples[which].push(performance.now() - began);
    }
  }
  return { distance: apart(...samples), one: median(samples[0]), other: median(samples[1]) };
}

/** Whether the time of an answer tells a guesser anything: each guess beside one that is wrong in every letter. */
export async function timing(lab: Pick<Lab, 'databaseUrl'>): Promise<Row[]> {
  const { db, end } = openPool(lab.databaseUrl, () => undefined);
  const env = readEnv({ NODE_ENV: 'test', DATABASE_URL: lab.databaseUrl, XIO_LOG_LEVEL: 'silent' });
  const plenty = { limit: 1_000_000, seconds: 60 };
  const limits = createLimits({
    ...sizesOf({ token: 1, member: 1, address: 1 }),
    password: plenty,
    link_password: plenty,
  });
  const ctx = buildContext({ db, directUrl: lab.databaseUrl }, { env, limits, logger: createLogger('silent') });
  const who = await ensureLocalAccount({ db });
  const random = () => randomBytes(32).toString('base64url');
  const near = (token: string) => token.slice(0, -3) + random().slice(-3);

  const session = await openSession(db, who);
  const { token } = await makeToken(ctx, who, { name: 'Bench', role: who.role, permissions: null, days: 1 });
  const { id: meetingId } = await createMeeting(ctx, who, { agenda: agendaOf('Does time tell anything?') });
  const password = 'a long secret that nobody guesses';
  const share = async () => {
    const made = await makeShare(ctx, who, { ...makeShareSchema.parse({ scope: 'live', password }), meetingId });
    return { id: made.id, token: new URL(made.address).pathname.split('/')[2] ?? '' };
  };
  const [link, over] = [await share(), await share()];
  await db.update(shareLinks).set({ revokedAt: new Date() }).where(eq(shareLinks.id, over.id));
  const open = (token: string, guess: string) => openShare(ctx, { token, password: guess, address: '192.0.2.1' });
  const domain = `${random()
    .slice(0, 8)
    .toLowerCase()
    .replace(/[^a-z]/g, 'x')}.example`;
  await db.insert(orgDomains).values({ orgId: who.orgId, domain, challenge: 'c', verifiedAt: new Date() });
  await db
    .update(users)
    .set({ email: `ada@${domain}` })
    .where(eq(users.id, who.userId));

  const rows: Row[] = [];
  const row = async (
    name: string,
    times: number,
    ...both: Parameters<typeof compared> extends [number, ...infer Rest] ? Rest : never
  ) => {
    const { distance, one, other } = await compared(times, ...both);
    const at = { of: 'value', limit: furthest } as const;
    rows.push({ name: `${name}: how far apart`, value: Math.abs(distance), unit: 'σ', atMost: at });
    rows.push({ name: '  the first, beside the second', value: one, floor: other, unit: 'ms' });
  };
  await row(
    'a session right but for 3 letters, one that is made up',
    1_000,
    () => resolveSession(db, near(session)),
    () => resolveSession(db, random()),
  );
  await row(
    'an API token right but for 3 letters, one that is made up',
    1_000,
    () => resolveSession(db, near(token)),
    () => resolveSession(db, `xio_${random()}`),
  );
  await row(
    'a password right but for its last letter, another',
    60,
    () => open(link.token, `${password.slice(0, -1)}x`),
    (n) => open(link.token, `${n}`.padEnd(password.length, 'y')),
  );
  await row(
    'a link that never was, one that was revoked',
    60,
    () => open(random(), password),
    () => open(over.token, password),
  );
  await row(
    'an address that somebody has, one that nobody has',
    1_000,
    () => waysOf(db, `ada@${domain}`),
    (n) => waysOf(db, `a${n % 10}a@${domain}`),
  );
  await ctx.jobs.stop();
  await ctx.signal.close();
  await end();
  return rows;
}
