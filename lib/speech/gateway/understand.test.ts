import fc from 'fast-check';
import { expect, test } from 'vitest';
import { act } from '@/e2e/model-server/act';
import { readPrompt } from '@/e2e/model-server/read-prompt';
import { type Answer, type Purpose, purposeFields } from '@/lib/council/answers.schema';
import { foundedAnswer } from '@/lib/council/own-claims';
import { answerFor } from '@/lib/council/testing/answers';
import { Simulation } from '@/lib/council/testing/simulate';
import { SpeechFailure, type SpeechRequest } from '@/lib/ports/speech';
import { buildPrompt } from './prompt';
import { understand } from './understand';

const purposes = Object.keys(purposeFields) as Purpose[];
const state = new Simulation().run((turn, at) => ({ kind: 'complete', answer: answerFor(turn, at, 1), ms: 1 }));
const [, seat] = state.team.seats;
const tokens = { input: 1, output: 1, known: true };

function requestFor(purpose: Purpose): SpeechRequest {
  if (!seat) throw new Error('no seat');
  const model = { provider: 'compatible', name: 'm' } as const;
  return { turn: 99, attempt: 1, seat, purpose, model, connection: null, state, asks: [], said: [], deadlineMs: 1000 };
}

/** Words of a model, then of its repair, as chunks. */
async function hear(purpose: Purpose, first: string, second: string) {
  const request = requestFor(purpose);
  let heard = '';
  const onDelta = (text: string) => {
    heard += text;
  };
  const result = await understand(request, onDelta, {
    prompt: buildPrompt(request),
    speak: async ({ onChunk }) => {
      for (let at = 0; at < first.length; at += 7) onChunk(first.slice(at, at + 7));
      return { raw: first, finish: 'stop', tokens };
    },
    repair: async () => ({ raw: second, finish: 'stop', tokens }),
    price: (all) => ({ inputTokens: all.length, outputTokens: all.length, microUsd: all.length, known: true }),
  });
  return { ...result, heard };
}

function ideal(purpose: Purpose): string {
  const { system, messages } = buildPrompt(requestFor(purpose));
  return JSON.stringify(act(readPrompt(system, messages[0]?.content ?? '', purpose)));
}

/** Quotes of the answer's own text, wherever they stand. */
function ownQuotes(answer: Answer): string[] {
  const { rationale, rejections, causes, items, ...own } = answer;
  return [...JSON.stringify(own).matchAll(/"quote":("(?:[^"\\]|\\.)*")/g)].map((match) =>
    String(JSON.parse(match[1] ?? '""')),
  );
}

const edits = fc.array(
  fc.record({
    at: fc.nat(),
    cut: fc.nat(60),
    put: fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.json({ maxDepth: 2 })),
  }),
  { maxLength: 4 },
);

test('however an answer is damaged, a turn is valid or fails by name, and people heard what is kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...purposes), edits, edits, async (purpose, one, two) => {
      const damage = (raw: string, list: typeof one) =>
        list.reduce((text, { at, cut, put }) => {
          const place = at % (text.length + 1);
          return text.slice(0, place) + put + text.slice(place + cut);
        }, raw);
      const said = await hear(purpose, damage(ideal(purpose), one), damage(ideal(purpose), two)).catch(
        (error: unknown) => {
          if (error instanceof SpeechFailure) return null;
          throw error;
        },
      );
      if (!said) return;
      const { answer, heard } = said;
      expect(answer.text).toBe(heard);
      expect(answer.text.trim()).not.toBe('');
      for (const quote of ownQuotes(foundedAnswer(answer))) expect(answer.text).toContain(quote);
      const ids = state.alternatives.map(({ id }) => id);
      for (const score of answer.scores ?? []) expect(ids).toContain(score.alternative);
      if (answer.vote) expect(ids).toContain(answer.vote.alternative);
    }),
    { numRuns: 400 },
  );
});

test('a refusal in words is a refusal, not a turn', async () => {
  const failed = hear('ballot', "I'm sorry, but I can't help with that.", '');
  await expect(failed).rejects.toMatchObject({ reason: { code: 'model.refused' }, usage: { microUsd: 1 } });
});

test('a whole answer asks for no repair and is paid once', async () => {
  for (const purpose of purposes) {
    const { marks, usage } = await hear(purpose, ideal(purpose), 'never asked');
    expect([purpose, marks, usage.inputTokens]).toEqual([purpose, [], 1]);
  }
});

test('a wrong quote of one’s own is repaired once; a repair that fails costs that claim alone', async () => {
  const said = JSON.parse(ideal('review'));
  const wrong = JSON.stringify({ ...said, objection: { ...said.objection, quote: 'Bananas ripen under glass' } });
  const mended = await hear('review', wrong, ideal('review'));
  expect([mended.marks, mended.usage.inputTokens]).toEqual([['repaired'], 2]);
  expect(mended.answer.objection).toMatchObject({ quote: said.objection.quote });
  const kept = await hear('review', wrong, 'Sorry, no.');
  expect([kept.marks, kept.answer.scores?.length]).toEqual([[], said.scores.length]);
  expect(foundedAnswer(kept.answer).objection).toBeNull();
});

test('scores given in words are asked for once, then left out: nobody guesses what "good" is worth', async () => {
  const said = JSON.parse(ideal('review'));
  const words = ['good', 'eight', '7/10', '8'];
  const scores = said.scores.map((one: object, at: number) => ({ ...one, score: words[at % words.length] }));
  const raw = JSON.stringify({ ...said, scores });
  const mended = await hear('review', raw, ideal('review'));
  expect([mended.marks, mended.answer.scores]).toEqual([['repaired'], said.scores]);
  const { answer, marks } = await hear('review', raw, raw);
  expect(marks).toEqual(['extracted']);
  expect(answer.scores?.every((one) => one.score === 7 || one.score === 8)).toBe(true);
  expect(answer.scores?.length).toBe(scores.filter(({ score }: { score: string }) => /\d/.test(score)).length);
});
