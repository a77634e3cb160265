import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDelivering } from './delivery.fixtures';
import { aDecision, aLog, anExportedTask, aTask } from './fixtures';

let bench: Awaited<ReturnType<typeof startDelivering>>;
beforeEach(async () => {
  bench = await startDelivering();
});
afterEach(async () => {
  expect(bench.twin.mistakes).toEqual([]);
  await bench.twin.close();
});

describe('exporting again', () => {
  const proposed = aDecision(aLog({ status: 'proposed', settlement: null, confirmation: null, version: 1 }));

  it('costs two calls where nothing changed', async () => {
    await bench.exported(proposed);
    bench.asked();
    await bench.exported(proposed);
    expect(bench.asked()).toEqual(['pages.retrieve', 'blocks.children.list']);
  });

  it('changes what changed: comments on the rest survive, and what people wrote stays', async () => {
    const { externalId } = await bench.exported(proposed);
    const before = bench.twin.state().children[externalId]?.slice() ?? [];
    bench.twin.person.write(externalId, [
      { type: 'paragraph', paragraph: { rich_text: [{ text: { content: 'A note of ours' } }] } },
    ]);
    bench.asked();
    await bench.exported(aDecision());
    const after = bench.twin.state().children[externalId] ?? [];
    expect(before.filter((id) => after.includes(id)).length).toBeGreaterThanOrEqual(before.length - 1);
    expect(bench.twin.markdown(externalId)).toContain('A note of ours');
    expect(bench.twin.markdown(externalId)).toContain('Signed by Olga');
    expect(bench.twin.markdown(externalId)).toContain('- **Status:** Accepted');
    expect(bench.twin.calls.length).toBeLessThanOrEqual(10);
  });

  it('leaves what a person wrote below a block of ours that is another one now', async () => {
    const below = (words: string) => {
      const block = Object.values(bench.twin.state().things).find(
        (one) => one.kind === 'block' && JSON.stringify(one.content).includes(words),
      );
      bench.twin.person.write(block?.id ?? '', [
        { type: 'paragraph', paragraph: { rich_text: [{ text: { content: `A note on ${words}` } }] } },
      ]);
    };
    const task = await bench.exported(anExportedTask());
    below('A receipt from the fund');
    await bench.exported(anExportedTask(aTask({ acceptance: 'The money is there' })));
    expect(bench.twin.markdown(task.externalId)).toContain('A note on A receipt');
    expect(bench.twin.markdown(task.externalId)).toContain('The money is there');

    const { externalId } = await bench.exported(proposed);
    below('Three districts first.');
    const [first, ...others] = proposed.log.alternatives;
    const alternatives = [...(first ? [{ ...first, pros: [] }] : []), ...others];
    const changed = aDecision(aLog({ ...proposed.log, alternatives, version: 2 }));
    await bench.exported(changed);
    expect(bench.twin.markdown(externalId)).toContain('A note on Three districts');
    bench.asked();
    await bench.exported(changed);
    expect(bench.asked()).toEqual(['pages.retrieve', 'blocks.children.list']);
  });

  it('leaves a status that a person set in Notion, until it changes here', async () => {
    const task = anExportedTask();
    const { externalId } = await bench.exported(task);
    bench.twin.person.set(externalId, 'Status', { select: { name: 'Done' } });
    await bench.exported(anExportedTask(aTask({ title: 'Claim the whole grant' })));
    expect(bench.twin.markdown(externalId)).toContain('# Claim the whole grant');
    expect(bench.twin.markdown(externalId)).toContain('- **Status:** Done');
  });

  it('brings a page back from the trash', async () => {
    const { externalId } = await bench.exported(proposed);
    bench.twin.person.trash(externalId);
    expect((await bench.exported(aDecision())).externalId).toBe(externalId);
    expect(bench.pagesOf(bench.settings.decisions)).toEqual([externalId]);
  });

  it('makes a page anew that is gone for good', async () => {
    const { externalId } = await bench.exported(proposed);
    delete bench.twin.state().things[externalId];
    const again = await bench.exported(aDecision());
    expect(again.externalId).not.toBe(externalId);
    expect(bench.twin.markdown(again.externalId)).toContain('Signed by Olga');
  });

  it('puts back what a person deleted of ours', async () => {
    const { externalId } = await bench.exported(proposed);
    const whole = bench.twin.markdown(externalId);
    const [, second = ''] = bench.twin.state().children[externalId] ?? [];
    bench.twin.person.trash(second);
    await bench.exported(proposed);
    expect(bench.twin.markdown(externalId)).toBe(whole);
  });

  it.each([
    { kind: 'timeout', effect: true },
    { kind: 'answer', status: 500, effect: true },
    { kind: 'drop', effect: false },
  ] as const)('comes to the same page whatever fails: %o', async (fault) => {
    const { externalId } = await bench.exported(proposed);
    for (let nth = 1; nth <= 12; nth += 1) bench.twin.faults.on('any', fault, { nth: nth * 2 });
    await bench.exported(aDecision(), 30);
    bench.twin.faults.clear();
    const { externalId: fresh } = await bench.exported({ ...aDecision(), key: 'other' });
    const body = (id: string) => bench.twin.markdown(id).split('\n---\n').slice(1).join();
    expect(body(externalId)).toBe(body(fresh));
  });
});

