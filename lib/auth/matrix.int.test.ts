import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiTokens, auditRows, meetingPeople, meetings, memberships, organisations, sessions } from '@/db/schema';
import type { Member } from '../services/context';
import { createMeeting } from '../services/meetings/create';
import { makeShare } from '../services/shares/make';
import { makeShareSchema } from '../services/shares/schemas';
import { agendaOf } from '../services/testing';
import { makeToken } from '../services/tokens/make';
import { revokeToken } from '../services/tokens/revoke';
import { type Door, doors } from './doors';
import { hash } from './held';
import { type MeetingRole, may, type Permission, peopleOnly, permissions } from './permissions';
import { closeSession } from './sessions';
import { createTestApi } from './testing';

type Api = Awaited<ReturnType<typeof createTestApi>>;
let api: Api;
let who: Member;
let meeting: string;
let other: string;

const isPermission = (needs: string): needs is Permission => needs in permissions;
const guarded = doors.flatMap(([kind, path, needs]): [Door[0], string, Permission][] =>
  kind !== 'PAGE' && kind !== 'ACTION' && isPermission(needs) ? [[kind, path, needs]] : [],
);
const ofMeetings = guarded.filter(([, path]) => path.includes('/meetings/[id]'));
const named = guarded.filter(([, path]) => path.includes('['));

/** Who gets in nowhere, whatever they were before. Each gives the token that they bring. */
const nobodies: Record<string, () => Promise<string | null>> = {
  'a stranger': async () => null,
  'a made-up session': async () => 'x'.repeat(43),
  'a made-up API token': async () => `xio_${'x'.repeat(43)}`,
  'a session that was ended': async () => {
    const { token } = await api.signIn(who.orgId, 'owner');
    await closeSession(api.context.db, token);
    return token;
  },
  'a session that was not used for a month': async () => {
    const { token } = await api.signIn(who.orgId, 'owner');
    const mine = eq(sessions.tokenHash, await hash(token));
    await api.context.db.update(sessions).set({ expiresAt: sql`now()` }).where(mine);
    return token;
  },
  'a suspended owner': async () => {
    const { who: asleep, token } = await api.signIn(who.orgId, 'owner');
    const mine = eq(memberships.userId, asleep.userId);
    await api.context.db.update(memberships).set({ suspendedAt: sql`now()` }).where(mine);
    return token;
  },
  'somebody who was removed': async () => {
    const { who: gone, token } = await api.signIn(who.orgId, 'owner');
    await api.context.db.delete(memberships).where(eq(memberships.userId, gone.userId));
    return token;
  },
  'an administrator of an organisation that is being deleted': async () => {
    const orgId = await api.newOrganisation();
    const { token } = await api.signIn(orgId, 'admin');
    await api.context.db.update(organisations).set({ deleteAt: sql`now()` }).where(eq(organisations.id, orgId));
    return token;
  },
  'an API token that has ended': async () => {
    const { id, token } = await tokenOf('owner');
    await api.context.db.update(apiTokens).set({ expiresAt: sql`now()` }).where(eq(apiTokens.id, id));
    return token;
  },
  'an API token that was revoked': async () => {
    const { id, token } = await tokenOf('owner');
    await revokeToken(api.context, who, { id });
    return token;
  },
  ...Object.fromEntries(
    (['decision', 'quotes', 'transcript', 'live'] as const).map((scope) => [
      `a guest with a link to ${scope}`,
      async () => {
        const made = await makeShare(api.context, who, { ...makeShareSchema.parse({ scope }), meetingId: meeting });
        return /\/s\/([\w-]+)/.exec(JSON.stringify(made))?.[1] ?? null;
      },
    ]),
  ),
};

const meetingRoles: readonly MeetingRole[] = ['decider', 'consulted', 'informed', 'guest_moderator'];
const tokenOf = (role: Member['role'], may: Permission[] | null = null, maker = who) =>
  makeToken(api.ctx, maker, { name: 'Any', role, permissions: may, days: 1 });

beforeAll(async () => {
  api = await createTestApi();
  who = (await api.signIn(await api.newOrganisation(), 'owner')).who;
  meeting = (await createMeeting(api.ctx, who, { agenda: agendaOf('Do we keep the second office?') })).id;
  other = (await createMeeting(api.ctx, who, { agenda: agendaOf('Do we keep the first office?') })).id;
  const cells =
    guarded.length * (Object.keys(nobodies).length + 2) + ofMeetings.length * meetingRoles.length * 2 + named.length;
  process.stdout.write(
    `The matrix: ${guarded.length} doors of the API, ${cells} cells; ${doors.length} doors in all.\n`,
  );
});
afterAll(() => api?.close());

