import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { integrations, newId, orgDomains, ssoConnections } from '@/db/schema';
import { templateOf } from '../council/templates';
import { createMeeting } from '../services/meetings/create';
import { connectModel } from '../services/models/connect';
import { makeShare } from '../services/shares/make';
import { makeShareSchema } from '../services/shares/schemas';
import { createTeam } from '../services/teams/create';
import { copyTemplate } from '../services/templates/copy';
import { agendaOf } from '../services/testing';
import { makeToken } from '../services/tokens/make';
import { type Door, doors, type Method } from './doors';
import { may } from './permissions';
import { createTestApi, pathOf, routeFiles, routeModule } from './testing';

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const roles = ['owner', 'admin', 'moderator', 'member', 'viewer'] as const;

const ignored = (path: string) => path.includes('node_modules') || path.startsWith('.');
const files = (pattern: string) =>
  globSync(pattern)
    .filter((path) => !ignored(path))
    .sort();
const pageFiles = files('app/**/page.{ts,tsx}');
const actionFiles = files('{app,components,lib}/**/*.{ts,tsx}').filter((file) =>
  /^(\s*\/\/.*\n)*\s*['"]use server['"]/.test(readFileSync(file, 'utf8')),
);
const exported = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/^export (?:async function|const|function) (\w+)/gm)].flatMap(([, name]) =>
    name ? [name] : [],
  );

const listed = (kind: string, path: string) => doors.find((door) => door[0] === kind && door[1] === path);
const declaredSchema = z.object({ permission: z.string() });

