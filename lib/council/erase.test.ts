import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citationProblem } from './citations';
import { claimsOf } from './claims-of';
import { type Erased, erasedAt, namesPattern, renamer, withoutPerson, withoutTranscript } from './erase';
import type { ErasedEvent, LoggedEvent } from './events';
import { evolve, fold } from './evolve';
import { answerFor } from './testing/answers';
import { Simulation } from './testing/simulate';

const olga: Erased = { userId: 'u1', names: ['Olga'], as: 'Former member 7f3a' };
const transcriptGone: ErasedEvent = { name: 'text-erased', what: 'transcript', person: null };
const personGone: ErasedEvent = { name: 'text-erased', what: 'person', person: { userId: 'u1', name: olga.as } };

/** What was said in a whole council: words that must be found nowhere afterwards. */
const saying = [
  'Shared runners helps.',
  'It is slow.',
  'It fails.',
  'Here it is.',
  'Mind the cost.',
  'A private word.',
];

function council(lean: number, comments: boolean): Simulation {
  const sim = new Simulation({ seed: lean });
  let said = false;
  sim.run((turn, state) => {
    if (!said && turn.purpose === 'draft') {
      said = true;
      sim.control({ control: 'say', text: 'Mind the cost.' });
      if (comments)
        sim.append({
          name: 'comment-added',
          commandId: 'c',
          text: 'A private word.',
          by: { userId: 'u1', name: 'Olga' },
          private: true,
        });
    }
    // One claim that the turn's own text does not carry: it never counts, before and after.
    const answer = answerFor(turn, state, turn.seat === 'a' ? lean : 1);
    const risks = answer.risks?.flatMap((risk) => [{ ...risk, quote: 'Nobody said it.' }, risk]);
    return { kind: 'complete', ms: 900, answer: { ...answer, ...(risks ? { risks } : {}) } };
  });
  return sim;
}

const rowOf = (log: readonly LoggedEvent[], event: ErasedEvent): LoggedEvent => ({
  ...event,
  seq: log.length + 1,
  at: 9_000_000,
  epoch: 1,
});

describe('erased texts', () => {
  it('leave the same fold, whether it was held before or is made anew', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.boolean(), (lean, comments) => {
        const { log } = council(lean, comments);
        const row = rowOf(log, transcriptGone);
        const held = evolve(fold(log), row);
        expect(held).toEqual(fold([...log.map(withoutTranscript), row]));
        const before = fold(log);
        expect(held.turns.map(({ turn, seat, status, phase }) => [turn, seat, status, phase])).toEqual(
          before.turns.map(({ turn, seat, status, phase }) => [turn, seat, status, phase]),
        );
        for (const list of ['claims', 'objections', 'risks', 'scores', 'positions', 'recorded', 'flags'] as const) {
          expect(held[list].length, list).toBe(before[list].length);
        }
        expect(held.artifacts).toEqual(before.artifacts);
        expect(held.clock.activeMs).toBe(before.clock.activeMs);
      }),
      { numRuns: 20 },
    );
  });

  it('are nowhere in the log but in the record, whose quotes stay', () => {
    const { log } = council(2, true);
    const rest = log.map(withoutTranscript).filter((event) => event.name !== 'artifact-recorded');
    for (const text of saying) expect(JSON.stringify(rest)).not.toContain(text);
    const held = evolve(fold(log), rowOf(log, transcriptGone));
    expect(JSON.stringify(held.artifacts)).toContain('Shared runners helps.');
    expect(erasedAt(held, null)).toBe(9_000_000);
    // What was found before can't be found again, and nobody takes that for a lie: the log itself is not made anew.
    const log2 = held.artifacts.decision_log?.log;
    expect(log2 && claimsOf(log2).length).toBeGreaterThan(0);
    expect(log2 && citationProblem(held, log2.rationale[0] ?? { turns: [], facts: [], quote: '' })).not.toBe(undefined);
  });

  it('can be erased twice', () => {
    const { log } = council(1, true);
    const once = log.map(withoutTranscript);
    expect(once.map(withoutTranscript)).toEqual(once);
  });

  it('of one person leave the others’, and the same fold', () => {
    fc.assert(
      fc.property(fc.nat(4), (lean) => {
        const { log } = council(lean, true);
        const row = rowOf(log, personGone);
        const held = evolve(fold(log), row);
        expect(held).toEqual(fold([...log.map((event) => withoutPerson(event, olga, false)), row]));
        expect(JSON.stringify(held)).not.toContain('Olga');
        expect(JSON.stringify(held)).not.toContain('A private word.');
        expect(held.turns.filter((turn) => turn.seat).map((turn) => turn.text)).toEqual(
          fold(log)
            .turns.filter((turn) => turn.seat)
            .map((turn) => turn.text),
        );
        expect(erasedAt(held, { userId: 'u1' })).toBe(9_000_000);
        expect(erasedAt(held, { userId: 'u2' })).toBeNull();
      }),
      { numRuns: 10 },
    );
  });
});

describe('a name', () => {
  it('is found in every case and spelling, as a whole word, and never in a word of the language', () => {
    const rename = renamer({ userId: null, names: ['Ольга Ковалёва', 'Mark'], as: 'P' });
    expect(rename('Спросим Ольгу Ковалеву и Ольги Ковалёвой мужа.')).toBe('Спросим P и P мужа.');
    expect(rename('Mark my words: mark, Markus, Mark’s.')).toBe('P my words: mark, Markus, P’s.');
    expect(rename({ seat: 'Mark', by: { userId: '', name: 'Mark' }, decider: 'Mark' })).toEqual({
      seat: 'Mark',
      by: { userId: '', name: 'P' },
      decider: 'P',
    });
    // A member of the same name is somebody else.
    expect(rename({ by: { userId: 'x', name: 'Mark' } })).toEqual({ by: { userId: 'x', name: 'Mark' } });
    expect(namesPattern(['', ' '])).toBeNull();
  });
});
