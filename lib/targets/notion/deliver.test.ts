import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exportable } from '@/lib/ports/export-target';
import { aDecision, aLog, anExportedTask, aTask, mappedPlaces, noMemory, outboxFor } from './fixtures';
import { createNotionTarget } from './notion-target';
import type { NotionPlace, NotionSettings } from './settings';
import { type HeldClock, heldClock } from './testing/clock';
import type { Fault } from './testing/faults';
import { type NotionTwin, startNotion } from './testing/notion';

let twin: NotionTwin;
let clock: HeldClock;
let settings: NotionSettings & Record<'decisions' | 'tasks', NotionPlace>;
let outbox: ReturnType<typeof outboxFor>;
let target: ReturnType<typeof createNotionTarget>;
beforeEach(async () => {
  clock = heldClock();
  twin = await startNotion({ clock });
  settings = mappedPlaces(twin);
  outbox = outboxFor(twin, settings);
  target = createNotionTarget({ baseUrl: twin.url, fetch: twin.request });
});
afterEach(async () => {
  expect(twin.mistakes).toEqual([]);
  await twin.close();
});

/** Tries until it is delivered, as the outbox would. */
async function exported(one: Exportable, tries = 9) {
  for (let n = 1; ; n += 1) {
    try {
      const delivered = await target.deliver(outbox.delivery(one));
      outbox.kept.set(one.key, delivered.memory);
      return delivered;
    } catch (error) {
      if (n === tries) throw error;
      clock.advance(1_000);
    }
  }
}
const pagesOf = (place: NotionPlace) => twin.person.pagesOf(place.dataSourceId).map((one) => one.id);
const asked = () => twin.calls.splice(0).map((one) => one.endpoint);
const failing = (one: Exportable) =>
  target.deliver(outbox.delivery(one)).then(
    () => Promise.reject(new Error('it was delivered')),
    (error: unknown) => error,
  );

describe('a first export', () => {
  it('makes one page with all that a reader needs, in three calls', async () => {
    const { externalId, url } = await exported(aDecision());
    expect(asked()).toEqual(['dataSources.query', 'pages.create', 'blocks.children.list']);
    expect(url).toContain(externalId.replaceAll('-', ''));
    const page = twin.markdown(externalId);
    for (const part of [
      '# Free meals: a pilot',
      '- **Status:** Accepted',
      '- **Confidence:** 0.72',
      '- **In XIO:** https://xio.example/meetings/m1/decision',
      '> **Pilot:** Start with a pilot in three districts.',
      'Written by scripted experts',
      'we can pay for it from what is left',
      '(https://xio.example/meetings/m1#turn-4)',
      '**✓ Pilot (chosen)**',
      'Do nothing',
      'A second till',
      'Claim the grant',
      'Signed by Olga',
      'SHA-256 abc',
    ]) {
      expect(page).toContain(part);
    }
  });

  it('links a task to its decision and to the turn that it comes from', async () => {
    const decision = await exported(aDecision());
    const task = await exported(anExportedTask(aTask(), { decisionExternalId: decision.externalId }));
    const page = twin.markdown(task.externalId);
    expect(page).toContain('- **Decision:** Free meals: a pilot');
    expect(page).toContain('- **In XIO:** https://xio.example/meetings/m1#turn-12');
    expect(page).toContain('- **Owner’s name:** Ada Lind');
    expect(page).toContain('A receipt from the fund');
    expect(twin.markdown(decision.externalId)).toContain('Claim the grant');
  });

  it('gives a task to the person of that address, and asks for people once', async () => {
    const ada = twin.person.addMember('Ada', 'Ada@xio.example');
    const task = (id: string) => anExportedTask(aTask({ idempotency_key: id }), { ownerEmail: 'ada@XIO.example' });
    const first = await exported(task('t1'));
    const second = await exported(task('t2'));
    for (const { externalId } of [first, second]) {
      expect(twin.person.read(externalId).Owner).toMatchObject({ people: [{ id: ada }] });
      expect(twin.markdown(externalId)).toMatch(/\*\*Owner’s name:\*\* $/m);
    }
    expect(twin.count('users.list')).toBe(1);
  });

  it('writes the owner’s name where Notion tells of nobody', async () => {
    twin.faults.on('users.list', { kind: 'answer', status: 403 });
    const { externalId } = await exported(anExportedTask(aTask(), { ownerEmail: 'ada@xio.example' }), 1);
    expect(twin.markdown(externalId)).toContain('- **Owner’s name:** Ada Lind');
  });

  it('brings 400 tasks and a title of 10,000 characters whole', async () => {
    const tasks = Array.from({ length: 400 }, (_, at) => aTask({ id: `T${at}`, title: `Задача № ${at} 🙂\0` }));
    const title = `Много ${'ш🙂'.repeat(3_400)}`;
    const { externalId } = await exported(aDecision(aLog({ title }), tasks));
    const page = twin.markdown(externalId);
    expect(page).toContain(title);
    expect(page.match(/- Задача № \d+ 🙂$/gm)).toEqual(tasks.map((one) => `- ${one.title.replace('\0', '')}`));
    expect(outbox.stages.filter((one) => one.startsWith('writing')).length).toBeGreaterThan(2);
  });
});

