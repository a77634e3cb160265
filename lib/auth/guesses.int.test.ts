import { randomBytes } from 'node:crypto';
import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows, shareLinks, shareOpenings } from '@/db/schema';
import { readEnv } from '../env';
import type { Member } from '../services/context';
import { ServiceError } from '../services/errors';
import { acceptInvitation } from '../services/invitations/accept';
import { invite } from '../services/invitations/invite';
import { createMeeting } from '../services/meetings/create';
import { makeShare } from '../services/shares/make';
import { makeShareSchema } from '../services/shares/schemas';
import { makeOwnerLink, readOwnerLink } from '../services/sign-in/owner-link';
import { agendaOf } from '../services/testing';
import { createLimits } from '../signal/limits';
import { sizesOf } from '../signal/rates';
import { metrics } from '../telemetry/metrics';
import { countingTries, countingWrong } from './guesses';
import { createTestApi } from './testing';

/** As many as one may of what is checked slowly on purpose; everything else is as it is served. */
const atOneLink = 20;
const rates = { token: 1_000_000, member: 1_000_000, address: 1_000_000 };

let api: Awaited<ReturnType<typeof createTestApi>>;
let who: Member;
let mine: string;
let meeting: string;
beforeAll(async () => {
  const env = readEnv({
    NODE_ENV: 'test',
    XIO_PROXIES: '1',
    XIO_LOG_LEVEL: 'silent',
    XIO_SECRET_KEY: randomBytes(32).toString('base64'),
  });
  // No window ends in the middle of a test, however slow the machine.
  const sizes = Object.fromEntries(
    Object.entries(sizesOf(rates)).map(([bucket, { limit }]) => [bucket, { limit, seconds: 36_000 }]),
  );
  const own = { guess: { limit: 30, seconds: 36_000 }, link_password: { limit: atOneLink, seconds: 36_000 } };
  api = await createTestApi({ env, limits: createLimits({ ...sizesOf(rates), ...sizes, ...own }) });
  ({ who, token: mine } = await api.signIn(await api.newOrganisation(), 'owner'));
  meeting = (await createMeeting(api.ctx, who, { agenda: agendaOf('Do we keep the second office?') })).id;
});
afterAll(() => api?.close());

const random = () => randomBytes(32).toString('base64url');
const ipv4 = (n: number) => `198.51.${n >> 8}.${n & 255}`;
const trail = async () => (await api.db.select({ n: count() }).from(auditRows))[0]?.n;
const counted = async (at: string) => {
  const { values } = await metrics().guesses.get();
  const of = (outcome: string) =>
    values.find(({ labels }) => labels.at === at && labels.outcome === outcome)?.value ?? 0;
  return { wrong: of('wrong'), refused: of('refused') };
};
/** What the counters rose by. */
async function rises(at: string, work: () => Promise<void>) {
  const before = await counted(at);
  await work();
  const after = await counted(at);
  return { wrong: after.wrong - before.wrong, refused: after.refused - before.refused };
}
const tally = (all: readonly (number | string)[]) =>
  all.reduce<Record<string, number>>((sums, one) => Object.assign(sums, { [one]: (sums[one] ?? 0) + 1 }), {});
/** A few at once, as a guesser would. */
async function many(of: number, one: (n: number) => Promise<number | string>): Promise<Record<string, number>> {
  const all: (number | string)[] = [];
  for (let n = 0; n < of; n += 20)
    all.push(...(await Promise.all(Array.from({ length: Math.min(20, of - n) }, (_, more) => one(n + more)))));
  return tally(all);
}

