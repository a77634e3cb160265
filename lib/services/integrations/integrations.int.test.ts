import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRows, integrations } from '@/db/schema';
import { readEnv } from '@/lib/env';
import { createMemoryCache } from '@/lib/signal/memory-cache';
import { type NotionTwin, oauthClient, startNotion } from '@/lib/targets/notion/testing/notion';
import { createVault } from '@/lib/vault/vault';
import { systemClock } from '@/lib/wiring';
import type { Member } from '../context';
import { createTestServices } from '../testing';
import { accessTo } from './access';
import { changeIntegration } from './change';
import { checkIntegration } from './check';
import { connectIntegration } from './connect';
import { findIntegrationPlaces } from './find';
import { listIntegrations } from './list';
import { makeDatabases } from './make';
import { addMissingColumns, proposeMapping, saveMapping } from './map';
import type { ConnectIntegration } from './schemas';
import { beginSignIn, endSignIn } from './sign-in';

let services: Awaited<ReturnType<typeof createTestServices>>;
let notion: NotionTwin;
let who: Member;
let now = systemClock.now();
const folder = mkdtempSync(join(tmpdir(), 'xio-secrets-'));
const counts = { read: () => undefined };
const clock = { now: () => now, wait: async () => undefined };
const context = () => ({
  ...services.ctx,
  env: readEnv({
    NODE_ENV: 'test',
    XIO_NOTION_URL: notion.url,
    XIO_SECRETS_DIR: folder,
    NOTION_OAUTH_CLIENT_ID: oauthClient.id,
    NOTION_OAUTH_CLIENT_SECRET: oauthClient.secret,
  }),
  vault: createVault(() => [Buffer.alloc(32, 3)], folder),
  clock,
  cache: createMemoryCache(clock, counts),
});
let ctx: ReturnType<typeof context>;
const language = 'en' as const;
const connect = (over: Partial<ConnectIntegration> = {}) =>
  connectIntegration(ctx, who, { target: 'notion', label: 'Ours', token: notion.token, language, ...over });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { reason?: unknown }) => error.reason,
  );
const issuesOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: { issues?: { path: string; code: string }[] }) => error.issues?.map(({ path, code }) => [path, code]),
  );

beforeAll(async () => {
  services = await createTestServices();
  notion = await startNotion({ listen: true, hiddenMs: 0 });
  ctx = context();
});
afterAll(async () => {
  expect(notion.mistakes).toEqual([]);
  await notion.close();
  await services.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  who = await services.newMember(await services.newOrganisation(), 'admin');
});

/** An integration whose databases XIO has made. */
async function ready() {
  const { id } = await connect();
  const page = notion.person.addPage('Minutes');
  const made = await makeDatabases(ctx, who, { id, version: 1, page, reader: language });
  const { decisions, tasks } = made.settings;
  if (!decisions || !tasks) throw new Error('no databases');
  return { id, page, decisions, tasks };
}

describe('a token', () => {
  it('is sealed, opened for one use, and never told: a dump or a page would give the workspace away', async () => {
    const made = await connect();
    const [row] = await services.ctx.db.select().from(integrations).where(eq(integrations.id, made.id));
    const audited = await services.ctx.db.select().from(auditRows).where(eq(auditRows.orgId, who.orgId));
    const told = JSON.stringify([made, row, audited, await listIntegrations(ctx, who, language)]);
    expect(told).not.toContain(notion.token);
    expect(await accessTo(ctx, who.orgId, made.id)).toMatchObject({ secret: notion.token });
    const stranger = await services.newMember(await services.newOrganisation(), 'admin');
    await expect(accessTo(ctx, stranger.orgId, made.id)).rejects.toMatchObject({
      reason: { code: 'export.integration_gone' },
    });
  });

  it('that Notion refuses is not kept, and the field says so', async () => {
    expect(await issuesOf(connect({ token: 'ntn_somebody_elses' }))).toEqual([['token', 'integration.token_refused']]);
    expect((await listIntegrations(ctx, who, language)).integrations).toEqual([]);
  });

  it('is read afresh from outside, and from no other organisation’s folder', async () => {
    mkdirSync(join(folder, who.orgId));
    writeFileSync(join(folder, who.orgId, 'board'), `${notion.token}\n`);
    const { id } = await connect({ token: undefined, outside: 'board' });
    expect(await accessTo(ctx, who.orgId, id)).toMatchObject({ secret: notion.token });
    const stranger = await services.newMember(await services.newOrganisation(), 'admin');
    const theirs = connectIntegration(ctx, stranger, { target: 'notion', label: 'X', outside: 'board', language });
    expect(await issuesOf(theirs)).toEqual([['outside', 'integration.outside_not_there']]);
    rmSync(join(folder, who.orgId, 'board'));
    await expect(accessTo(ctx, who.orgId, id)).rejects.toMatchObject({ reason: { code: 'export.secret_not_there' } });
  });

  it('of somebody who may only read is not even hinted at', async () => {
    await connect();
    const viewer = await services.newMember(who.orgId, 'viewer');
    expect(await listIntegrations(ctx, viewer, language)).toEqual({
      integrations: [expect.objectContaining({ label: 'Ours', target: 'notion', state: 'new', settings: null })],
      ways: [],
    });
  });

  it('is replaced only by who saw the newest version, and under a label that is free', async () => {
    const first = await connect();
    await connect({ label: 'Other' });
    const change = { id: first.id, version: 1, language };
    expect(await issuesOf(changeIntegration(ctx, who, { ...change, label: 'other' }))).toEqual([
      ['label', 'integration.label_taken'],
    ]);
    await changeIntegration(ctx, who, { ...change, label: 'Mine' });
    expect(await refusal(changeIntegration(ctx, who, { ...change, token: notion.token }))).toBe('integration.stale');
  });
});