describe('whatever fails on the way, there is one page and it is whole', () => {
  const lost: Fault[] = [
    { kind: 'timeout', effect: true },
    { kind: 'drop', effect: true },
    { kind: 'answer', status: 502, effect: true },
    { kind: 'timeout', effect: false },
    { kind: 'answer', status: 429, retryAfterSeconds: 1 },
    { kind: 'answer', status: 409 },
  ];
  const tasks = Array.from({ length: 180 }, (_, at) => aTask({ id: `T${at}`, title: `Task ${at}` }));
  const long = aDecision(aLog(), tasks);

  it.each(lost)('at the create: %o', async (fault) => {
    twin.faults.on('pages.create', fault, { times: 2 });
    const { externalId } = await exported(long);
    expect(pagesOf(settings.decisions)).toEqual([externalId]);
    expect(twin.markdown(externalId).match(/^- Task \d+$/gm)).toEqual(tasks.map((one) => `- ${one.title}`));
  });

  it.each(lost)('at an append: %o', async (fault) => {
    twin.faults.on('blocks.children.append', fault, { times: 2 });
    const { externalId } = await exported(long);
    expect(twin.markdown(externalId).match(/^- Task \d+$/gm)).toEqual(tasks.map((one) => `- ${one.title}`));
  });

  it('takes nothing for ours that a person wrote while an answer was lost, or while nothing is remembered', async () => {
    const note = (text: string) => [{ paragraph: { rich_text: [{ text: { content: text } }] } }];
    twin.faults.on('blocks.children.append', { kind: 'timeout', effect: false });
    await failing(long);
    const [page = ''] = pagesOf(settings.decisions);
    twin.person.write(page, note('Ours in between'));
    await exported(long);
    outbox.kept.clear();
    clock.advance(10_000);
    await exported(long);
    expect(twin.markdown(page)).toContain('Ours in between');
    expect(twin.markdown(page).match(/^- Task \d+$/gm)).toEqual(tasks.map((one) => `- ${one.title}`));
  });

  it('looks again only once a page that was made can be found', async () => {
    twin.faults.on('pages.create', { kind: 'timeout', effect: true });
    await failing(long);
    const before = clock.now();
    twin.calls.length = 0;
    await target.deliver(outbox.delivery(long));
    expect(asked().slice(0, 2)).toEqual(['dataSources.query', 'dataSources.query']);
    expect(clock.now() - before).toBeGreaterThanOrEqual(5_000);
    expect(pagesOf(settings.decisions)).toHaveLength(1);
  });

  it('makes no page where another worker took over while this process stood still', async () => {
    const one = outbox.delivery(long);
    const keep = async () => {
      if (clock.now() > heldClock().now()) throw new Error('another worker has it');
      clock.advance(60_000);
    };
    await expect(target.deliver({ ...one, keep })).rejects.toThrow('another worker has it');
    expect(pagesOf(settings.decisions)).toEqual([]);
  });

  it('does not wait where a create was refused for sure', async () => {
    twin.faults.on('pages.create', { kind: 'answer', status: 429, retryAfterSeconds: 2 });
    expect(await failing(long)).toMatchObject({ blames: 'service', retryAfterMs: 2_000 });
    expect(outbox.kept.get(long.key)?.creatingAt).toBeNull();
  });

  it('adopts the page of a try that nobody remembers, and makes no second one', async () => {
    const first = await exported(long);
    clock.advance(10_000);
    outbox.kept.set(long.key, noMemory);
    const again = await exported(long);
    expect(again.externalId).toBe(first.externalId);
    expect(twin.markdown(again.externalId).match(/^- Task \d+$/gm)).toHaveLength(180);
  });
});

