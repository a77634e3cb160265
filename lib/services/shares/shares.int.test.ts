import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows, shareLinks, shareOpenings } from '@/db/schema';
import { createTestApi } from '@/lib/auth/testing';
import type { Member } from '../context';
import { createMeeting } from '../meetings/create';
import { agendaOf } from '../testing';
import { makeShare } from './make';
import { type MakeShare, makeShareSchema } from './schemas';

let api: Awaited<ReturnType<typeof createTestApi>>;
let who: Member;
let bearer: string;
let meetingId: string;
beforeAll(async () => {
  api = await createTestApi();
  const org = await api.newOrganisation();
  ({ who, token: bearer } = await api.signIn(org, 'moderator'));
  ({ id: meetingId } = await createMeeting(api.ctx, who, { agenda: agendaOf('Do we keep the second office?') }));
  const run = await api.newRun(who, meetingId);
  await api.context.lease.acquire(run, 'nobody', 3_600_000);
});
afterAll(() => api.close());

const share = async (terms: Partial<MakeShare> = {}) => {
  const made = await makeShare(api.context, who, { ...makeShareSchema.parse({ scope: 'live' }), ...terms, meetingId });
  return { ...made, token: new URL(made.address).pathname.split('/')[2] ?? '' };
};
const stream = (token: string, cookie?: string) => {
  const leaving = new AbortController();
  return api
    .call('GET', `/s/${token}/stream`, { headers: cookie ? { cookie } : {}, signal: leaving.signal })
    .then((response) => ({ response, leave: () => leaving.abort() }));
};
const status = async (token: string, cookie?: string) => {
  const { response, leave } = await stream(token, cookie);
  leave();
  await response.body?.cancel();
  return response.status;
};
const press = async (token: string, password = '', headers: Record<string, string> = {}) => {
  const response = await api.call('POST', `/s/${token}/open`, {
    body: `password=${encodeURIComponent(password)}`,
    headers,
  });
  const cookie = response.headers.get('set-cookie');
  return { response, cookie, kept: cookie?.split(';')[0], to: response.headers.get('location') };
};
const openings = async (id: string) =>
  (await api.context.db.select({ what: shareOpenings.what }).from(shareOpenings).where(eq(shareOpenings.linkId, id)))
    .map((one) => one.what)
    .sort();

