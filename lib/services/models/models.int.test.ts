import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows, modelConnections } from '@/db/schema';
import { startModelServer } from '@/e2e/model-server';
import { templateOf } from '@/lib/council/templates';
import { readEnv } from '@/lib/env';
import { createSpeech } from '@/lib/speech';
import { createLogger } from '@/lib/telemetry/log';
import { createVault } from '@/lib/vault/vault';
import { systemClock } from '@/lib/wiring';
import type { Member } from '../context';
import { createMeeting } from '../meetings/create';
import { createTeam } from '../teams/create';
import { readTeam } from '../teams/read';
import { agendaOf, createTestServices } from '../testing';
import { changeModel } from './change';
import { connectModel } from './connect';
import { listModels } from './list';
import { removeModel } from './remove';
import { usualModel } from './rows';
import type { ConnectModel } from './schemas';
import { testModel } from './test';
import { wayTo } from './way';

const key = 'sk-secret-0123456789-ab12';
const lines: string[] = [];
let services: Awaited<ReturnType<typeof createTestServices>>;
let server: Awaited<ReturnType<typeof startModelServer>>;
let ctx: (typeof services)['ctx'] & { clock: typeof systemClock };
let who: Member;

beforeAll(async () => {
  services = await createTestServices();
  server = await startModelServer({ key, models: ['acted', 'other'] });
  const env = readEnv({ NODE_ENV: 'test' });
  const logger = createLogger('trace', { write: (line) => lines.push(line) });
  ctx = { ...services.ctx, env, clock: systemClock, speech: createSpeech(env, systemClock, logger) };
});
afterAll(async () => {
  await server.close();
  await services.close();
});

const newAdmin = async (name = 'Olga Brandt') => services.newMember(await services.newOrganisation(), 'admin', name);
const wanted = (over: Partial<ConnectModel> = {}): ConnectModel => ({
  provider: 'compatible',
  label: 'House model',
  url: server.url,
  key,
  models: [{ name: 'acted', price: { input: 1_000_000, output: 4_000_000 } }],
  ...over,
});
const heard = async (id: string, over: Partial<typeof ctx> = {}, model?: string) => {
  const say = await testModel({ ...ctx, ...over }, who, { id, model, language: 'en' });
  let text = '';
  const done = await say((delta) => (text += delta), new AbortController().signal).catch((error: unknown) => error);
  return { text, done };
};
const issues = (...codes: [path: string, code: string][]) => ({
  code: 'invalid',
  issues: codes.map(([path, code]) => expect.objectContaining({ path, code })),
});

