import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './evolve';
import { redactor } from './redact';
import { knownOf, pseudonyms } from './redact-names';
import { blackener, blackout, foldPassage } from './redact-text';
import { answerFor } from './testing/answers';
import { Simulation } from './testing/simulate';
import { type Audience, veil } from './veil';

/** Every string of a value. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

function held(): Simulation {
  const sim = new Simulation();
  sim.run((turn, state) => ({ kind: 'complete', ms: 100, answer: answerFor(turn, state, turn.turn) }));
  return sim;
}
const { log, state } = held();
const created = log[0]?.name === 'run-created' ? log[0] : null;
if (!created) throw new Error('A log begins with run-created');
const known = knownOf(created);
const spoken = strings(log).filter((text) => /\p{L} \p{L}/u.test(text));
const disguised = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => text.replace(/ /g, '\n\t '),
  (text: string) => text.replace(/ /g, '** _'),
  (text: string) => text.normalize('NFD'),
  (text: string) => text.replace(/e/g, 'é'),
);
const passage = fc
  .record({
    text: fc.constantFrom(...spoken),
    from: fc.nat(40),
    length: fc.integer({ min: 6, max: 90 }),
    as: disguised,
  })
  .map(({ text, from, length, as }) => as(text.slice(from % Math.max(1, text.length - 6)).slice(0, length)))
  .filter((text) => foldPassage(text).text.length > 4 && /\S\s+\S/.test(text));

describe('what a link hides', () => {
  it('occurs nowhere in what is sent, and every page can still fold it', () => {
    const audiences = fc.constantFrom<Audience>('live', 'transcript', 'quotes', 'decision');
    fc.assert(
      fc.property(
        fc.array(passage, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        audiences,
        (passages, names, who) => {
          const hides = redactor({ names, passages }, known);
          const sent = log.map((event) => hides?.event(veil(event, who)) ?? event);
          const seen = fold(sent);
          expect([seen.head, seen.status, seen.turns.length]).toEqual([state.head, state.status, state.turns.length]);
          for (const text of new Set(strings(sent))) {
            for (const one of passages) expect(foldPassage(text).text).not.toContain(foldPassage(one).text);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['THE   NORTH wing', 'We close the north wing.', `We close ${blackout}.`],
    ['the north wing', 'We close the **north** _wing_.', `We close ${blackout}_.`],
    ['Ёлка у входа', 'Где стоит елка у входа?', `Где стоит ${blackout}?`],
    ['café Müller', 'At CAFE\u0301 MU\u0308LLER, then.', `At ${blackout}, then.`],
    ['1200 EUR', 'It is 1 200 EUR.', `It is ${blackout}.`],
    ['Straße zehn', 'STRASSE ZEHN!', `${blackout}!`],
  ])('%s is found however it is written', (hidden, said, shown) => {
    expect(blackener([hidden])(said)).toBe(shown);
  });

  it('is hidden in a quote of a part of it, and in prose that repeats much of it', () => {
    const blacken = blackener(['The supplier threatened to leave us by March']);
    expect(blacken('threatened to leave', true)).toBe(blackout);
    expect(blacken('I heard that they threatened to leave us by March, too')).toBe(
      `I heard that they ${blackout}, too`,
    );
    expect(blacken('The supplier')).toBe('The supplier');
  });

  it('is hidden in figures as in words', () => {
    const hides = redactor({ names: false, passages: ['1,200 EUR'] }, known);
    const cost = (amount: number) => ({ cost: { amount, unit: 'EUR', basis: 'an offer' } });
    expect(hides?.artifact(cost(1200))).toEqual({ cost: null });
    expect(hides?.artifact(cost(13))).toEqual(cost(13));
  });

  it('is nothing where nothing is asked for: the record is sent as it is', () => {
    expect(redactor({ names: false, passages: [] }, known)).toBeNull();
  });

  it('can not be guessed by the hash of what it stands in', () => {
    const hides = redactor({ names: false, passages: ['the north wing'] }, known);
    expect(hides?.artifact({ textHash: 'ab', content_hash: 'cd', confirmation: { sha256: 'ef' } })).toEqual({
      textHash: '',
      content_hash: '',
      confirmation: { sha256: '' },
    });
  });
});

describe('names', () => {
  const people = pseudonyms({
    people: [
      { name: 'Олег Брандт', aliases: [], member: true },
      { name: 'Анна Петрова', aliases: ['petrova'], member: true },
      { name: 'Platform lead', aliases: [], member: false },
    ],
    seats: ['a', 'Finance'],
    language: 'ru',
  });
  it.each([
    ['Это решит Анна Петрова.', 'Это решит Участник 2.'],
    ['Спросим Анну Петрову и Олега.', 'Спросим Участник 2 и Участник 1.'],
    ['олег **брандт** согласен', 'Участник 1** согласен'],
    ['Ask Petrova and the Platform lead', 'Ask Участник 2 and the Участник 3'],
    ['The platform stays', 'The platform stays'],
    ['Олеговна — это другое', 'Олеговна — это другое'],
  ])('%s', (said, shown) => expect(people.text(said)).toBe(shown));

  it('of nobody are shown, not even of who came later; seats stay what they are', () => {
    expect([people.person('Анна Петрова'), people.person('Somebody New'), people.person('Finance')]).toEqual([
      'Участник 2',
      'Участник',
      'Finance',
    ]);
  });

  it('of a whole log are gone, and the same person is the same number throughout', () => {
    const hides = redactor({ names: true, passages: [] }, known);
    const sent = log.map((event) => hides?.event(veil(event, 'live')) ?? event);
    expect(JSON.stringify(sent)).not.toMatch(/Olga|Platform lead/);
    expect(sent[0]).toMatchObject({ by: { userId: '', name: 'Person 1' }, agenda: { decider: 'Person 2' } });
  });
});