describe('databases', () => {
  it('are made in the organisation’s language, related both ways, and asked again, taken as they are', async () => {
    const { id } = await connect();
    const page = notion.person.addPage('Протоколы');
    const asked = { id, page, language: 'ru' as const, reader: language };
    // The second one is made and its answer is lost.
    notion.faults.on('databases.create', { kind: 'drop', effect: true }, { nth: 2 });
    expect(await refusal(makeDatabases(ctx, who, { ...asked, version: 1 }))).toMatch(/^export\./);
    const made = await makeDatabases(ctx, who, { ...asked, version: 1 });
    expect(made.state).toBe('ready');
    const { decisions, tasks } = made.settings;
    expect([decisions?.title, tasks?.title]).toEqual(['Решения', 'Задачи']);
    const below = Object.values(notion.state().things).filter((one) => one.kind === 'database' && one.parent === page);
    expect(below).toHaveLength(2);
    const source = notion.state().things[decisions?.dataSourceId ?? ''];
    const back = source?.kind === 'source' && source.properties.find((one) => one.type === 'relation');
    expect(back).toMatchObject({ name: 'Задачи', relation: { data_source_id: tasks?.dataSourceId } });
  });

  it('below a page that the integration can’t see say how to share it', async () => {
    const { id } = await connect();
    const hidden = notion.person.addPage('Secret', { shared: false });
    const asked = { id, version: 1, page: hidden, reader: language };
    expect(await refusal(makeDatabases(ctx, who, asked))).toBe('export.not_shared');
    const query = `https://www.notion.so/Secret-${hidden.replaceAll('-', '')}`;
    expect(await refusal(findIntegrationPlaces(ctx, who, { id, kind: 'page', query }))).toBe('export.not_shared');
  });

  it('that people made get the columns that they miss, and are mapped', async () => {
    const { id } = await connect();
    const { dataSourceId: decisions } = notion.person.addDatabase('Resolutions', {
      Name: { title: {} },
      Status: { select: { options: [{ name: 'Approved' }] } },
    });
    const { dataSourceId: tasks } = notion.person.addDatabase('To do', { Name: { title: {} }, Status: { status: {} } });
    const draft = await proposeMapping(ctx, who, { id, decisions, tasks, language });
    expect(draft.decisions.faults.map((one) => one.path)).toEqual(['decisions.properties.key']);
    const keep = async (from: typeof draft, version: number) =>
      saveMapping(ctx, who, {
        ...{ id, version, language },
        decisions: { dataSourceId: decisions, ...from.decisions.mapping },
        tasks: { dataSourceId: tasks, ...from.tasks.mapping },
      });
    expect(await issuesOf(keep(draft, 1))).toEqual([
      ['decisions.properties.key', 'integration.column_missing'],
      ['tasks.properties.key', 'integration.column_missing'],
    ]);
    const add = { decisions: ['key', 'link'], tasks: ['key', 'decision', 'due'] };
    const whole = await addMissingColumns(ctx, who, { id, decisions, tasks, add, language });
    expect([...whole.decisions.faults, ...whole.tasks.faults]).toEqual([]);
    const saved = await keep(whole, 1);
    expect(saved).toMatchObject({
      state: 'ready',
      settings: {
        decisions: { title: 'Resolutions', statuses: { accepted: 'Approved', rejected: 'Rejected' } },
        tasks: { properties: { decision: { type: 'relation' } }, statuses: { done: 'Done' } },
      },
    });
  });

  it('need a title property, and one each', async () => {
    const { id } = await connect();
    const { dataSourceId: bare } = notion.person.addDatabase('Bare', { 'XIO ID': { rich_text: {} } });
    const { dataSourceId: other } = notion.person.addDatabase('Other', { Name: { title: {} } });
    const draft = await proposeMapping(ctx, who, { id, decisions: bare, tasks: other, language });
    expect(draft.decisions.faults[0]).toMatchObject({ path: 'decisions', code: 'integration.no_title' });
    const twice = proposeMapping(ctx, who, { id, decisions: other, tasks: other, language });
    expect(await refusal(twice)).toBe('integration.one_database');
  });
});