describe('what people change in Notion', () => {
  it('finds a property that was renamed', async () => {
    bench.twin.person.renameProperty(bench.settings.decisions.dataSourceId, 'XIO ID', 'Do not touch');
    const { externalId } = await bench.exported(aDecision(), 1);
    expect(bench.twin.markdown(externalId)).toContain('- **Do not touch:** m1:r1:decision');
  });

  it.each(['Confidence', 'XIO ID'])('says which property is missing: %s', async (name) => {
    bench.twin.person.removeProperty(bench.settings.decisions.dataSourceId, name);
    expect(await bench.failing(aDecision())).toMatchObject({
      blames: 'access',
      reason: { code: 'export.property_changed', args: { property: name } },
    });
  });

  it('says which property has another type now', async () => {
    bench.twin.person.changeProperty(bench.settings.tasks.dataSourceId, 'Due', { rich_text: {} });
    expect(await bench.failing(anExportedTask())).toMatchObject({
      blames: 'access',
      reason: { code: 'export.property_changed', args: { property: 'Due' } },
    });
  });

  it('blames the access where the database is shared no more, and where the token was revoked', async () => {
    bench.twin.person.unshare(bench.settings.decisions.databaseId);
    expect(await bench.failing(aDecision())).toMatchObject({ blames: 'access', reason: { code: 'export.not_shared' } });
    bench.twin.person.revoke(bench.twin.token);
    expect(await bench.failing(aDecision())).toMatchObject({
      blames: 'access',
      reason: { code: 'export.token_refused' },
    });
  });

  it('names the option of a status that was removed', async () => {
    const { dataSourceId } = bench.settings.tasks;
    bench.twin.person.changeProperty(dataSourceId, 'Status', {
      status: { options: [{ name: 'Open' }, { name: 'Done' }] },
    });
    const { status = { id: '', name: '', type: '' }, ...others } = bench.settings.tasks.properties;
    const properties = { ...others, status: { ...status, type: 'status' } };
    expect(await bench.failing(anExportedTask(), { tasks: { ...bench.settings.tasks, properties } })).toMatchObject({
      blames: 'access',
      reason: { code: 'export.property_changed', args: { property: 'Status: To do' } },
    });
  });

  it('says of a task that its decision’s page must be there first', async () => {
    const { externalId } = await bench.exported(aDecision());
    delete bench.twin.state().things[externalId];
    expect(await bench.failing(anExportedTask(aTask(), { decisionExternalId: externalId }))).toMatchObject({
      blames: 'item',
      reason: { code: 'export.decision_gone' },
    });
  });

  it('never takes away a database that lies in the page, also where nothing is remembered', async () => {
    const { externalId } = await bench.exported(aDecision());
    const { databaseId } = bench.twin.person.addDatabase('Our own', { Name: { title: {} } }, { parent: externalId });
    bench.outbox.kept.clear();
    bench.clock.advance(10_000);
    await bench.exported(aDecision());
    expect(bench.twin.state().children[externalId]).toContain(databaseId);
  });

  it('asks for a place where none was chosen', async () => {
    expect(await bench.failing(anExportedTask(), { tasks: null })).toMatchObject({
      blames: 'access',
      reason: { code: 'export.no_place' },
    });
  });
});

describe('what is read back', () => {
  it('tells the status that people set, and what it means here', async () => {
    const ids: string[] = [];
    for (const id of ['T1', 'T2', 'T3', 'T4', 'T5']) {
      ids.push((await bench.exported(anExportedTask(aTask({ id, idempotency_key: id })))).externalId);
    }
    const [done = '', odd = '', gone = '', trashed = ''] = ids;
    bench.twin.person.set(done, 'Status', { select: { name: 'Done' } });
    bench.twin.person.set(odd, 'Status', { select: { name: 'Stuck' } });
    delete bench.twin.state().things[gone];
    bench.twin.person.trash(trashed);
    bench.clock.advance(10_000);
    bench.asked();
    const { access, turn, signal } = bench.outbox.delivery(anExportedTask());
    const read = await bench.target.readBack?.(access, ids, { turn, signal });
    expect([...(read ?? [])].toSorted(([a], [b]) => ids.indexOf(a) - ids.indexOf(b)).map(([, one]) => one)).toEqual([
      { status: 'Done', means: ['done'] },
      { status: 'Stuck', means: [] },
      null,
      null,
      { status: 'To do', means: ['proposed', 'confirmed'] },
    ]);
    expect(bench.asked()).toEqual(['dataSources.query', 'pages.retrieve', 'pages.retrieve']);
  });
});
