import {
  APIErrorCode,
  APIResponseError,
  Client,
  isFullDatabase,
  isFullDataSource,
  isFullPage,
  LogLevel,
} from '@notionhq/client';
import { afterEach, describe, expect, it } from 'vitest';
import { heldClock } from './clock';
import { type NotionOptions, type NotionTwin, oauthClient, startNotion } from './notion';

let twin: NotionTwin;
afterEach(async () => {
  expect(twin.mistakes).toEqual([]);
  await twin.close();
});

async function start(options: NotionOptions = {}) {
  twin = await startNotion(options);
  return clientOf(options);
}

const clientOf = ({ listen = false }: NotionOptions, timeoutMs = 60_000) =>
  new Client({
    auth: twin.token,
    baseUrl: twin.url,
    ...(listen ? {} : { fetch: twin.fetch }),
    retry: false,
    logLevel: LogLevel.ERROR,
    timeoutMs,
  });

const text = (content: string) => [{ text: { content } }];

/** Two databases that know each other, as XIO makes them. */
async function databases(client: Client) {
  const parent = { type: 'page_id' as const, page_id: twin.person.addPage('Decisions of the team') };
  const make = async (
    title: string,
    properties: NonNullable<Parameters<Client['databases']['create']>[0]['initial_data_source']>['properties'],
  ) => {
    const made = await client.databases.create({
      parent,
      title: text(title),
      initial_data_source: { properties: properties ?? {} },
    });
    if (!isFullDatabase(made)) throw new Error('partial');
    return made.data_sources[0]?.id ?? '';
  };
  const decisions = await make('Decisions', {
    Name: { title: {} },
    'XIO ID': { rich_text: {} },
    Status: { select: { options: [{ name: 'Accepted' }] } },
  });
  const tasks = await make('Tasks', {
    Task: { title: {} },
    'XIO ID': { rich_text: {} },
    Status: { status: {} },
    Decision: {
      relation: { data_source_id: decisions, type: 'dual_property', dual_property: { synced_property_name: 'Tasks' } },
    },
  });
  return { decisions, tasks };
}

const page = (dataSourceId: string, name: string, key: string, title = 'Name') => ({
  parent: { type: 'data_source_id' as const, data_source_id: dataSourceId },
  properties: { [title]: { title: text(name) }, 'XIO ID': { rich_text: text(key) } },
});

const byKey = (dataSourceId: string, key: string) => ({
  data_source_id: dataSourceId,
  filter: { property: 'XIO ID', rich_text: { equals: key } },
});