describe('a connection', () => {
  beforeAll(async () => {
    who = await newAdmin();
  });

  it('says one sentence with its times and its cost, and remembers that', async () => {
    const { id } = await connectModel(ctx, who, wanted());
    const { text, done } = await heard(id);
    expect(text).toMatch(/^A good decision .*\.$/);
    expect(done).toMatchObject({ firstTokenMs: expect.any(Number), tokens: expect.any(Number) });
    expect(done).toHaveProperty('microUsd', expect.any(Number));
    const [kept] = (await listModels(ctx, who)).connections;
    expect(kept?.settings?.lastTest).toMatchObject({ failed: null, model: 'acted' });
    expect(server.requests.at(-1)?.purpose).toBeNull();
  });

  it('tells nobody its key: not who reads it, nor the audit, nor the log, nor the table', async () => {
    const list = await listModels(ctx, who);
    const rows = await services.db.select().from(modelConnections);
    const audits = await services.db.select().from(auditRows);
    const all = JSON.stringify([list, rows, audits, lines]);
    expect(all).not.toContain(key);
    expect(all).not.toContain('0123456789');
    expect(list.connections[0]?.settings).toMatchObject({ hasKey: true, keyHint: 'ab12' });
    expect(audits.map((row) => row.action)).toEqual(expect.arrayContaining(['model.connect', 'model.test']));
  });

  it('shows members which models there are, and no more', async () => {
    const member = await services.newMember(who.orgId, 'member');
    const { connections } = await listModels(ctx, member);
    expect(connections).toEqual([
      {
        id: expect.any(String),
        label: 'House model',
        provider: 'compatible',
        models: ['acted'],
        usual: true,
        settings: null,
      },
    ]);
    expect(JSON.stringify(connections)).not.toContain(server.url);
  });

  it('says in words what is wrong, and never repeats what the provider wrote', async () => {
    const other = await connectModel(
      ctx,
      who,
      wanted({ label: 'Wrong key', key: 'sk-wrong-0123456789', models: [{ name: 'other', price: null }] }),
    );
    expect((await heard(other.id)).done).toMatchObject({ code: 'invalid', reason: 'model.key_refused' });
    const unknown = await connectModel(ctx, who, wanted({ label: 'Unknown', models: [{ name: 'gone', price: null }] }));
    expect((await heard(unknown.id)).done).toMatchObject({ reason: 'model.not_found' });
    const nobody = await connectModel(
      ctx,
      who,
      wanted({ label: 'Down', url: 'http://127.0.0.1:9/v1', models: [{ name: 'down', price: null }] }),
    );
    expect((await heard(nobody.id)).done).toMatchObject({ code: 'unavailable', reason: 'model.connection' });
    await expect(testModel(ctx, who, { id: other.id, model: 'acted', language: 'en' })).rejects.toMatchObject({
      reason: 'connection.model_not_served',
    });
    const failed = (await listModels(ctx, who)).connections.map((one) => one.settings?.lastTest?.failed);
    expect(failed).toEqual([null, 'model.key_refused', 'model.not_found', 'model.connection']);
    expect(lines.join('')).not.toContain('sk-wrong');
  });

  it('whose key was sealed by another deployment says so, and a new one heals it', async () => {
    const { id } = await connectModel(ctx, who, wanted({ label: 'Moved', models: [{ name: 'moved', price: null }] }));
    const vault = createVault(() => [Buffer.alloc(32, 7)]);
    expect((await heard(id, { vault })).done).toMatchObject({ reason: 'model.key_unreadable' });
    await expect(wayTo({ ...ctx, vault }, who.orgId, { provider: 'compatible', name: 'moved' })).rejects.toMatchObject({
      reason: { code: 'model.key_unreadable' },
      retryable: false,
    });
    await changeModel({ ...ctx, vault }, who, { id, version: 1, key, models: [{ name: 'acted2', price: null }] });
    expect((await heard(id, { vault })).done).toMatchObject({ reason: 'model.not_found' });
  });

  it('can’t be made where nothing can encrypt its key, and says how to mend that', async () => {
    const vault = createVault(() => []);
    await expect(
      connectModel({ ...ctx, vault }, who, wanted({ label: 'New', models: [{ name: 'n', price: null }] })),
    ).rejects.toMatchObject({
      code: 'unavailable',
      reason: 'connection.no_secret_key',
    });
  });
});