describe('every door is in the table, and the table names no other', () => {
  it('route handlers', async () => {
    const found: string[] = [];
    for (const file of routeFiles) {
      const module = await routeModule(file);
      for (const method of methods.filter((one) => one in module)) {
        const door = listed(method, pathOf(file));
        expect(door, `${method} ${pathOf(file)} is missing in lib/auth/doors.ts`).toBeDefined();
        const { permission } = declaredSchema.parse(Object.assign({}, { ...Object(module[method]) }));
        expect(permission, `${method} ${pathOf(file)}`).toBe(door?.[2]);
        found.push(`${method} ${pathOf(file)}`);
      }
    }
    const table = doors
      .filter(([kind]) => kind !== 'PAGE' && kind !== 'ACTION')
      .map(([kind, path]) => `${kind} ${path}`);
    expect(found.sort()).toEqual(table.sort());
  });

  it('pages', () => {
    for (const file of pageFiles) {
      const door = listed('PAGE', pathOf(file));
      expect(door, `page ${pathOf(file)} is missing in lib/auth/doors.ts`).toBeDefined();
      const source = readFileSync(file, 'utf8');
      const guards = (text: string) => [...text.matchAll(/guardPage\('([\w.]+)'\)/g)].map(([, name]) => name);
      if (door?.[2] === 'share') {
        expect(source, `${file} must guard itself`).toMatch(
          /export default async function[\s\S]*await guardShare\(token\)/,
        );
        continue;
      }
      const needs = door?.[2] === 'public' ? [] : [door?.[2]];
      expect(
        guards(source.slice(source.indexOf('export default'))),
        `${file} must guard itself as the table says`,
      ).toEqual(needs);
      const titled = source.includes('generateMetadata') && /generateMetadata\([^)]*params/.test(source);
      expect(guards(source).length, `${file}: a title that reads data is guarded, too`).toBe(
        needs.length + (titled ? needs.length : 0),
      );
    }
    const table = doors.filter(([kind]) => kind === 'PAGE').map(([, path]) => path);
    expect(pageFiles.map(pathOf).sort()).toEqual([...table].sort());
  });

  it('server actions, which are made by action() alone', () => {
    const found: string[] = [];
    for (const file of actionFiles) {
      const source = readFileSync(file, 'utf8');
      for (const name of exported(file)) {
        const door = listed('ACTION', `${file}#${name}`);
        expect(door, `action ${file}#${name} is missing in lib/auth/doors.ts`).toBeDefined();
        const made = new RegExp(`export const ${name} = action\\(\\s*'([\\w.]+)'`).exec(source)?.[1];
        expect(made ?? 'public', `${file}#${name} must be made by action()`).toBe(door?.[2]);
        found.push(`${file}#${name}`);
      }
    }
    const table = doors.filter(([kind]) => kind === 'ACTION').map(([, path]) => path);
    expect(found.sort()).toEqual([...table].sort());
  });

  it('no action hides in a file that is not one', () => {
    for (const file of files('{app,components,lib}/**/*.{ts,tsx}')) {
      if (actionFiles.includes(file) || file.endsWith('.test.ts')) continue;
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/^\s+['"]use server['"]/m);
    }
  });
});

describe('who may go through', () => {
  let api: Awaited<ReturnType<typeof createTestApi>>;
  const tokens = new Map<string, string>();
  let ids: {
    meeting: string;
    run: string;
    team: string;
    template: string;
    model: string;
    integration: string;
    token: string;
    share: string;
    connection: string;
    domain: string;
  };

  beforeAll(async () => {
    api = await createTestApi();
    const own = await api.newOrganisation();
    for (const role of roles) tokens.set(role, (await api.signIn(own, role)).token);
    tokens.set('foreigner', (await api.signIn(await api.newOrganisation(), 'owner')).token);
    const { who } = await api.signIn(own, 'owner');
    const meeting = await createMeeting(api.ctx, who, { agenda: agendaOf('Do we keep the second office?') });
    const team = await createTeam(api.ctx, who, { config });
    // Nobody drives it, so that it neither ends nor changes while doors are tried.
    const template = await copyTemplate(api.ctx, who, { from: 'general' });
    const model = await connectModel(api.ctx, who, {
      provider: 'openai',
      label: 'Ours',
      key: 'sk-0123456789abcdef',
      models: [{ name: 'gpt-5-mini', price: null }],
    });
    const integration = newId();
    await api.context.db.insert(integrations).values({ id: integration, orgId: own, target: 'notion', label: 'Ours' });
    const [connection, domain] = [newId(), newId()];
    const provider = { label: 'Ours', issuer: 'https://id.example', groupRoles: [] };
    await api.db.insert(ssoConnections).values({ id: connection, orgId: own, kind: 'oidc', ...provider });
    await api.db.insert(orgDomains).values({ id: domain, orgId: own, domain: 'doors.example', challenge: 'c' });
    const token = await makeToken(api.ctx, who, { name: 'Reports', role: 'viewer', permissions: null, days: 90 });
    const share = await makeShare(api.context, who, {
      ...makeShareSchema.parse({ scope: 'live' }),
      meetingId: meeting.id,
    });
    const run = await api.newRun(who, meeting.id);
    await api.context.lease.acquire(run, 'nobody', 3_600_000);
    ids = {
      model: model.id,
      token: token.id,
      connection,
      domain,
      share: share.id,
      integration,
      meeting: meeting.id,
      run,
      team: team.id,
      template: template.id,
    };
  });
  afterAll(() => api.close());

  const config = templateOf('general').team('en', { provider: 'playbook', name: 'playbook' });
  const at = (path: string) =>
    path
      .replace(
        '[id]',
        ids[
          (['run', 'team', 'template', 'model', 'integration', 'token', 'connection', 'domain'] as const).find((one) =>
            path.includes(`/${one}s/[id]`),
          ) ?? 'meeting'
        ],
      )
      .replace('[share]', ids.share);
  const tryDoor = async ([kind, path]: Door, token: string | null) => {
    const leaving = new AbortController();
    const body = kind === 'GET' || kind === 'DELETE' ? undefined : { surely: 'no field of ours' };
    const response = await api.call(kind, at(path), { token, body, signal: leaving.signal });
    leaving.abort();
    await response.body?.cancel();
    return response.status;
  };

  const guarded = doors.filter(
    ([kind, , needs]) =>
      kind !== 'PAGE' && kind !== 'ACTION' && needs !== 'public' && needs !== 'internal' && needs !== 'share',
  );
  // The door that destroys what the others look at goes last.
  const inOrder = [...guarded].sort(([a], [b]) => Number(a === 'DELETE') - Number(b === 'DELETE'));

  it.each(inOrder)('%s %s needs %s', async (...door) => {
    const [kind, path, needs] = door;
    expect(await tryDoor(door, null), 'a stranger').toBe(401);
    expect(await tryDoor(door, 'x'.repeat(43)), 'a made-up token').toBe(401);
    // A body that fits nothing: who gets past the guard is told so, and nothing changes.
    const asks = kind === 'GET' || kind === 'DELETE';
    // What must say which, and does not; and the way back from another site, which always ends on a page.
    const vague = kind === 'GET' && /integrations\/\[id\]\/\w+$|\/data\/due$/.test(path);
    const back = path.includes('/oauth/');
    const through = vague
      ? [400]
      : back
        ? [303]
        : asks
          ? kind === 'DELETE' && /\/(models|integrations|members|invitations|connections|domains)\//.test(path)
            ? [204, 404] // the first who may removes it for good
            : [
                /\/decision(\/history)?$|\/files\/|\/minutes\/\[id\]|\/people\/\[user\]|\/sessions\/\[id\]|\/saml\/\[id\]/.test(
                  path,
                )
                  ? 404
                  : kind === 'DELETE'
                    ? /\/templates\/|\/sessions$/.test(path)
                      ? 204
                      : /\/(tokens|shares)\//.test(path)
                        ? 200
                        : 409
                    : 200,
              ]
          : [400];
    for (const role of roles) {
      const status = await tryDoor(door, tokens.get(role) ?? '');
      if (needs !== 'public' && needs !== 'internal' && needs !== 'share' && may({ role }, needs))
        expect(through, role).toContain(status);
      else expect(status, role).toBe(403);
    }
    const foreign = await tryDoor(door, tokens.get('foreigner') ?? '');
    expect(foreign, 'another organisation').toBe(
      vague || !asks
        ? 400
        : back
          ? 303
          : path.includes('[id]')
            ? 404
            : kind !== 'DELETE'
              ? 200
              : path.endsWith('/sessions')
                ? 204
                : 409,
    );
  });

  it.each([
    ['PATCH', '/api/v1/meetings/[id]', { version: 1 }],
    ['POST', '/api/v1/meetings/[id]/start', {}],
    ['POST', '/api/v1/meetings/[id]/control', { control: 'pause' }],
    ['POST', '/api/v1/meetings/[id]/messages', { text: 'Hello' }],
    ['PATCH', '/api/v1/meetings/[id]/decision', { version: 1, changes: { title: 'Mine' } }],
    ['POST', '/api/v1/meetings/[id]/decision/settle', { action: 'accept', version: 1 }],
    ['POST', '/api/v1/meetings/[id]/decision/send-back', { version: 1, note: 'Again.' }],
    ['POST', '/api/v1/meetings/[id]/decision/tasks', { task: { title: 'Mine' } }],
    ['PATCH', '/api/v1/meetings/[id]/decision/tasks/[task]', { version: 1, changes: { status: 'done' } }],
    ['POST', '/api/v1/meetings/[id]/exports', { to: 'file' }],
    ['POST', '/api/v1/minutes/[id]/cancel', {}],
    ['POST', '/api/v1/minutes/[id]/retry', {}],
    ['POST', '/api/v1/exports/[id]/retry', {}],
    ['POST', '/api/v1/exports/[id]/cancel', {}],
    ['PUT', '/api/v1/teams/[id]', { version: 1, config }],
    ['PATCH', '/api/v1/teams/[id]', { archived: true }],
    ['PATCH', '/api/v1/models/[id]', { version: 1, label: 'Theirs' }],
    ['DELETE', '/api/v1/models/[id]', undefined],
    ['POST', '/api/v1/models/[id]/test', {}],
    ['PATCH', '/api/v1/integrations/[id]', { version: 1, label: 'Theirs' }],
    ['DELETE', '/api/v1/integrations/[id]', undefined],
    ['POST', '/api/v1/integrations/[id]/test', {}],
    ['DELETE', '/api/v1/sign-in/connections/[id]', undefined],
    ['PATCH', '/api/v1/sign-in/domains/[id]', { connectionId: null }],
    ['POST', '/api/v1/sign-in/domains/[id]/verify', {}],
    ['DELETE', '/api/v1/sign-in/domains/[id]', undefined],
    ['POST', '/api/v1/integrations/[id]/authorize', {}],
    ['GET', '/api/v1/integrations/[id]/places?kind=page', undefined],
    ['POST', '/api/v1/integrations/[id]/databases', { version: 1, page: 'a'.repeat(32) }],
    ['GET', `/api/v1/integrations/[id]/mapping?decisions=${'a'.repeat(32)}&tasks=${'b'.repeat(32)}`, undefined],
    ['PATCH', '/api/v1/templates/[id]', { version: 1, archived: true }],
    ['POST', '/api/v1/meetings/[id]/shares', { scope: 'live' }],
    ['PATCH', '/api/v1/meetings/[id]/shares/[share]', { label: 'Theirs' }],
    ['DELETE', '/api/v1/meetings/[id]/shares/[share]', undefined],
  ])('%s %s does not know another organisation’s id', async (method, path, body) => {
    const response = await api.call(method, at(path), { token: tokens.get('foreigner') ?? '', body });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('a browser that was sent here by another site changes nothing', async () => {
    const cookie = `xio_session=${tokens.get('owner')}`;
    const remove = (headers: Record<string, string>) =>
      api.call('DELETE', at('/api/v1/meetings/[id]'), { headers: { cookie, ...headers } });
    expect((await remove({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await remove({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await remove({ origin: 'http://127.0.0.1:3000', host: 'evil.example' })).status).toBe(403);
    expect((await remove({ origin: 'http://127.0.0.1:3000' })).status).toBe(409);
  });
});
