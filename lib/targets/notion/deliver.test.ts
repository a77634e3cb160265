import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDelivering } from './delivery.fixtures';
import { aDecision, aLog, anExportedTask, aTask } from './fixtures';
import type { Fault } from './testing/faults';

let bench: Awaited<ReturnType<typeof startDelivering>>;
beforeEach(async () => {
  bench = await startDelivering();
});
afterEach(async () => {
  expect(bench.twin.mistakes).toEqual([]);
  await bench.twin.close();
});

describe('a first export', () => {
  it('makes one page with all that a reader needs, in three calls', async () => {
    const { externalId, url } = await bench.exported(aDecision());
    expect(bench.asked()).toEqual(['dataSources.query', 'pages.create', 'blocks.children.list']);
    expect(url).toContain(externalId.replaceAll('-', ''));
    const page = bench.twin.markdown(externalId);
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
    const decision = await bench.exported(aDecision());
    const task = await bench.exported(anExportedTask(aTask(), { decisionExternalId: decision.externalId }));
    const page = bench.twin.markdown(task.externalId);
    expect(page).toContain('- **Decision:** Free meals: a pilot');
    expect(page).toContain('- **In XIO:** https://xio.example/meetings/m1#turn-12');
    expect(page).toContain('- **Owner’s name:** Ada Lind');
    expect(page).toContain('A receipt from the fund');
    expect(bench.twin.markdown(decision.externalId)).toContain('Claim the grant');
  });

  it('gives a task to the person of that address, and asks for people once', async () => {
    const ada = bench.twin.person.addMember('Ada', 'Ada@xio.example');
    const task = (id: string) => anExportedTask(aTask({ idempotency_key: id }), { ownerEmail: 'ada@XIO.example' });
    const first = await bench.exported(task('t1'));
    const second = await bench.exported(task('t2'));
    for (const { externalId } of [first, second]) {
      expect(bench.twin.person.read(externalId).Owner).toMatchObject({ people: [{ id: ada }] });
      expect(bench.twin.markdown(externalId)).toMatch(/\*\*Owner’s name:\*\* $/m);
    }
    expect(bench.twin.count('users.list')).toBe(1);
  });

  it('writes the owner’s name where Notion tells of nobody', async () => {
    bench.twin.faults.on('users.list', { kind: 'answer', status: 403 });
    const { externalId } = await bench.exported(anExportedTask(aTask(), { ownerEmail: 'ada@xio.example' }), 1);
    expect(bench.twin.markdown(externalId)).toContain('- **Owner’s name:** Ada Lind');
  });

  it('brings 400 tasks and a title of 10,000 characters whole', async () => {
    const tasks = Array.from({ length: 400 }, (_, at) => aTask({ id: `T${at}`, title: `Задача № ${at} 🙂\0` }));
    const title = `Много ${'ш🙂'.repeat(3_400)}`;
    const { externalId } = await bench.exported(aDecision(aLog({ title }), tasks));
    const page = bench.twin.markdown(externalId);
    expect(page).toContain(title);
    expect(page.match(/- Задача № \d+ 🙂$/gm)).toEqual(tasks.map((one) => `- ${one.title.replace('\0', '')}`));
    expect(bench.outbox.stages.filter((one) => one.startsWith('writing')).length).toBeGreaterThan(2);
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
    bench.twin.faults.on('pages.create', fault, { times: 2 });
    const { externalId } = await bench.exported(long);
    expect(bench.pagesOf(bench.settings.decisions)).toEqual([externalId]);
    expect(bench.twin.markdown(externalId).match(/^- Task \d+$/gm)).toEqual(tasks.map((one) => `- ${one.title}`));
  });

  it.each(lost)('at an append: %o', async (fault) => {
    bench.twin.faults.on('blocks.children.append', fault, { times: 2 });
    const { externalId } = await bench.exported(long);
    expect(bench.twin.markdown(externalId).match(/^- Task \d+$/gm)).toEqual(tasks.map((one) => `- ${one.title}`));
  });

  it('takes nothing for ours that a person wrote while an answer was lost, or while nothing is remembered', async () => {
    const note = (text: string) => [{ paragraph: { rich_text: [{ text: { content: text } }] } }];
    bench.twin.faults.on('blocks.children.append', { kind: 'timeout', effect: false });
    await bench.failing(long);
    const [page = ''] = bench.pagesOf(bench.settings.decisions);
    bench.twin.person.write(page, note('Ours in between'));
    await bench.exported(long);
    bench.outbox.kept.clear();
    bench.clock.advance(10_000);
    await bench.exported(long);
    expect(bench.twin.markdown(page)).toContain('Ours in between');
    expect(bench.twin.markdown(page).match(/^- Task \d+$/gm)).toEqual(tasks.map((one) => `- ${one.title}`));
  });

  it('looks again only once a page that was made can be found', async () => {
    bench.twin.faults.on('pages.create', { kind: 'timeout', effect: true });
    await bench.failing(long);
    const before = bench.clock.now();
    bench.twin.calls.length = 0;
    await bench.target.deliver(bench.outbox.delivery(long));
    expect(bench.asked().slice(0, 2)).toEqual(['dataSources.query', 'dataSources.query']);
    expect(bench.clock.now() - before).toBeGreaterThanOrEqual(5_000);
    expect(bench.pagesOf(bench.settings.decisions)).toHaveLength(1);
  });

  it('makes no page where another worker took over while this process stood still', async () => {
    const one = bench.outbox.delivery(long);
    const start = bench.clock.now();
    const keep = async () => {
      if (bench.clock.now() > start) throw new Error('another worker has it');
      bench.clock.advance(60_000);
    };
    await expect(bench.target.deliver({ ...one, keep })).rejects.toThrow('another worker has it');
    expect(bench.pagesOf(bench.settings.decisions)).toEqual([]);
  });

  it('does not wait where a create was refused for sure', async () => {
    bench.twin.faults.on('pages.create', { kind: 'answer', status: 429, retryAfterSeconds: 2 });
    expect(await bench.failing(long)).toMatchObject({ blames: 'service', retryAfterMs: 2_000 });
    expect(bench.outbox.kept.get(long.key)?.creatingAt).toBeNull();
  });

  it('adopts the page of a try that nobody remembers, and makes no second one', async () => {
    const first = await bench.exported(long);
    bench.clock.advance(10_000);
    bench.outbox.kept.delete(long.key);
    const again = await bench.exported(long);
    expect(again.externalId).toBe(first.externalId);
    expect(bench.twin.markdown(again.externalId).match(/^- Task \d+$/gm)).toHaveLength(180);
  });
});