describe('a test', () => {
  it('tells whose the token is, and that all fits', async () => {
    const { id } = await ready();
    const told = await checkIntegration(ctx, who, { id, language });
    expect(told).toEqual({ name: 'XIO', workspace: notion.state().name, people: true, faults: [] });
  });

  it('finds what people have changed in Notion, and the next one that it was mended', async () => {
    const { id, decisions, tasks } = await ready();
    notion.person.renameProperty(tasks.dataSourceId, 'Due', 'Until');
    notion.person.removeProperty(tasks.dataSourceId, 'XIO ID');
    const told = await checkIntegration(ctx, who, { id, language });
    expect(told.faults.map(({ path, code }) => [path, code])).toEqual([
      ['tasks.properties.key', 'integration.column_gone'],
    ]);
    const state = async () => (await listIntegrations(ctx, who, language)).integrations.find((one) => one.id === id);
    expect(await state()).toMatchObject({
      state: 'broken',
      settings: { reason: { text: expect.stringContaining('no longer fits') } },
    });
    notion.person.addProperty(tasks.dataSourceId, 'XIO ID', { rich_text: {} });
    const asked = { decisions: decisions.dataSourceId, tasks: tasks.dataSourceId };
    const draft = await proposeMapping(ctx, who, { id, ...asked, language });
    const given = (place: 'decisions' | 'tasks') => ({ dataSourceId: asked[place], ...draft[place].mapping });
    const both = { decisions: given('decisions'), tasks: given('tasks') };
    const mended = await saveMapping(ctx, who, { id, version: 2, ...both, language });
    expect(mended).toMatchObject({
      state: 'ready',
      settings: { reason: null, tasks: { properties: { due: { name: 'Until' }, key: { name: 'XIO ID' } } } },
    });
  });

  it('of a revoked token breaks the integration with why; another token mends it', async () => {
    const { id } = await ready();
    const other = 'ntn_another_token_0123';
    notion.state().tokens.push(other);
    const changed = await changeIntegration(ctx, who, { id, version: 2, token: other, language });
    notion.person.revoke(other);
    expect(await refusal(checkIntegration(ctx, who, { id, language }))).toBe('export.token_refused');
    const [row] = await services.ctx.db.select().from(integrations).where(eq(integrations.id, id));
    expect(row).toMatchObject({ state: 'broken', reason: { code: 'export.token_refused' } });
    const { version } = changed.settings;
    const mended = await changeIntegration(ctx, who, { id, version, token: notion.token, language });
    expect(mended).toMatchObject({ state: 'ready', settings: { reason: null, secret: { kind: 'kept' } } });
  });
});

describe('Notion’s own sign-in', () => {
  const begun = async (id: string, session = 'mine') =>
    new URL((await beginSignIn(ctx, who, { id, session })).url).searchParams.get('state');
  const back = (state: string | null, over: Partial<Parameters<typeof endSignIn>[2]> = {}) =>
    endSignIn(ctx, who, { state, code: notion.person.consent(), error: null, session: 'mine', ...over });

  it('connects by the token that it brings back, once', async () => {
    const { id } = await connect({ token: undefined });
    const state = await begun(id);
    expect(await back(state)).toBe(id);
    expect((await accessTo(ctx, who.orgId, id)).secret).toMatch(/^ntn_oauth_/);
    expect(await refusal(back(state))).toBe('integration.sign_in_stale');
  });

  it('counts only for whoever began it, in that session, for ten minutes: else a link connects a stranger’s workspace', async () => {
    const { id } = await connect({ token: undefined });
    expect(await refusal(back(await begun(id, 'theirs')))).toBe('integration.sign_in_stale');
    expect(await refusal(back('made up'))).toBe('integration.sign_in_stale');
    expect(await refusal(back(null))).toBe('integration.sign_in_stale');
    const state = await begun(id);
    const colleague = await services.newMember(who.orgId, 'admin');
    const theirs = endSignIn(ctx, colleague, { state, code: 'x', error: null, session: 'mine' });
    expect(await refusal(theirs)).toBe('integration.sign_in_stale');
    now += 11 * 60_000;
    expect(await refusal(back(state))).toBe('integration.sign_in_stale');
    now = systemClock.now();
  });

  it('that the administrator or Notion refuses says so, and can begin again', async () => {
    const { id } = await connect({ token: undefined });
    const refused = back(await begun(id), { code: null, error: 'access_denied' });
    expect(await refusal(refused)).toBe('integration.sign_in_refused');
    expect(await refusal(back(await begun(id), { code: 'wrong' }))).toBe('integration.sign_in_failed');
    expect(await back(await begun(id))).toBe(id);
  });
});
