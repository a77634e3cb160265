import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ExportEvent, LoggedEvent } from './events';
import { changeExport } from './exports';
import type { ExportRecord } from './run';
import { type Audience, veil } from './veil';

const reason = { code: 'export.busy' };
const by = { userId: 'u1', name: 'Ada' };
const url = 'https://notion.example/p1';

/** Anything that can be appended about three exports, in any order. */
const happens: fc.Arbitrary<ExportEvent> = fc
  .record({ export: fc.constantFrom('e1', 'e2', 'e3'), n: fc.integer({ min: 1, max: 8 }) })
  .chain(({ export: id, n }) =>
    fc.constantFrom<ExportEvent>(
      {
        name: 'export-requested',
        export: id,
        tool: 'notion.task',
        target: 'notion',
        integration: 'Our Notion',
        subject: { kind: 'action_item', id: 'T1', version: n },
        arguments: { title: 'Ask the owner' },
        by: n % 2 ? by : null,
        again: n > 4,
      },
      { name: 'export-started', export: id, attempt: n },
      { name: 'export-progressed', export: id, stage: n % 2 ? 'looking' : 'writing', done: n, of: 8 },
      { name: 'export-failed', export: id, reason, retryAt: n % 2 ? null : 1_000 * n },
      { name: 'export-cancelled', export: id, reason, by },
      { name: 'export-delivered', export: id, version: n, externalId: 'p1', url },
      { name: 'export-read', export: id, status: n % 2 ? 'Done' : null },
    ),
  );

type Logged = LoggedEvent & ExportEvent;
const logged = (event: ExportEvent, n: number): Logged => ({ ...event, seq: n + 1, at: n, epoch: 1 });
const folded = (log: Logged[]) => log.reduce<ExportRecord[]>(changeExport, []);
/** The cast's guarantee: a veil keeps an event's name. */
const veiled = (log: Logged[], audience: Audience) => log.map((event) => veil(event, audience) as Logged);

it('every log of exports can be folded by every reader, who sees the same stand and nothing that is not theirs', () => {
  fc.assert(
    fc.property(fc.array(happens, { maxLength: 60 }), (events) => {
      const log = events.map(logged);
      const all = folded(log);
      for (const audience of ['moderator', 'member', 'live', 'decision'] as const) {
        const seen = folded(veiled(log, audience));
        const stand = ({ export: id, state, attempt, stages, seq }: ExportRecord) => ({
          id,
          state,
          attempt,
          stages,
          seq,
        });
        expect(seen.map(stand)).toEqual(all.map(stand));
        if (audience === 'live' || audience === 'decision')
          expect(JSON.stringify(seen)).not.toMatch(/notion\.example|Our Notion|u1|Ask the owner/);
      }
    }),
  );
});

it('an export stands once, in the order of its first request, and keeps where it was delivered when it is asked for again', () => {
  fc.assert(
    fc.property(fc.array(happens, { maxLength: 60 }), (events) => {
      const all = folded(events.map(logged));
      expect(new Set(all.map((one) => one.export)).size).toBe(all.length);
      expect(all.map((one) => one.seq)).toEqual(all.map((one) => one.seq).toSorted((a, b) => a - b));
      for (const one of all) {
        expect(one.retryAt === null || one.state === 'waiting').toBe(true);
        expect(one.state !== 'delivered' || one.delivered !== null).toBe(true);
      }
      const asked = events.filter((event) => event.name === 'export-requested').map((event) => event.export);
      expect(new Set(all.map((one) => one.export))).toEqual(new Set(asked));
    }),
  );
});
