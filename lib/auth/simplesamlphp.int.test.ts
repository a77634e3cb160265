import { existsSync } from 'node:fs';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberships, orgDomains, users } from '@/db/schema';
import { signInAt, startSimpleSaml, type TestPerson } from '../saml/testing.simplesamlphp';
import type { Member } from '../services/context';
import type { ConnectionRow } from '../services/sign-in/rows';
import { connectSaml } from '../services/sign-in/saml/connect';
import { connectSamlSchema } from '../services/sign-in/saml/schemas';
import { usFor } from '../services/sign-in/saml/settings';
import { comeBack } from './come-back';
import { comeWithSaml } from './come-with-saml';
import { beginSaml } from './saml';
import { createTestApi } from './testing';

const program = process.env.XIO_SIMPLESAMLPHP ?? '/usr/share/simplesamlphp';

describe.skipIf(!existsSync(program))('with SimpleSAMLphp as the identity provider', () => {
  let api: Awaited<ReturnType<typeof createTestApi>>;
  let idp: Awaited<ReturnType<typeof startSimpleSaml>>;
  let who: Member;
  let connection: ConnectionRow;
  const ada: TestPerson = { login: 'ada', password: 'right', email: 'ada@north.example', groups: ['chairs'] };

  beforeAll(async () => {
    api = await createTestApi();
    idp = await startSimpleSaml(program, () => [ada]);
    ({ who } = await api.signIn(await api.newOrganisation(), 'owner'));
    await api.db
      .insert(orgDomains)
      .values({ orgId: who.orgId, domain: 'north.example', challenge: 'c', verifiedAt: new Date() });
    const given = { label: 'North', metadataUrl: idp.metadataUrl, defaultRole: null };
    const groupRoles = [
      { group: 'chairs', role: 'admin' },
      { group: 'staff', role: 'member' },
    ];
    connection = await connectSaml(api.context, who, connectSamlSchema.parse({ ...given, groupRoles }));
    idp.meet(usFor(api.context.env, connection.id));
  });
  afterAll(async () => {
    idp?.close();
    await api?.close();
  });

  const signIn = async (password: string, tamper = (response: string) => response) => {
    const { to, begun } = await beginSaml(api.context, { connection, next: '/teams' });
    const { answer, html } = await signInAt(to, ada.login, password);
    if (!answer) return { html, end: null, posted: null, answer };
    const body = new URLSearchParams({ SAMLResponse: tamper(answer.response), RelayState: answer.relayState });
    const url = `http://127.0.0.1:3000/api/saml/${connection.id}/acs`;
    const posted = await comeWithSaml(api.context, new Request(url, { method: 'POST' }), body.toString());
    const to2 = posted.headers.get('location') ?? '';
    const end = to2.includes('/api/auth/')
      ? await comeBack(api.context, new Request(to2, { headers: { cookie: `xio_sign_in=${begun}` } }))
      : posted;
    return { html, end, posted, answer, body };
  };
  const roleOfAda = async () => {
    const [row] = await api.db
      .select({ role: memberships.role })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.orgId, who.orgId), eq(users.email, ada.email)));
    return row?.role;
  };
  const errorOf = (answer: Response | null) =>
    new URL(answer?.headers.get('location') ?? 'http://none').searchParams.get('error');

  it('lets in by password, with the role of the group, which follows the group', async () => {
    const { end } = await signIn('right');
    expect([end?.headers.get('location'), end?.headers.get('set-cookie')]).toEqual([
      'http://127.0.0.1:3000/teams',
      expect.stringContaining('xio_session='),
    ]);
    expect(await roleOfAda()).toBe('admin');
    ada.groups = ['staff'];
    idp.meet(usFor(api.context.env, connection.id));
    expect(errorOf((await signIn('right')).end)).toBeNull();
    expect(await roleOfAda()).toBe('member');
    ada.groups = ['guests'];
    idp.meet(usFor(api.context.env, connection.id));
    expect(errorOf((await signIn('right')).end)).toBe('sign_in.no_group');
  });

  it('gives no answer to a wrong password', async () => {
    const { answer, html } = await signIn('wrong');
    expect(answer).toBeNull();
    expect(html).toMatch(/Incorrect username or password/i);
  });

  it('opens nothing when its real answer was rewritten, or comes twice', async () => {
    const rewritten = (response: string) =>
      Buffer.from(Buffer.from(response, 'base64').toString().replaceAll('guests', 'chairs')).toString('base64');
    expect(errorOf((await signIn('right', rewritten)).end)).toBe('sign_in.answer_unsigned');
    const { body } = await signIn('right');
    const url = `http://127.0.0.1:3000/api/saml/${connection.id}/acs`;
    const again = await comeWithSaml(api.context, new Request(url, { method: 'POST' }), body?.toString() ?? '');
    expect(errorOf(again)).toBe('sign_in.stale');
  });
});
