import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { runs } from '@/db/schema';
import { citationProblem } from '@/lib/council/citations';
import type { LoggedEvent } from '@/lib/council/events';
import { fold } from '@/lib/council/evolve';
import { templateOf } from '@/lib/council/templates';
import { readEnv } from '@/lib/env';
import { createSpeech } from '@/lib/speech';
import { createLogger } from '@/lib/telemetry/log';
import { systemClock } from '@/lib/wiring';
import { type Fault, startModelServer } from '../../../e2e/model-server';
import { parseAgenda } from '../agendas/parse';
import { driveRun } from './hold';
import { readAll } from './read-all';
import { startRun } from './start';
import { createTestCouncil } from './testing';

const folder = join(process.cwd(), 'lib/examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.md'));
const key = 'sk-wire-0123456789abcdef';
const kinds: Fault[] = [
  'rate_limited',
  'dropped',
  'broken_json',
  'cut_off',
  'prose',
  'refusal',
  'server_error',
  'wrong_ids',
  'false_quotes',
  'scores_as_words',
  'no_usage',
];
/** Every other request fails, each in its own way, from another one on for each agenda. */
const everyOther = (from: number) =>
  Array.from({ length: 400 }, (_, at) => (at % 2 === 1 ? (kinds[(from + (at - 1) / 2) % kinds.length] ?? null) : null));

/** One council of an example agenda by an OpenAI-compatible model over HTTP, from its start to its end. */
async function holdOverWire(example: string, faults: Parameters<typeof startModelServer>[0]) {
  const server = await startModelServer(faults);
  const agenda = parseAgenda(readFileSync(join(folder, example)), '2026-11-22');
  const team = templateOf(agenda.template).team(agenda.language, { provider: 'compatible', name: 'wire' });
  const council = await createTestCouncil({ agenda, team });
  const lines: string[] = [];
  const logger = createLogger('trace', { write: (line) => lines.push(line) });
  const env = readEnv({
    NODE_ENV: 'test',
    XIO_COMPATIBLE_URL: server.url,
    XIO_COMPATIBLE_API_KEY: key,
    XIO_PRICES: '{"compatible:wire":{"input":1,"output":4}}',
  });
  try {
    const ctx = council.context({ env, logger, speech: createSpeech(env, systemClock, logger) });
    const { runId } = await startRun(ctx, council.who, { meetingId: council.meetingId });
    await driveRun(ctx, council.who.orgId, runId);
    const log = await readAll(ctx.events, council.who.orgId, runId);
    const [row] = await council.db.select().from(runs).where(eq(runs.id, runId));
    if (!row) throw new Error('The run has no row');
    return { log, row, lines, agenda, requests: server.requests };
  } finally {
    await council.close();
    await server.close();
  }
}

type Held = Awaited<ReturnType<typeof holdOverWire>>;

const sum = (log: LoggedEvent[], of: (event: Extract<LoggedEvent, { name: 'usage-recorded' }>) => number) =>
  log.reduce((total, event) => total + (event.name === 'usage-recorded' ? of(event) : 0), 0);

/** What must hold however the wire behaved. */
function expectSound({ log, row, lines }: Held): void {
  const state = fold(log);
  expect(['decided', 'escalated']).toContain(state.outcome);
  const decision = state.artifacts.decision_log?.log;
  if (!decision) throw new Error('The run recorded no decision log');
  const { alternatives, rationale, risks, dissent, missing } = decision;
  const claims = [
    ...rationale,
    ...risks,
    ...dissent,
    ...alternatives.flatMap((one) => [...one.pros, ...one.cons, ...(one.why_rejected ? [one.why_rejected] : [])]),
  ];
  // A task that quotes nobody says so.
  const tasks = (state.artifacts.action_items?.items ?? []).filter((one) => one.quote || one.origin !== 'derived');
  expect([...claims, ...tasks].map((claim) => citationProblem(state, claim)).filter(Boolean)).toEqual([]);
  if (state.outcome === 'decided') expect(missing).toEqual([]);
  else expect(missing.length).toBeGreaterThan(0);

  const tokens = sum(log, ({ usage }) => usage.inputTokens + usage.outputTokens);
  const microUsd = sum(log, ({ usage }) => usage.microUsd);
  expect(microUsd).toBeGreaterThan(0);
  expect({ tokens: state.used.tokens, microUsd: state.used.microUsd }).toEqual({ tokens, microUsd });
  expect(JSON.stringify(log)).not.toContain(key);
  expect(lines.join('')).not.toContain(key);
  expect(row).toMatchObject({ status: 'finished', outcome: state.outcome, tokens, microUsd });
}

describe.each(examples.map((example, index) => ({ example, from: index * 3 })))('$example over a real wire', (one) => {
  it('ends decided, with every claim cited and every token counted: else the log is not to be relied on', async () => {
    const held = await holdOverWire(one.example, {});
    expectSound(held);
    expect(fold(held.log).outcome).toBe('decided');
  });

  it('ends the same way when every other call fails: else one bad answer costs people their meeting', async () => {
    const held = await holdOverWire(one.example, { faults: everyOther(one.from) });
    expectSound(held);
    expect(new Set(held.requests.flatMap(({ fault }) => fault ?? [])).size).toBeGreaterThan(8);
  });
});

it('goes to the decider with what is missing when the provider refuses every turn: else people wait for nothing', async () => {
  const held = await holdOverWire('school-meals.md', {
    faults: { seed: 1, share: 1, kinds: ['refusal', 'key_refused'] },
  });
  expectSound(held);
  const state = fold(held.log);
  expect(state.outcome).toBe('escalated');
  const refused = held.log.flatMap((event) =>
    event.name === 'turn-failed' && event.reason.code === 'model.key_refused' ? [event] : [],
  );
  expect(refused.length).toBeGreaterThan(0);
  const charged = refused.map(({ turn, attempt }) =>
    held.log.find((event) => event.name === 'usage-recorded' && event.turn === turn && event.attempt === attempt),
  );
  // Its provider read none of it.
  for (const one of charged) expect(one).toMatchObject({ usage: { inputTokens: 0, outputTokens: 0, microUsd: 0 } });
  expect(state.artifacts.decision_log?.log.missing.map((one) => one.code)).toContain('ballot_missing');
});