/** What a door answers to a body that fits nothing. Nobody destroys anything: ids to be deleted never were. */
async function answer([kind, path]: readonly [Door[0], string, ...unknown[]], token: string | null, id = meeting) {
  const leaving = new AbortController();
  const asked = path.replace('[id]', id).replace(/\[\w+\]/g, 'never-was');
  const body = kind === 'GET' || kind === 'DELETE' ? undefined : { surely: 'no field of ours' };
  const response = await api.call(kind === 'PAGE' || kind === 'ACTION' ? 'GET' : kind, asked, {
    token,
    body,
    signal: leaving.signal,
  });
  const problem = response.headers.get('content-type') === 'application/problem+json';
  const said: Record<string, unknown> = problem ? await response.json() : {};
  leaving.abort();
  if (!problem) await response.body?.cancel();
  return { status: response.status, said };
}

describe('nobody gets in, and is told nothing of what there is', () => {
  it.each(Object.keys(nobodies))('%s', async (name) => {
    const token = (await nobodies[name]?.()) ?? null;
    for (const door of guarded) {
      const { status, said } = await answer(door, token);
      const { instance: _, ...rest } = said;
      expect({ status, ...rest }, `${door[0]} ${door[1]}`).toEqual({
        status: 401,
        type: '/api/v1/docs#unauthenticated',
        title: 'Sign in first',
        detail: 'You are not signed in, or your session has ended. Sign in and try again.',
        code: 'auth.no_session',
      });
    }
  });
});

describe('a program goes where its token leads', () => {
  it('with all of a role, but never through a door for people', async () => {
    const { token } = await tokenOf('owner');
    for (const door of guarded) {
      if (door[0] === 'DELETE' && !peopleOnly.includes(door[2])) continue; // it may, and nothing shall go
      const { status, said } = await answer(door, token, 'never-was');
      if (peopleOnly.includes(door[2]))
        expect(said, `${door[1]}`).toMatchObject({ status: 403, code: 'auth.forbidden' });
      else expect([401, 403], `${door[0]} ${door[1]}`).not.toContain(status);
    }
  });

  it('with one permission, through its doors alone; what was refused is in the trail', async () => {
    const { who: maker } = await api.signIn(who.orgId, 'owner');
    const { token, id } = await tokenOf('owner', ['meeting.read'], maker);
    for (const door of guarded) {
      const { status, said } = await answer(door, token, 'never-was');
      if (door[2] === 'meeting.read') expect([401, 403], door[1]).not.toContain(status);
      else expect(said, `${door[0]} ${door[1]}`).toMatchObject({ status: 403, code: 'auth.forbidden' });
    }
    const refused = await api.context.db.select().from(auditRows).where(eq(auditRows.tokenId, id));
    // Twenty a minute, and the one at the edge, which counts for itself where no Redis is shared.
    expect(refused).toHaveLength(21);
    expect(refused[0]).toMatchObject({ action: 'access.refuse', userId: maker.userId });
  });
});

describe('a role in one meeting', () => {
  it.each(meetingRoles)('%s: counts there, and nowhere else', async (role) => {
    const { who: one, token } = await api.signIn(who.orgId, 'viewer');
    const about = { orgId: who.orgId, meetingId: meeting, userId: one.userId };
    if (role === 'decider')
      await api.context.db.update(meetings).set({ deciderUserId: one.userId }).where(eq(meetings.id, meeting));
    else await api.context.db.insert(meetingPeople).values({ ...about, role });
    for (const door of ofMeetings) {
      const [kind, path, needs] = door;
      const here = may({ role: 'viewer', meeting: { id: meeting, roles: [role] } }, needs);
      if (kind !== 'DELETE' || !here) {
        const { status } = await answer(door, token);
        if (here) expect([401, 403], `${kind} ${path}`).not.toContain(status);
        else expect(status, `${kind} ${path}`).toBe(403);
      }
      const there = await answer(door, token, other);
      if (may({ role: 'viewer' }, needs)) expect([401, 403], `${kind} ${path} of another`).not.toContain(there.status);
      else expect(there.status, `${kind} ${path} of another`).toBe(403);
    }
  });
});

describe('another organisation', () => {
  it('can’t tell what we have from what never was', async () => {
    const { token } = await api.signIn(await api.newOrganisation(), 'owner');
    for (const door of named) {
      const [ours, never] = [await answer(door, token), await answer(door, token, 'never-was')];
      const plain = ({ status, said: { instance: _, ...rest } }: typeof ours) => ({ status, ...rest });
      expect(plain(ours), `${door[0]} ${door[1]}`).toEqual(plain(never));
    }
  });
});
