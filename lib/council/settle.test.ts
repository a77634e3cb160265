import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Changes } from './changes.schema';
import { composeLog } from './compose-log';
import type { DecisionLog } from './decision-log.schema';
import { diffLogs } from './log-diff';
import { accept, type Circumstances, defer, type Outcome, reject, revise, sendBack, supersede } from './settle';
import { standsAs } from './standing';
import { answerFor } from './testing/answers';
import { Simulation } from './testing/simulate';

const it1: Circumstances = {
  by: 'Olga',
  onBehalfOf: null,
  at: '2026-11-22T10:00:00.000Z',
  today: '2026-11-22',
  rationaleRequired: true,
  leading: null,
  dissentTo: () => [],
};

/** What a council of three leaves behind: two voted for what won, one for something else. */
function proposed(over: Partial<DecisionLog> = {}): DecisionLog {
  const sim = new Simulation();
  sim.run((turn, state) => ({ kind: 'complete', ms: 1000, answer: answerFor(turn, state, turn.seat === 'a' ? 0 : 1) }));
  const log = sim.state.artifacts.decision_log?.log ?? composeLog(sim.state);
  return { ...log, status: 'proposed', version: 1, ...over };
}
const logOf = (outcome: Outcome): DecisionLog => {
  if (!outcome.ok) throw new Error(outcome.reason.code);
  return outcome.log;
};
const why = (outcome: Outcome) => (outcome.ok ? null : outcome.reason.code);
const accepted = () => logOf(accept(proposed(), {}, 'Agreed.', it1));

describe('a proposed decision', () => {
  it('is accepted as it is: the next version, settled, open to a signature', () => {
    expect(accepted()).toMatchObject({
      status: 'accepted',
      version: 2,
      incomplete: false,
      settlement: { by: 'Olga', on_behalf_of: null, note: 'Agreed.', at: it1.at },
      confirmation: null,
      content_hash: '',
    });
  });

  it('says on whose behalf it was recorded', () => {
    const log = logOf(accept(proposed(), {}, '', { ...it1, onBehalfOf: 'Platform lead' }));
    expect(log.settlement).toMatchObject({ by: 'Olga', on_behalf_of: 'Platform lead' });
  });

  it('is not rejected without a word, nor deferred to today', () => {
    expect(why(reject(proposed(), '', it1))).toBe('decision.note_missing');
    expect(why(defer(proposed(), '2026-11-22', '', it1))).toBe('decision.defer_past');
    expect(logOf(defer(proposed(), '2026-11-23', '', it1))).toMatchObject({
      status: 'deferred',
      deferred_until: '2026-11-23',
    });
  });

  it('waits where it stood while another round is held, and can still be taken when that came to nothing', () => {
    const sent = logOf(sendBack(proposed(), 'run-2'));
    expect(sent).toMatchObject({ status: 'proposed', version: 2, superseded_by: 'run-2' });
    expect(logOf(accept(sent, {}, '', it1))).toMatchObject({ status: 'accepted', version: 3, superseded_by: null });
  });
});