describe('guesses', { timeout: 180_000 }, () => {
  const knock = async (token: string, address: string) =>
    (await api.call('GET', '/api/v1/meetings', { token, headers: { 'x-forwarded-for': address } })).status;

  it.each([
    ['API tokens', 10_000, () => `xio_${random()}`],
    ['sessions', 1_000, random],
  ])('at %s from one place: thirty are looked at', async (_, guesses, made) => {
    const address = `203.0.113.${randomBytes(1)[0]}`;
    const before = await trail();
    let seen: Record<string, number> = {};
    const rose = await rises('token', async () => {
      expect(await knock(mine, address)).toBe(200);
      seen = await many(guesses, () => knock(made(), address));
    });
    // Of those that come at once, some are looked at before the first is counted.
    expect(seen['401']).toBe(30);
    expect(seen['429']).toBe(guesses - 30);
    expect(rose.wrong + rose.refused).toBe(guesses);
    expect(rose.wrong, 'few reach the database').toBeLessThan(60);
    expect(await trail(), 'nobody floods the trail').toBe(before);
    expect(await knock(mine, address), 'who got in lately is not kept out by a neighbour').toBe(200);
  });

  it('from all addresses of one line: they count as one', async () => {
    const seen = await many(1_000, (n) => knock(random(), `2001:db8:5:6::${n.toString(16)}`));
    expect(seen['401']).toBe(30);
  });

  it('at share links', async () => {
    const guesses = 1_000;
    const seen = await many(
      guesses,
      async () =>
        (await api.call('GET', `/s/${random()}/stream`, { headers: { 'x-forwarded-for': '203.0.114.9' } })).status,
    );
    // A link that is none and a place that has to wait are told alike.
    expect(seen).toEqual({ 404: guesses });
    expect((await counted('token')).refused).toBeGreaterThan(guesses - 100);
  });

  const share = async () => {
    const terms = { ...makeShareSchema.parse({ scope: 'live', password: 'a long secret' }), meetingId: meeting };
    const { id, address } = await makeShare(api.context, who, terms);
    return { id, token: new URL(address).pathname.split('/')[2] ?? '' };
  };
  const press = async (token: string, password: string, address: string) => {
    const body = `password=${encodeURIComponent(password)}`;
    const answer = await api.call('POST', `/s/${token}/open`, { body, headers: { 'x-forwarded-for': address } });
    return answer.headers.has('set-cookie') ? 'opened' : (answer.headers.get('location')?.split('said=')[1] ?? 'gone');
  };
  const openings = (id: string) => api.db.select().from(shareOpenings).where(eq(shareOpenings.linkId, id));

  it('10,000 at the password of a link from one address: ten are looked at, and the right one opens from elsewhere', async () => {
    const guesses = 10_000;
    const { id, token } = await share();
    const before = await trail();
    const rose = await rises('password', async () => {
      expect(await many(guesses, (n) => press(token, `guess ${n}`, '192.0.2.7'))).toEqual({
        wrong: 10,
        slow: guesses - 10,
      });
    });
    expect(rose).toEqual({ wrong: 10, refused: guesses - 10 });
    expect(await openings(id)).toHaveLength(10);
    expect(Number(await trail()) - Number(before)).toBe(10);
    expect(await press(token, 'a long secret', '192.0.2.7'), 'right, but too late').toBe('slow');
    expect(await press(token, 'a long secret', '192.0.2.8')).toBe('opened');
  });

  it('at the password of a link from 10,000 addresses: the link’s own limit holds', async () => {
    const guesses = 10_000;
    const { id, token } = await share();
    const seen = await many(guesses, (n) => press(token, `guess ${n}`, ipv4(n)));
    expect(seen).toEqual({ wrong: atOneLink, slow: guesses - atOneLink });
    expect(await openings(id)).toHaveLength(atOneLink);
    const [kept] = await api.db.select().from(shareLinks).where(eq(shareLinks.id, id));
    expect(kept?.revokedAt, 'guessing takes the link from nobody').toBeNull();
    const { token: another } = await share();
    expect(await press(another, 'a long secret', ipv4(1)), 'nor another link').toBe('opened');
  });

  const open = (address: string, token: string, work: () => Promise<unknown>) =>
    countingWrong(api.context, { address, token }, work).then(
      () => 'opened',
      (error: { reason: string }) => error.reason,
    );

  it('at an owner’s link: slowed, and the right one lets the owner in from the very same place', async () => {
    const guesses = 1_000;
    const address = '203.0.115.1';
    const guess = (token: string) => open(address, token, () => readOwnerLink(api.context, token));
    const seen = await many(guesses, () => guess(random()));
    expect(seen).toEqual({ 'sign_in.link_over': 30, 'rate.guess': guesses - 30 });
    expect(await guess((await makeOwnerLink(api.context)).token)).toBe('opened');
  });

  it('at the domains of a sign-in: twenty wrong ones are looked at; an office comes in from one address', async () => {
    const start = (address: string, way: boolean) =>
      countingTries(api.context, address, async () => {
        if (!way) throw new ServiceError('not_found', 'sign_in.no_way');
      }).then(
        () => 'begun',
        (error: { reason: string }) => error.reason,
      );
    for (let n = 0; n < 200; n += 1) expect(await start('203.0.117.1', true)).toBe('begun');
    const seen = await many(1_000, () => start('203.0.117.1', false));
    expect(seen).toEqual({ 'sign_in.no_way': 20, 'rate.sign_in': 980 });
    expect(await start('203.0.117.2', true), 'nobody else waits').toBe('begun');
  });

  it('at an invitation: the same', async () => {
    const guesses = 1_000;
    const from = { address: '203.0.116.1', agent: null };
    const guess = (token: string) =>
      open(from.address, token, () =>
        acceptInvitation(api.context, { token, name: 'Ada', from, visitor: null }, async () => undefined),
      );
    const seen = await many(guesses, () => guess(random()));
    expect(seen).toEqual({ 'invitation.gone': 30, 'rate.guess': guesses - 30 });
    const { link } = await invite(api.context, who, { email: 'ada@north.example', role: 'member', days: 7 });
    expect(await guess(new URL(link ?? '').pathname.split('/')[2] ?? '')).toBe('opened');
  });
});
