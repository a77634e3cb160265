import { describe, expect, it } from 'vitest';
import { composeLog } from '../council/compose-log';
import type { ActionItem, DecisionLog } from '../council/decision-log.schema';
import type { DecisionEvent, ExportEvent, MoveEvent } from '../council/events';
import { fold } from '../council/evolve';
import type { EventLog } from '../ports/event-log';
import * as make from './fixtures';
import type { Bench } from './speech.contract';
import { contentHash } from './stored-event';

export const task = (id: string, over: Partial<ActionItem> = {}): ActionItem => ({
  id,
  decision_id: 'd',
  title: 'Write the table',
  owner: null,
  owner_ref: null,
  owner_said: null,
  due: null,
  due_said: null,
  acceptance: 'It holds a week',
  turns: [],
  facts: [],
  quote: '',
  origin: 'derived',
  priority: 'medium',
  depends_on: [],
  kind: null,
  also: [],
  contradicts: [],
  note: null,
  version: 1,
  status: 'proposed',
  external_urls: {},
  idempotency_key: id,
  ...over,
});

const accepted = (
  log: DecisionLog,
  commandId = 'd1',
  name: 'decision-accepted' | 'decision-rejected' = 'decision-accepted',
): DecisionEvent => ({
  name,
  commandId,
  log: { ...log, status: 'accepted', version: log.version + 1, content_hash: '' },
  by: make.by,
  note: '',
});
const confirmed = (item: ActionItem, commandId = 't1'): DecisionEvent => ({
  name: 'task-changed',
  commandId,
  item: { ...item, status: 'confirmed', version: item.version + 1 },
  by: make.by,
});

/** A run with a decision log and a task, finished unless told otherwise. */
export async function decidedRun(log: EventLog, org: string, run: string, finish = true) {
  await log.takeOver(org, run);
  const draft = composeLog(fold(await log.read(org, run, 0)));
  const moves: MoveEvent[] = [
    { name: 'artifact-recorded', artifact: { kind: 'decision_log', version: 1, log: draft } },
    { name: 'artifact-recorded', artifact: { kind: 'action_items', version: 1, items: [task('T1')] } },
    ...(finish ? [make.runFinished] : []),
  ];
  const done = await log.appendMoves(org, run, 1, 2, moves);
  if (!done.ok) throw new Error(done.why);
  return { run, draft };
}

/** What people do with the record after the end. Part of the event log's contract. */
export function decisionContract(bench: () => Bench): void {
  const log = () => bench().logs[0];
  const org = () => bench().orgId;
  const decided = async (finish = true) => decidedRun(log(), org(), await bench().newRun(), finish);

  describe('the life of a decision', () => {
    it('begins when the run has ended: nobody settles what is still argued about', async () => {
      const { run, draft } = await decided(false);
      expect(await log().appendDecision(org(), run, accepted(draft))).toEqual({ ok: false, why: 'unfinished' });
      expect(await log().appendDecision(bench().otherOrg, run, accepted(draft))).toMatchObject({ ok: false });
    });

    it('takes one version after the other: of two people at once, one is told', async () => {
      const { run, draft } = await decided();
      const both = await Promise.all(
        bench().logs.map((one, n) => one.appendDecision(org(), run, accepted(draft, `d${n}`))),
      );
      expect(both.map((one) => (one.ok ? 'ok' : one.why)).sort()).toEqual(['ok', 'version']);
      const state = fold(await log().read(org(), run, 0));
      expect(state.artifacts.decision_log).toMatchObject({ version: 2, log: { status: 'accepted', version: 2 } });
      expect(state.changes).toMatchObject([{ name: 'decision-accepted', version: 2 }]);
    });

    it('seals every version, so that a copy of it can be proved', async () => {
      const { run, draft } = await decided();
      const done = await log().appendDecision(org(), run, accepted(draft));
      const event = done.ok ? done.events[0] : undefined;
      if (event?.name !== 'decision-accepted') throw new Error('not accepted');
      expect(event.log.content_hash).toBe(contentHash({ kind: 'decision_log', version: 2, log: event.log }));
      expect(await log().read(org(), run, event.seq - 1)).toEqual([event]);
    });

    it('gives a repeated command its first row, and refuses its id for something else', async () => {
      const { run, draft } = await decided();
      const first = await log().appendDecision(org(), run, accepted(draft));
      expect(await bench().logs[1].appendDecision(org(), run, accepted(draft))).toEqual(first);
      const other = accepted(draft, 'd1', 'decision-rejected');
      expect(await log().appendDecision(org(), run, other)).toEqual({ ok: false, why: 'repeated' });
    });

    it('gives each task a version of its own, beside the decision', async () => {
      const { run, draft } = await decided();
      expect((await log().appendDecision(org(), run, confirmed(task('T1')))).ok).toBe(true);
      expect(await log().appendDecision(org(), run, confirmed(task('T1'), 't2'))).toMatchObject({ why: 'version' });
      const own: DecisionEvent = { name: 'task-changed', commandId: 't3', item: task('H1'), by: make.by };
      expect((await log().appendDecision(org(), run, own)).ok).toBe(true);
      expect(await log().appendDecision(org(), run, { ...own, commandId: 't4' })).toMatchObject({ why: 'version' });
      expect((await log().appendDecision(org(), run, accepted(draft))).ok).toBe(true);
      const { items } = fold(await log().read(org(), run, 0)).artifacts.action_items ?? { items: [] };
      expect(items.map((one) => [one.id, one.version, one.status])).toEqual([
        ['T1', 2, 'confirmed'],
        ['H1', 1, 'proposed'],
      ]);
    });

    it('takes what becomes of an export, which leaves decision and tasks as they are', async () => {
      const { run, draft } = await decided();
      const asked: ExportEvent = {
        name: 'export-requested',
        export: 'e1',
        tool: 'notion.decision_log',
        target: 'notion',
        integration: 'Our Notion',
        subject: { kind: 'decision_log', id: run, version: 1 },
        arguments: { title: draft.title },
        by: make.by,
        again: false,
      };
      const started: ExportEvent = { name: 'export-started', export: 'e1', attempt: 1 };
      expect(await log().appendExport(org(), run, asked, started)).toMatchObject({
        ok: true,
        events: [asked, started],
      });
      const url = 'https://notion.example/p1';
      const there: ExportEvent = { name: 'export-delivered', export: 'e1', version: 1, externalId: 'p1', url };
      expect((await bench().logs[1].appendExport(org(), run, there)).ok).toBe(true);
      expect((await log().appendDecision(org(), run, accepted(draft))).ok).toBe(true);
      const state = fold(await log().read(org(), run, 0));
      expect(state.exports).toMatchObject([{ export: 'e1', state: 'delivered', delivered: { version: 1, url } }]);
      const going = await bench().newRun();
      expect(await log().appendExport(org(), going, asked)).toEqual({ ok: false, why: 'unfinished' });
      expect(await log().appendExport('another', run, asked)).toEqual({ ok: false, why: 'unfinished' });
    });

    it('needs a decision: a run that failed before it had one takes none', async () => {
      const { draft } = await decided();
      const run = await bench().newRun();
      await log().takeOver(org(), run);
      await log().appendMoves(org(), run, 1, 2, [make.runFinished]);
      expect(await log().appendDecision(org(), run, accepted(draft))).toEqual({ ok: false, why: 'version' });
    });
  });
}