describe('a share link', () => {
  it('is kept by its hash alone, and written down with nothing that opens it', async () => {
    const { id, token } = await share({
      password: 'a long secret',
      redaction: { names: true, passages: ['the north wing'] },
    });
    const [row] = await api.context.db.select().from(shareLinks).where(eq(shareLinks.id, id));
    const audits = await api.context.db.select().from(auditRows).where(eq(auditRows.subjectId, id));
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(row?.passwordHash).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(audits.map((one) => one.action)).toEqual(['share.create']);
    expect(JSON.stringify([row, audits])).not.toMatch(new RegExp(`${token}|a long secret`));
    expect(JSON.stringify(audits)).not.toContain('north wing');
  });

  it('opens the stream of its meeting, and only where it shows it live', async () => {
    expect(await status((await share()).token)).toBe(200);
    for (const scope of ['decision', 'quotes', 'transcript'] as const) {
      expect(await status((await share({ scope })).token)).toBe(404);
    }
  });

  it('sends no cost, no id of a member, nothing of the meeting’s own address', async () => {
    const { response, leave } = await stream((await share()).token);
    const first = await response.body?.getReader().read();
    const text = new TextDecoder().decode(first?.value);
    leave();
    expect(text).not.toContain(who.userId);
    expect(text).not.toContain(meetingId);
  });

  it('answers alike whether it never was, has ended, was taken back or is another browser’s', async () => {
    const [ended, revoked, used] = [await share(), await share(), await share({ once: true })];
    await api.context.db
      .update(shareLinks)
      .set({ expiresAt: new Date(0) })
      .where(eq(shareLinks.id, ended.id));
    expect(
      (await api.call('DELETE', `/api/v1/meetings/${meetingId}/shares/${revoked.id}`, { token: bearer })).status,
    ).toBe(200);
    await press(used.token);
    const answers: unknown[] = [];
    for (const token of ['x'.repeat(43), 'short', ended.token, revoked.token, used.token]) {
      const { response } = await stream(token);
      answers.push([response.status, await response.json()]);
      expect(JSON.stringify(answers.at(-1))).not.toContain(token);
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject([404, { code: 'share.gone', instance: '/s/' }]);
  });

  it('with a password opens to it alone; another one asks everybody again', async () => {
    const { id, token } = await share({ password: 'open sesame' });
    expect(await status(token)).toBe(404);
    expect(await press(token, 'open barley')).toMatchObject({ cookie: null, to: `/s/${token}?said=wrong` });
    const { cookie, kept, to } = await press(token, 'open sesame');
    expect(to).toBe(`/s/${token}`);
    expect(cookie).toMatch(new RegExp(`; Path=/s/${token}; Max-Age=\\d+; HttpOnly; SameSite=Strict$`));
    expect(await status(token, kept)).toBe(200);
    expect(await status((await share({ password: 'open sesame' })).token, kept)).toBe(404);
    await api.call('PATCH', `/api/v1/meetings/${meetingId}/shares/${id}`, {
      token: bearer,
      body: { password: 'another one' },
    });
    expect(await status(token, kept)).toBe(404);
    expect(await openings(id)).toEqual(['wrong_password']);
  });

  it('that opens once opens for the first browser that presses, not for those that look', async () => {
    const { id, token } = await share({ once: true });
    expect(await status(token)).toBe(404);
    const [one, two] = await Promise.all([press(token), press(token)]);
    const winners = [one, two].filter(({ kept }) => kept);
    expect(winners).toHaveLength(1);
    expect(await status(token, winners[0]?.kept)).toBe(200);
    expect((await press(token)).kept).toBeUndefined();
    expect(await status(token)).toBe(404);
    expect(await openings(id)).toContain('refused');
  });

  it('that opened once opens to another password for the browser that took it, and for no other', async () => {
    const { id, token } = await share({ once: true, password: 'open sesame' });
    const taken = await press(token, 'open sesame');
    const change = { body: { password: 'open barley' }, token: bearer };
    await api.call('PATCH', `/api/v1/meetings/${meetingId}/shares/${id}`, change);
    expect(await status(token, taken.kept)).toBe(404);
    const cookie = { cookie: taken.kept ?? '' };
    expect((await press(token, 'open sesame', cookie)).to).toContain('said=wrong');
    expect((await press(token, 'open barley')).kept).toBeUndefined();
    const again = await press(token, 'open barley', cookie);
    expect(await status(token, again.kept)).toBe(200);
  });

  it('is not opened from another site’s page', async () => {
    const { token } = await share({ once: true });
    expect((await press(token, '', { 'sec-fetch-site': 'cross-site' })).response.status).toBe(403);
    expect((await press(token, '', { 'sec-fetch-site': 'same-origin', origin: 'null' })).kept).toBeDefined();
  });

  it('stops answering guesses at its password, and lets the right one in from elsewhere', async () => {
    const { token } = await share({ password: 'open sesame' });
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const tries = await Promise.all(
      Array.from({ length: 40 }, (_, n) => press(token, `guess ${n}`, from('192.0.2.7')).then(({ to }) => to)),
    );
    expect(tries.filter((to) => to?.endsWith('wrong')).length).toBeLessThanOrEqual(10);
    expect(tries.filter((to) => to?.endsWith('slow')).length).toBeGreaterThanOrEqual(30);
    expect((await press(token, 'open sesame', from('192.0.2.7'))).kept).toBeUndefined();
  });

  it('ends its open streams as soon as it is taken back', async () => {
    const { id, token } = await share();
    const { response } = await stream(token);
    const reader = response.body?.getReader();
    await reader?.read();
    await api.call('DELETE', `/api/v1/meetings/${meetingId}/shares/${id}`, { token: bearer });
    while (!(await reader?.read())?.done);
  });
});