describe('a twin of Notion', () => {
  it('keeps both ends of a relation, and finds a page by its key once five seconds have passed', async () => {
    const clock = heldClock();
    const client = await start({ clock });
    const { decisions, tasks } = await databases(client);
    const decision = await client.pages.create(page(decisions, 'Move', 'd1'));
    const task = await client.pages.create(page(tasks, 'Pack', 't1', 'Task'));
    await client.pages.update({ page_id: task.id, properties: { Decision: { relation: [{ id: decision.id }] } } });
    expect(twin.person.read(decision.id).Tasks).toMatchObject({ relation: [{ id: task.id }] });
    expect((await client.dataSources.query(byKey(tasks, 't1'))).results).toEqual([]);
    clock.advance(5_000);
    const [found] = (await client.dataSources.query(byKey(tasks, 't1'))).results;
    expect(found?.id).toBe(task.id);
    expect((await client.dataSources.query(byKey(tasks, 't2'))).results).toEqual([]);
    expect(twin.count('dataSources.query')).toBe(3);
  });

  it('knows a property by its id when a person has renamed it, and not when it is gone', async () => {
    const client = await start();
    const { decisions } = await databases(client);
    const made = await client.pages.create(page(decisions, 'Move', 'd1'));
    const source = await client.dataSources.retrieve({ data_source_id: decisions });
    if (!isFullDataSource(source)) throw new Error('partial');
    const key = source.properties['XIO ID']?.id ?? '';
    twin.person.renameProperty(decisions, 'XIO ID', 'Nummer');
    const update = { page_id: made.id, properties: { [key]: { rich_text: text('d2') } } };
    const page2 = await client.pages.update(update);
    expect(isFullPage(page2) && page2.properties.Nummer).toMatchObject({ id: key, rich_text: [{ plain_text: 'd2' }] });
    twin.person.removeProperty(decisions, 'Nummer');
    await expect(client.pages.update(update)).rejects.toMatchObject({ code: APIErrorCode.ValidationError });
  });

  it.each([
    ['101 blocks', { children: Array.from({ length: 101 }, () => ({ paragraph: { rich_text: [] } })) }],
    ['2,001 characters', { properties: { Name: { title: text('x'.repeat(2_001)) } } }],
    ['101 texts', { properties: { Name: { title: Array.from({ length: 101 }, () => text('x')).flat() } } }],
    ['half an emoji', { properties: { Name: { title: text('😀'.slice(0, 1)) } } }],
    ['a null byte', { properties: { Name: { title: text('a\0b') } } }],
    ['an option with a comma', { properties: { Status: { select: { name: 'a, b' } } } }],
    ['a property that is not there', { properties: { Nome: { title: text('x') } } }],
    ['a value of another type', { properties: { Name: { rich_text: text('x') } } }],
    [
      'a row that does not fit',
      { children: [{ table: { table_width: 2, children: [{ table_row: { cells: [[]] } }] } }] },
    ],
    [
      '600 kB',
      {
        children: Array.from({ length: 80 }, () => ({
          paragraph: { rich_text: Array.from({ length: 4 }, () => text('x'.repeat(2_000))).flat() },
        })),
      },
    ],
  ])('refuses %s', async (_what, wrong) => {
    const client = await start();
    const { decisions } = await databases(client);
    const asked = { ...page(decisions, 'Move', 'd1'), ...wrong };
    await expect(client.pages.create(asked)).rejects.toMatchObject({ status: 400, code: APIErrorCode.ValidationError });
    expect(twin.person.pagesOf(decisions)).toEqual([]);
  });

  it('refuses what the types of the client do not know', async () => {
    await start();
    const response = await twin.request(`${twin.url}/v1/pages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${twin.token}`, 'notion-version': '2025-09-03' },
      body: JSON.stringify({ parent: { page_id: twin.person.addPage('Home') }, propertis: {} }),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('propertis');
  });

  it('appends where it is told, gives content in pages, and deletes', async () => {
    const client = await start();
    const into = twin.person.addPage('Minutes');
    const say = (content: string) => ({ paragraph: { rich_text: text(content) } });
    const first = await client.blocks.children.append({ block_id: into, children: [say('one'), say('four')] });
    await client.blocks.children.append({
      block_id: into,
      children: [say('two'), { bulleted_list_item: { rich_text: text('three'), children: [say('deep')] } }],
      position: { type: 'after_block', after_block: { id: first.results[0]?.id ?? '' } },
    });
    expect(twin.markdown(into)).toContain('one\n\ntwo\n\n- three\n  deep\n\nfour');
    const part = await client.blocks.children.list({ block_id: into, page_size: 3 });
    expect(part.has_more).toBe(true);
    const rest = await client.blocks.children.list({ block_id: into, start_cursor: part.next_cursor });
    expect(rest.results).toHaveLength(1);
    await client.blocks.delete({ block_id: rest.results[0]?.id ?? '' });
    expect(twin.markdown(into)).not.toContain('four');
  });

  it('hides what is not shared, and refuses a token that is good no more', async () => {
    const client = await start();
    const hidden = twin.person.addPage('Private', { shared: false });
    await expect(client.pages.retrieve({ page_id: hidden })).rejects.toMatchObject({ status: 404 });
    twin.person.share(hidden);
    expect((await client.pages.retrieve({ page_id: hidden })).id).toBe(hidden);
    twin.person.trash(hidden);
    const edit = client.pages.update({ page_id: hidden, properties: { title: { title: text('x') } } });
    await expect(edit).rejects.toMatchObject({ message: expect.stringContaining('archived') });
    twin.person.revoke(twin.token);
    await expect(client.users.me({})).rejects.toMatchObject({ status: 401, code: APIErrorCode.Unauthorized });
  });

  it('shows a page where its address leads, and asks a person for consent', async () => {
    const client = await start({ listen: true });
    const made = await client.pages.retrieve({ page_id: twin.person.addPage('Переезд & <Co>') });
    const shown = await fetch(isFullPage(made) ? made.url : '');
    expect(await shown.text()).toContain('# Переезд &#38; &#60;Co&#62;');
    const asked = `${twin.url}/v1/oauth/authorize?client_id=${oauthClient.id}&redirect_uri=${encodeURIComponent('http://xio.test/back')}&state=s1`;
    expect(await (await fetch(asked)).text()).toMatch(/href="http:\/\/xio.test\/back\?code=code-[^"]+&amp;state=s1"/);
  });

  it('exchanges a code for a token, once', async () => {
    const client = await start();
    const ask = {
      client_id: oauthClient.id,
      client_secret: oauthClient.secret,
      grant_type: 'authorization_code' as const,
      code: twin.person.consent(),
    };
    const { access_token } = await client.oauth.token(ask);
    expect((await client.users.list({ auth: access_token })).results).toHaveLength(1);
    await expect(client.oauth.token(ask)).rejects.toBeInstanceOf(APIResponseError);
  });

  it.each([{ listen: false }, { listen: true }])(
    'fails as it is told, before and after the effect (%o)',
    async ({ listen }) => {
      const client = await start({ listen });
      const { decisions } = await databases(client);
      const create = (by = client) => by.pages.create(page(decisions, 'Move', 'd1'));
      const made = () => twin.person.pagesOf(decisions).length;
      twin.faults.on('pages.create', { kind: 'answer', status: 429, retryAfterSeconds: 7 });
      await expect(create()).rejects.toMatchObject({ code: APIErrorCode.RateLimited });
      twin.faults.on('pages.create', { kind: 'drop', effect: false });
      await expect(create()).rejects.toThrow();
      expect(made()).toBe(0);
      twin.faults.on('pages.create', { kind: 'answer', status: 502, effect: true });
      await expect(create()).rejects.toMatchObject({ status: 502 });
      twin.faults.on('pages.create', { kind: 'drop', effect: true });
      await expect(create()).rejects.toThrow();
      twin.faults.on('pages.create', { kind: 'timeout', effect: true });
      await expect(create(clientOf({ listen }, 50))).rejects.toMatchObject({ name: 'RequestTimeoutError' });
      await create();
      expect(made()).toBe(4);
      expect(twin.calls.map((one) => one.status).slice(-6)).toEqual([429, 0, 502, 0, 0, 200]);
    },
    60_000,
  );

  it('fails by the same dice for the same seed', async () => {
    const client = await start();
    const outcomes = async () => {
      twin.faults.random({ seed: 7, rate: 0.5 });
      const all = Array.from({ length: 40 }, () =>
        client.users.me({}).then(
          () => 'ok',
          (error: Error) => error.name,
        ),
      );
      return Promise.all(all);
    };
    const first = await outcomes();
    expect(await outcomes()).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(2);
  });

  it('asks who is faster than its rate to wait', async () => {
    const clock = heldClock();
    const client = await start({ clock, callsPerSecond: 3 });
    for (let i = 0; i < 9; i += 1) await client.users.me({});
    await expect(client.users.me({})).rejects.toMatchObject({ code: APIErrorCode.RateLimited });
    clock.advance(1_000);
    await client.users.me({});
  });
});