describe('exporting again', () => {
  const proposed = aDecision(aLog({ status: 'proposed', settlement: null, confirmation: null, version: 1 }));

  it('costs two calls where nothing changed', async () => {
    await exported(proposed);
    asked();
    await exported(proposed);
    expect(asked()).toEqual(['pages.retrieve', 'blocks.children.list']);
  });

  it('changes what changed: comments on the rest survive, and what people wrote stays', async () => {
    const { externalId } = await exported(proposed);
    const before = twin.state().children[externalId]?.slice() ?? [];
    twin.person.write(externalId, [
      { type: 'paragraph', paragraph: { rich_text: [{ text: { content: 'A note of ours' } }] } },
    ]);
    asked();
    await exported(aDecision());
    const after = twin.state().children[externalId] ?? [];
    expect(before.filter((id) => after.includes(id)).length).toBeGreaterThanOrEqual(before.length - 1);
    expect(twin.markdown(externalId)).toContain('A note of ours');
    expect(twin.markdown(externalId)).toContain('Signed by Olga');
    expect(twin.markdown(externalId)).toContain('- **Status:** Accepted');
    expect(twin.calls.length).toBeLessThanOrEqual(10);
  });

  it('leaves a status that a person set in Notion, until it changes here', async () => {
    const task = anExportedTask();
    const { externalId } = await exported(task);
    twin.person.set(externalId, 'Status', { select: { name: 'Done' } });
    await exported(anExportedTask(aTask({ title: 'Claim the whole grant' })));
    expect(twin.markdown(externalId)).toContain('# Claim the whole grant');
    expect(twin.markdown(externalId)).toContain('- **Status:** Done');
  });

  it('brings a page back from the trash', async () => {
    const { externalId } = await exported(proposed);
    twin.person.trash(externalId);
    expect((await exported(aDecision())).externalId).toBe(externalId);
    expect(pagesOf(settings.decisions)).toEqual([externalId]);
  });

  it('makes a page anew that is gone for good', async () => {
    const { externalId } = await exported(proposed);
    delete twin.state().things[externalId];
    const again = await exported(aDecision());
    expect(again.externalId).not.toBe(externalId);
    expect(twin.markdown(again.externalId)).toContain('Signed by Olga');
  });

  it('puts back what a person deleted of ours', async () => {
    const { externalId } = await exported(proposed);
    const whole = twin.markdown(externalId);
    const [, second = ''] = twin.state().children[externalId] ?? [];
    twin.person.trash(second);
    await exported(proposed);
    expect(twin.markdown(externalId)).toBe(whole);
  });

  it.each([
    { kind: 'timeout', effect: true },
    { kind: 'answer', status: 500, effect: true },
    { kind: 'drop', effect: false },
  ] as const)('comes to the same page whatever fails: %o', async (fault) => {
    const { externalId } = await exported(proposed);
    for (let nth = 1; nth <= 12; nth += 1) twin.faults.on('any', fault, { nth: nth * 2 });
    await exported(aDecision(), 30);
    twin.faults.clear();
    const { externalId: fresh } = await exported({ ...aDecision(), key: 'other' });
    const body = (id: string) => twin.markdown(id).split('\n---\n').slice(1).join();
    expect(body(externalId)).toBe(body(fresh));
  });
});

