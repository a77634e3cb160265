import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Fault, startModelServer } from '@/e2e/model-server';
import { citationProblem } from '@/lib/council/citations';
import { claimsOf } from '@/lib/council/claims-of';
import { decide } from '@/lib/council/moves';
import { foundedAnswer } from '@/lib/council/own-claims';
import type { Turn } from '@/lib/council/run';
import type { ModelRef } from '@/lib/council/team.schema';
import { team } from '@/lib/council/testing/fixtures';
import { Simulation } from '@/lib/council/testing/simulate';
import { SpeechFailure, type SpeechRequest } from '@/lib/ports/speech';
import { createLogger } from '@/lib/telemetry/log';
import { createGateway } from './gateway';

const model: ModelRef = { provider: 'compatible', name: 'test-model' };
const key = 'sk-very-secret-key';
type Server = Awaited<ReturnType<typeof startModelServer>>;
let server: Server | undefined;
let lines: string[];
let waits: number[];

beforeEach(() => {
  globalThis.xioBreakers?.clear();
  lines = [];
  waits = [];
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Waits are noted, not waited. */
const clock = {
  now: () => Date.now(),
  wait: async (ms: number) => {
    waits.push(ms);
  },
};

async function gateway(options: Parameters<typeof startModelServer>[0] = {}) {
  server = await startModelServer(options);
  const logger = createLogger('debug', { write: (line) => lines.push(line) });
  return createGateway({ XIO_COMPATIBLE_URL: server.url, XIO_COMPATIBLE_API_KEY: key }, clock, logger);
}

const members = team().seats.map((seat) => ({ ...seat, model }));

/** A council up to the first open turn of a purpose, with the turns before it spoken by a faultless model. */
async function councilUntil(purpose: Turn['purpose'], language: 'en' | 'ru' = 'en') {
  const helper = await startModelServer();
  const speech = createGateway({ XIO_COMPATIBLE_URL: helper.url }, clock, createLogger('silent'));
  const sim = new Simulation({ team: { seats: members }, agenda: { language } });
  try {
    return await hold(sim, speech, (turn) => turn.purpose === purpose);
  } finally {
    await helper.close();
  }
}

async function hold(sim: Simulation, speech: ReturnType<typeof createGateway>, until: (turn: Turn) => boolean) {
  for (let step = 0; step < 400; step += 1) {
    const move = decide(sim.state, sim.now);
    if (move.kind === 'rest') return { sim, turn: undefined };
    if (move.kind === 'append') {
      sim.append(...move.events);
      continue;
    }
    const known = sim.state;
    const open = sim.open();
    const stop = open.find(until);
    if (stop) return { sim, turn: stop };
    if (open.length === 0) sim.now = Math.max(sim.now, move.until ?? sim.now);
    for (const turn of open) {
      sim.now += 2_000;
      try {
        const { answer } = await speech.speak(requestOf(known, turn), () => undefined, new AbortController().signal);
        sim.complete(turn, answer);
      } catch (error) {
        if (!(error instanceof SpeechFailure)) throw error;
        sim.fail(turn, error.retryable);
      }
    }
  }
  throw new Error('the council does not end');
}

function requestOf(state: Simulation['state'], turn: Turn): SpeechRequest {
  const seat = state.team.seats.find((one) => one.id === turn.seat);
  if (!seat || turn.purpose === 'say') throw new Error('no seat speaks');
  return {
    turn: turn.turn,
    attempt: turn.attempt,
    seat,
    purpose: turn.purpose,
    model,
    connection: null,
    state,
    asks: turn.asks,
    said: [],
    deadlineMs: 20_000,
  };
}

/** Speaks one turn of a purpose at a model with these faults. */
async function speak(
  purpose: Turn['purpose'],
  faults: (Fault | null)[],
  over: Partial<SpeechRequest> = {},
  signal = new AbortController().signal,
) {
  const { sim, turn } = await councilUntil(purpose);
  if (!turn) throw new Error(`no turn of ${purpose}`);
  const speech = await gateway({ faults });
  let heard = '';
  const result = await speech
    .speak(
      { ...requestOf(sim.state, turn), ...over },
      (delta) => {
        heard += delta;
      },
      signal,
    )
    .catch((error: unknown) => error);
  return { result, heard, state: sim.state };
}

function spoken(result: unknown) {
  if (typeof result !== 'object' || result === null || !('answer' in result)) throw result;
  return result as Awaited<ReturnType<ReturnType<typeof createGateway>['speak']>>;
}

test.each(['en', 'ru'] as const)(
  'a whole council by a real wire ends decided, with citations that hold (%s)',
  async (language) => {
    const speech = await gateway();
    const sim = new Simulation({ team: { seats: members }, agenda: { language } });
    await hold(sim, speech, () => false);
    expect(sim.state.outcome).toBe('decided');
    const log = sim.state.artifacts.decision_log?.log;
    expect(log?.missing).toEqual([]);
    expect(log?.rationale.length).toBeGreaterThan(0);
    for (const claim of log?.rationale ?? []) expect(citationProblem(sim.state, claim)).toBeNull();
    expect(sim.state.artifacts.action_items?.items.length).toBeGreaterThanOrEqual(5);
    expect(server?.requests.every((one) => one.streamed)).toBe(true);
  },
);

test('a council at a bad wire still ends with its log', async () => {
  const kinds = [
    'rate_limited',
    'server_error',
    'dropped',
    'broken_json',
    'cut_off',
    'prose',
    'wrong_ids',
    'scores_as_words',
    'false_quotes',
    'no_usage',
  ] as const;
  const speech = await gateway({ faults: { seed: 5, share: 0.3, kinds } });
  const sim = new Simulation({ team: { seats: members } });
  await hold(sim, speech, () => false);
  expect(['decided', 'escalated']).toContain(sim.state.outcome);
  expect(sim.state.artifacts.decision_log).toBeDefined();
});

test('people hear the words while they are made, and the answer keeps exactly them', async () => {
  const { result, heard } = await speak('draft', []);
  const { answer, usage, marks } = spoken(result);
  expect(heard).toBe(answer.text);
  expect(marks).toEqual([]);
  expect(usage.known).toBe(true);
  expect(answer.alternatives?.length).toBeGreaterThan(1);
});

test.each<[Fault, number]>([
  ['rate_limited', 2],
  ['server_error', 2],
])('%s before the first word is tried again here', async (fault, times) => {
  const { result } = await speak('review', Array(times).fill(fault));
  expect(spoken(result).marks).toEqual([]);
  expect(server?.requests).toHaveLength(times + 1);
  expect(waits).toHaveLength(times);
});

test.each<[Fault, string, boolean]>([
  ['key_refused', 'model.key_refused', false],
  ['unknown_model', 'model.not_found', false],
  ['too_long', 'model.too_long', false],
  ['refusal', 'model.refused', false],
])('%s is a failure with a name that no retry repeats', async (fault, code, retryable) => {
  const { result } = await speak('review', [fault]);
  expect(result).toMatchObject({ reason: { code }, retryable });
  expect(server?.requests).toHaveLength(1);
  expect(JSON.stringify(result) + lines.join('')).not.toContain(key);
});

test('a long Retry-After is left to the driver, with its time', async () => {
  const { sim, turn } = await councilUntil('review');
  if (!turn) throw new Error('no review');
  const speech = await gateway({ faults: ['rate_limited'], retryAfter: '60' });
  const failed = speech.speak(requestOf(sim.state, turn), () => undefined, new AbortController().signal);
  await expect(failed).rejects.toMatchObject({
    reason: { code: 'model.rate_limited' },
    retryable: true,
    retryAfterMs: 60_000,
  });
  expect(waits).toEqual([]);
});

test('a connection lost in mid-speech is never repeated behind what people heard', async () => {
  const { result, heard } = await speak('draft', ['dropped']);
  expect(result).toMatchObject({ reason: { code: 'model.connection' }, retryable: true });
  expect(heard.length).toBeGreaterThan(0);
  expect(server?.requests).toHaveLength(1);
});

test('a model that hangs is given up at the deadline', async () => {
  const { result } = await speak('draft', ['hang'], { deadlineMs: 150 });
  expect(result).toMatchObject({ reason: { code: 'model.timeout' }, retryable: true });
});

test('stop reaches the wire at once, with its own reason', async () => {
  const stop = new AbortController();
  const stopped = vi
    .waitFor(() => expect(server?.requests).toHaveLength(1))
    .then(() => stop.abort(new Error('by Olga')));
  const { result } = await speak('draft', ['hang'], {}, stop.signal);
  await stopped;
  expect(result).toBe(stop.signal.reason);
});

test.each<Fault>(['broken_json', 'cut_off', 'scores_as_words'])(
  '%s is repaired once; what was heard stays',
  async (fault) => {
    const { result, heard } = await speak('review', [fault]);
    const { answer, marks } = spoken(result);
    expect(marks).toEqual(['repaired']);
    expect(answer.text).toBe(heard);
    expect(answer.scores?.length).toBeGreaterThan(0);
    expect(server?.requests).toHaveLength(2);
  },
);

test.each<Fault>(['broken_json', 'cut_off', 'prose', 'scores_as_words'])(
  '%s twice: the prose is kept and rules pull the rest',
  async (fault) => {
    const { result, heard } = await speak('ballot', [fault, fault]);
    const { answer, marks } = spoken(result);
    expect(marks).toEqual(['extracted']);
    expect(answer.text).toBe(heard);
    expect(answer.text.length).toBeGreaterThan(40);
  },
);

test('a vote in plain prose still counts', async () => {
  const { result, state } = await speak('ballot', ['prose', 'prose']);
  const { answer, marks } = spoken(result);
  expect(marks).toEqual(['extracted']);
  expect(state.alternatives.map((one) => one.id)).toContain(answer.vote?.alternative);
});

test('quotes that nobody said are asked for once more, and never enter the ledger', async () => {
  const mended = spoken((await speak('premortem', ['false_quotes'])).result);
  expect(mended.marks).toEqual(['repaired']);
  expect(server?.requests).toHaveLength(2);
  for (const risk of mended.answer.risks ?? []) expect(mended.answer.text).toContain(risk.quote);
  const { answer } = spoken((await speak('premortem', ['false_quotes', 'false_quotes'])).result);
  expect(answer.risks?.length).toBeGreaterThan(0);
  expect(foundedAnswer(answer).risks).toEqual([]);
});

test('a scribe that cites turn 999 is led to the turn where its words stand', async () => {
  const { result, state } = await speak('record', ['wrong_turns']);
  const { rationale = [], rejections = [] } = spoken(result).answer;
  expect(rationale.length + rejections.length).toBeGreaterThan(1);
  for (const claim of [...rationale, ...rejections]) expect(citationProblem(state, claim)).toBeNull();
});

test.each([3, 4])(
  'a council of models that misquote, cite turn 999 and score in words still signs nothing untrue (%i)',
  async (seed) => {
    const kinds = ['false_quotes', 'wrong_turns', 'scores_as_words', 'wrong_ids'] as const;
    const speech = await gateway({ faults: { seed, share: 0.7, kinds } });
    const sim = new Simulation({ team: { seats: members } });
    await hold(sim, speech, () => false);
    const log = sim.state.artifacts.decision_log?.log;
    if (!log) throw new Error('a run ends with a log');
    expect(claimsOf(log).map((claim) => citationProblem(sim.state, claim))).toEqual(claimsOf(log).map(() => null));
    expect(JSON.stringify(log)).not.toContain('"quote":"Nobody in the whole wide world');
    expect(log.open_questions.some((one) => one.startsWith('Left out for want of evidence'))).toBe(true);
  },
);

test('ids that do not exist never enter the ledger', async () => {
  const { result, state } = await speak('review', ['wrong_ids', 'wrong_ids']);
  const ids = state.alternatives.map((one) => one.id);
  for (const score of spoken(result).answer.scores ?? []) expect(ids).toContain(score.alternative);
});

test('usage that is not reported is estimated and said to be', async () => {
  const { result } = await speak('draft', ['no_usage']);
  expect(spoken(result).usage.known).toBe(false);
  expect(spoken(result).usage.inputTokens).toBeGreaterThan(100);
});

test('a server without JSON schemas is asked again without one, also by drafts in parallel', async () => {
  const { sim } = await councilUntil('draft');
  const speech = await gateway({ faults: ['no_schema', 'no_schema', 'no_schema'] });
  const drafts = sim
    .open()
    .map((turn) => speech.speak(requestOf(sim.state, turn), () => undefined, new AbortController().signal));
  expect(drafts.length).toBe(3);
  for (const { answer } of await Promise.all(drafts)) expect(answer.alternatives?.length).toBeGreaterThan(1);
});

test('a provider that is down is left alone for a while', async () => {
  const { sim, turn } = await councilUntil('draft');
  if (!turn) throw new Error('no draft');
  const speech = await gateway({ faults: { seed: 1, share: 1, kinds: ['server_error'] } });
  const ask = () =>
    speech
      .speak(requestOf(sim.state, turn), () => undefined, new AbortController().signal)
      .catch((error: unknown) => error);
  for (let call = 0; call < 3; call += 1) await ask();
  const before = server?.requests.length;
  expect(await ask()).toMatchObject({ reason: { code: 'model.breaker_open' }, retryable: true });
  expect(server?.requests).toHaveLength(before ?? -1);
});