describe('an escalated decision', () => {
  const escalated = () =>
    proposed({ status: 'escalated', chosen: null, statement: '', rationale: [], incomplete: true });

  it('is argued by who chose: reasons for another alternative are not kept as if they carried this one', () => {
    const { alternatives, rationale } = proposed();
    const [first, other] = alternatives.filter((one) => one.pros.length > 0);
    const forFirst = first?.pros[0];
    const forOther = other?.pros[0];
    if (!first || !forFirst || !forOther || rationale.length === 0) throw new Error('two alternatives have pros');
    const log = proposed({ status: 'escalated', chosen: null, rationale: [forFirst, forOther], missing: [] });
    const changes = { chosen: first.id, statement: 'We do it.' };
    const taken = logOf(accept(log, changes, 'It can be undone.', { ...it1, leading: other?.id ?? null }));
    expect(taken.rationale.map((one) => one.text)).toEqual(['It can be undone.', forFirst.text]);
    const led = logOf(accept(log, changes, '', { ...it1, leading: first.id }));
    expect(led.rationale).toEqual([forFirst, forOther]);
  });

  it.each([
    [{}, 'decision.choice_missing'],
    [{ chosen: 'nothing of ours' }, 'decision.unknown_alternative'],
    [{ chosen: 'A1' }, 'decision.statement_missing'],
    [{ chosen: 'A1', statement: 'We do it.' }, 'decision.rationale_missing'],
  ] satisfies [Changes, string][])('is not accepted with %j: %s', (changes, code) => {
    expect(why(accept(escalated(), changes, '', it1))).toBe(code);
  });

  it('is accepted by choosing, saying and giving a reason; who voted otherwise is on record', () => {
    const against = {
      seat: 'Finance',
      text: 'Own machines are cheaper.',
      turns: [4],
      facts: [],
      quote: 'cheaper',
      origin: 'stated' as const,
      severity: 'vote' as const,
      answered_by: [],
    };
    const changes = { chosen: 'A1', statement: 'We do it.', rationale: [{ text: 'It can be undone.' }] };
    const log = logOf(accept(escalated(), changes, '', { ...it1, dissentTo: () => [against] }));
    expect(log).toMatchObject({ status: 'accepted', chosen: 'A1' });
    expect(log.rationale).toEqual([
      { text: 'It can be undone.', turns: [], facts: [], quote: 'It can be undone.', origin: 'human', by: 'Olga' },
    ]);
    expect(log.dissent).toContainEqual(against);
  });

  it('needs no reason where the policy asks for none', () => {
    const changes = { chosen: 'A1', statement: 'We do it.' };
    expect(accept(escalated(), changes, '', { ...it1, rationaleRequired: false }).ok).toBe(true);
  });
});

describe('a change by a person', () => {
  it('keeps the evidence of what stays and puts a name to what does not', () => {
    const log = proposed();
    const rationale = log.rationale.length > 0 ? log.rationale : log.alternatives.flatMap((one) => one.pros);
    const before = { ...log, rationale };
    const changes = { rationale: [{ from: 0, text: rationale[0]?.text ?? '' }, { text: 'The team wants it.' }] };
    const after = logOf(revise(before, changes, it1));
    expect(after.rationale[0]).toEqual(rationale[0]);
    expect(after.rationale[1]).toMatchObject({ origin: 'human', by: 'Olga' });
    const reworded = logOf(revise(before, { rationale: [{ from: 0, text: 'In other words.' }] }, it1));
    expect(reworded.rationale).toEqual([{ ...rationale[0], text: 'In other words.', origin: 'human', by: 'Olga' }]);
    expect(why(revise(before, { rationale: [{ from: 99, text: 'x' }] }, it1))).toBe('decision.unknown_claim');
  });

  it('mends a risk, and what was missing is no longer', () => {
    const log = proposed({ missing: [{ code: 'mitigation_missing', subject: 'R1' }] });
    const risk = { ...log.risks[0], id: 'R1', mitigation: '' };
    const before = logOf({ ok: true, log: { ...log, risks: [Object.assign({}, log.risks[0], risk)] } });
    const after = logOf(revise(before, { risks: [{ id: 'R1', mitigation: 'Rehearse it.', owner: 'Ada' }] }, it1));
    expect(after.risks).toMatchObject([
      { id: 'R1', mitigation: 'Rehearse it.', owner: 'Ada', text: log.risks[0]?.text, origin: 'human', by: 'Olga' },
    ]);
    expect(after.missing).toEqual([]);
    expect(why(revise(before, { risks: [{ id: 'R9', mitigation: 'x' }] }, it1))).toBe('decision.unknown_risk');
    expect(why(revise(before, { risks: [{ mitigation: 'x' }] }, it1))).toBe('decision.risk_without_text');
    const added = logOf(revise(before, { risks: [{ text: 'It rains.' }] }, it1)).risks.at(-1);
    expect(added).toMatchObject({ text: 'It rains.', origin: 'human', by: 'Olga', likelihood: 3 });
  });

  it('that changes nothing, or looks back, is refused', () => {
    expect(why(revise(proposed(), {}, it1))).toBe('decision.unchanged');
    expect(why(revise(proposed(), { review_date: '2026-11-22' }, it1))).toBe('decision.review_past');
  });

  it('reopens what was rejected, and what was accepted holds on beside it', () => {
    const no = logOf(reject(proposed(), 'Too dear.', it1));
    expect(logOf(revise(no, {}, it1))).toMatchObject({ status: 'proposed', version: 3, settlement: null });
    const again = logOf(revise(accepted(), { title: 'Anew' }, it1));
    expect(again).toMatchObject({ status: 'proposed', version: 3, supersedes: 2, confirmation: null });
    expect(standsAs(accepted(), 2)).toBe('accepted');
    expect(standsAs(accepted(), 4)).toBe('superseded');
    expect(diffLogs(accepted(), again)).toEqual([
      { field: 'status', before: 'accepted', after: 'proposed' },
      { field: 'title', before: accepted().title, after: 'Anew' },
    ]);
  });

  it('is not made to what another decision has replaced', () => {
    const gone = logOf(supersede(accepted(), 'run-2'));
    expect(gone).toMatchObject({ status: 'superseded', superseded_by: 'run-2', confirmation: null });
    expect(why(revise(gone, { title: 'x' }, it1))).toBe('decision.not_from');
    expect(why(accept(accepted(), {}, '', it1))).toBe('decision.not_from');
  });
});