describe('what people change in Notion', () => {
  it('finds a property that was renamed', async () => {
    twin.person.renameProperty(settings.decisions.dataSourceId, 'XIO ID', 'Do not touch');
    const { externalId } = await exported(aDecision(), 1);
    expect(twin.markdown(externalId)).toContain('- **Do not touch:** m1:r1:decision');
  });

  it.each(['Confidence', 'XIO ID'])('says which property is missing: %s', async (name) => {
    twin.person.removeProperty(settings.decisions.dataSourceId, name);
    expect(await failing(aDecision())).toMatchObject({
      blames: 'access',
      reason: { code: 'export.property_changed', args: { property: name } },
    });
  });

  it('says which property has another type now', async () => {
    twin.person.changeProperty(settings.tasks.dataSourceId, 'Due', { rich_text: {} });
    expect(await failing(anExportedTask())).toMatchObject({
      blames: 'access',
      reason: { code: 'export.property_changed', args: { property: 'Due' } },
    });
  });

  it('blames the access where the database is shared no more, and where the token was revoked', async () => {
    twin.person.unshare(settings.decisions.databaseId);
    expect(await failing(aDecision())).toMatchObject({ blames: 'access', reason: { code: 'export.not_shared' } });
    twin.person.revoke(twin.token);
    expect(await failing(aDecision())).toMatchObject({ blames: 'access', reason: { code: 'export.token_refused' } });
  });

  it('names the option of a status that was removed', async () => {
    const { dataSourceId } = settings.tasks;
    twin.person.changeProperty(dataSourceId, 'Status', { status: { options: [{ name: 'Open' }, { name: 'Done' }] } });
    const { status = { id: '', name: '', type: '' }, ...others } = settings.tasks.properties;
    const properties = { ...others, status: { ...status, type: 'status' } };
    outbox = outboxFor(twin, { ...settings, tasks: { ...settings.tasks, properties } });
    expect(await failing(anExportedTask())).toMatchObject({
      blames: 'access',
      reason: { code: 'export.property_changed', args: { property: 'Status: To do' } },
    });
  });

  it('says of a task that its decision’s page must be there first', async () => {
    const { externalId } = await exported(aDecision());
    delete twin.state().things[externalId];
    expect(await failing(anExportedTask(aTask(), { decisionExternalId: externalId }))).toMatchObject({
      blames: 'item',
      reason: { code: 'export.decision_gone' },
    });
  });

  it('never takes away a database that lies in the page, also where nothing is remembered', async () => {
    const { externalId } = await exported(aDecision());
    const { databaseId } = twin.person.addDatabase('Our own', { Name: { title: {} } }, { parent: externalId });
    outbox.kept.clear();
    clock.advance(10_000);
    await exported(aDecision());
    expect(twin.state().children[externalId]).toContain(databaseId);
  });

  it('asks for a place where none was chosen', async () => {
    outbox = outboxFor(twin, { ...settings, tasks: null });
    expect(await failing(anExportedTask())).toMatchObject({ blames: 'access', reason: { code: 'export.no_place' } });
  });
});

describe('what is read back', () => {
  it('tells the status that people set, and what it means here', async () => {
    const ids: string[] = [];
    for (const id of ['T1', 'T2', 'T3', 'T4', 'T5']) {
      ids.push((await exported(anExportedTask(aTask({ id, idempotency_key: id })))).externalId);
    }
    const [done = '', odd = '', gone = '', trashed = ''] = ids;
    twin.person.set(done, 'Status', { select: { name: 'Done' } });
    twin.person.set(odd, 'Status', { select: { name: 'Stuck' } });
    delete twin.state().things[gone];
    twin.person.trash(trashed);
    clock.advance(10_000);
    asked();
    const { access, turn, signal } = outbox.delivery(anExportedTask());
    const read = await target.readBack?.(access, ids, { turn, signal });
    expect([...(read ?? [])].toSorted(([a], [b]) => ids.indexOf(a) - ids.indexOf(b)).map(([, one]) => one)).toEqual([
      { status: 'Done', means: ['done'] },
      { status: 'Stuck', means: [] },
      null,
      null,
      { status: 'To do', means: ['proposed', 'confirmed'] },
    ]);
    expect(asked()).toEqual(['dataSources.query', 'pages.retrieve', 'pages.retrieve']);
  });
});