describe('what is typed wrong', () => {
  beforeAll(async () => {
    who = await newAdmin();
    await connectModel(ctx, who, wanted());
  });

  it.each<[string, Partial<ConnectModel> & { url?: string }, [string, string][]]>([
    [
      'no key',
      { provider: 'openai', url: undefined as never, key: undefined as never },
      [['key', 'connection.key_missing']],
    ],
    ['an address of a provider that has its own', { provider: 'openai' }, [['url', 'connection.url_fixed']]],
    ['no web address', { url: 'file:///etc/passwd' }, [['url', 'connection.url_form']]],
    ['a password in the address', { url: 'https://u:p@example.com/v1' }, [['url', 'connection.url_plain']]],
  ])('%s', async (_, over, told) => {
    const { url = undefined, ...rest } = {
      ...wanted({ label: 'New', models: [{ name: 'new', price: null }] }),
      ...over,
    };
    await expect(connectModel(ctx, who, { ...rest, url })).rejects.toMatchObject(issues(...told));
  });

  it('a label and a model that are there already, and one that stands twice', async () => {
    const twice = { name: 'new', price: null };
    const asked = wanted({ label: 'HOUSE model', models: [{ name: 'acted', price: null }, twice, twice] });
    await expect(connectModel(ctx, who, asked)).rejects.toMatchObject(
      issues(
        ['label', 'connection.label_taken'],
        ['models.0.name', 'connection.model_taken'],
        ['models.2.name', 'connection.model_twice'],
      ),
    );
  });

  it('a private address, where XIO serves more than this machine; nor is one reached that was stored before', async () => {
    const env = readEnv({ NODE_ENV: 'test', HOST: '0.0.0.0' });
    const hosted = { ...ctx, env, speech: createSpeech(env, systemClock, createLogger('silent')) };
    const asked = wanted({ label: 'Inside', models: [{ name: 'inside', price: null }] });
    await expect(connectModel(hosted, who, asked)).rejects.toMatchObject(issues(['url', 'connection.url_private']));
    const [known] = (await listModels(ctx, who)).connections;
    const before = server.requests.length;
    expect((await heard(known?.id ?? '', hosted)).done).toMatchObject({ reason: 'model.private_address' });
    expect(server.requests).toHaveLength(before);
  });

  it('of two who change it at once, the second is told; a key goes to no other server', async () => {
    const [known] = (await listModels(ctx, who)).connections;
    const id = known?.id ?? '';
    await expect(changeModel(ctx, who, { id, version: 1, url: 'http://localhost:1/v1' })).rejects.toMatchObject(
      issues(['key', 'connection.key_again']),
    );
    await changeModel(ctx, who, { id, version: 1, label: 'Ours' });
    await expect(changeModel(ctx, who, { id, version: 1, label: 'Theirs' })).rejects.toMatchObject({
      reason: 'connection.stale',
    });
  });
});

describe('organisations', () => {
  it('never speak with each other’s keys', async () => {
    const [one, other] = [await newAdmin(), await newAdmin()];
    const { id } = await connectModel(ctx, one, wanted());
    const model = { provider: 'compatible', name: 'acted' } as const;
    expect(await wayTo(ctx, one.orgId, model)).toMatchObject({ id, apiKey: key });
    expect(await wayTo(ctx, other.orgId, model)).toBeNull();
    expect((await listModels(ctx, other)).connections).toEqual([]);
    const none = { reason: 'connection.not_found' };
    await expect(testModel(ctx, other, { id, language: 'en' })).rejects.toMatchObject(none);
    await expect(changeModel(ctx, other, { id, version: 1, label: 'Mine' })).rejects.toMatchObject(none);
    await expect(removeModel(ctx, other, { id })).rejects.toMatchObject(none);
    const config = templateOf('general').team('en', model);
    await expect(createTeam(ctx, other, { config })).rejects.toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ code: 'team.model_unknown' })]),
    });
    // A row copied to the other's lends nothing: its ciphertext is bound to where it was.
    const [row] = await services.db.select().from(modelConnections).where(eq(modelConnections.id, id));
    if (!row) throw new Error('no row');
    await services.db.insert(modelConnections).values({ ...row, id: 'copied', orgId: other.orgId });
    await expect(wayTo(ctx, other.orgId, model)).rejects.toMatchObject({ reason: { code: 'model.key_unreadable' } });
  });

  it('hear their first model in every team that names none, until it is removed', async () => {
    who = await newAdmin();
    expect(await usualModel(ctx, ctx.db, who.orgId)).toMatchObject({ provider: 'playbook' });
    const { id } = await connectModel(ctx, who, wanted());
    const { team } = await createMeeting(ctx, who, { agenda: agendaOf('Do we keep the second office?') });
    const { config } = await readTeam(ctx, who, { teamId: team?.id ?? '' });
    expect(new Set(config.seats.map((seat) => seat.model.name))).toEqual(new Set(['acted']));
    const [known] = (await listModels(ctx, who)).connections;
    expect(known?.settings?.teams).toEqual([{ id: team?.id, name: team?.name }]);
    await removeModel(ctx, who, { id });
    expect(await usualModel(ctx, ctx.db, who.orgId)).toMatchObject({ provider: 'playbook' });
  });
});