const ids = ['A1', 'A2', 'A3', 'nowhere'];
const changes: fc.Arbitrary<Changes> = fc.record(
  {
    title: fc.constantFrom('One', 'Two'),
    statement: fc.constantFrom('', 'We do it.'),
    chosen: fc.option(fc.constantFrom(...ids)),
    rationale: fc.array(fc.record({ from: fc.nat(3), text: fc.constantFrom('a', 'b') }, { requiredKeys: ['text'] })),
    dissent: fc.array(fc.record({ text: fc.constantFrom('No.', 'Never.'), severity: fc.constant('concern' as const) })),
    open_questions: fc.array(fc.constantFrom('Why?', 'When?')),
  },
  { requiredKeys: [] },
);
type Act = (log: DecisionLog) => Outcome;
const acts: fc.Arbitrary<Act> = fc.oneof(
  changes.map(
    (some): Act =>
      (log) =>
        revise(log, some, it1),
  ),
  changes.map(
    (some): Act =>
      (log) =>
        accept(log, some, '', it1),
  ),
  fc.constantFrom('', 'No.').map(
    (note): Act =>
      (log) =>
        reject(log, note, it1),
  ),
  fc.constantFrom('2026-11-01', '2027-01-01').map(
    (day): Act =>
      (log) =>
        defer(log, day, '', it1),
  ),
  fc.constant<Act>((log) => sendBack(log, 'run-2')),
);

describe('whatever people do', () => {
  const start = proposed();

  it('versions only rise, no dissent is lost, and what was accepted never changes', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 25 }), (some) => {
        const versions: { log: DecisionLog; was: string }[] = [{ log: start, was: JSON.stringify(start) }];
        for (const act of some) {
          const log = versions.at(-1)?.log ?? start;
          const outcome = act(log);
          if (!outcome.ok) continue;
          const next = outcome.log;
          expect(next.version).toBe(log.version + 1);
          expect(next.dissent.length).toBeGreaterThanOrEqual(
            log.dissent.filter((one) => one.severity !== 'vote').length,
          );
          for (const one of log.dissent) {
            const won = next.ballots.some((vote) => vote.seat === one.seat && vote.alternative === next.chosen);
            expect(next.dissent.includes(one) || (one.severity === 'vote' && won)).toBe(true);
          }
          if (next.status === 'accepted') {
            expect(next.chosen !== null && next.statement !== '' && next.rationale.length > 0).toBe(true);
          }
          expect(next.confirmation).toBeNull();
          versions.push({ log: next, was: JSON.stringify(next) });
        }
        for (const { log, was } of versions) expect(JSON.stringify(log)).toBe(was);
      }),
    );
  });
});
