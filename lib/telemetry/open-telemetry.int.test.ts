import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { templateOf } from '@/lib/council/templates';
import { createSpeech } from '@/lib/speech';
import { systemClock } from '@/lib/wiring';
import { startModelServer } from '../../e2e/model-server';
import { readEnv } from '../env';
import { driveRun } from '../services/runs/hold';
import { startRun } from '../services/runs/start';
import { createTestCouncil } from '../services/runs/testing';
import { gather } from '../services/scrape';
import { createLogger } from './log';
import { beginTelemetry } from './open-telemetry';
import { type SeenSpan, startCollector } from './testing';
import { traced } from './trace';

const key = 'sk-traced-0123456789abcdef';
const question = 'Should the ferry carry bicycles free of charge on weekdays?';

describe('what a collector of OpenTelemetry gets of a council', () => {
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let ids: { runId: string; meetingId: string };
  let said: string[] = [];
  const lines: string[] = [];

  beforeAll(async () => {
    collector = await startCollector();
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
    const model = await startModelServer({ key });
    const env = readEnv({
      NODE_ENV: 'test',
      XIO_COMPATIBLE_URL: model.url,
      XIO_COMPATIBLE_API_KEY: key,
      XIO_PRICES: '{"compatible:wire":{"input":1,"output":4}}',
    });
    let gathered = async () => {};
    const stop = beginTelemetry(1, () => gathered());
    const team = templateOf('policy-choice').team('en', { provider: 'compatible', name: 'wire' });
    const council = await createTestCouncil({ team, agenda: { question } });
    const logger = createLogger('trace', { write: (line) => lines.push(line) });
    const ctx = council.context({ env, logger, speech: createSpeech(env, systemClock, logger) });
    gathered = () => gather(ctx);
    const { meetingId } = council;
    const { runId } = await traced('POST /api/v1/meetings/[id]/start', {}, () => {
      logger.info('a start');
      return startRun(ctx, council.who, { meetingId });
    });
    await driveRun(ctx, council.who.orgId, runId);
    ids = { runId, meetingId };
    said = model.requests.flatMap(({ system, user }) => [system, user]);
    await stop();
    await council.close();
    await model.close();
    vi.unstubAllEnvs();
  });
  afterAll(() => collector?.close());

  const parentOf = (span: SeenSpan | undefined) => collector.spans.find((one) => one.spanId === span?.parentSpanId);

  it('leads from a statement in the database up through model, turn and run to the request', () => {
    const call = collector.spans.find(({ name }) => name === 'chat wire');
    expect(call?.attributes).toMatchObject({
      'gen_ai.provider.name': 'compatible',
      'gen_ai.usage.output_tokens': expect.any(Number),
      'xio.run': ids.runId,
      'xio.meeting': ids.meetingId,
      'xio.seat': expect.any(String),
    });
    const turn = parentOf(call);
    expect(turn).toMatchObject({ name: 'turn', attributes: { 'xio.purpose': expect.any(String) } });
    const run = parentOf(turn);
    expect(run).toMatchObject({ name: 'run', attributes: { 'xio.run': ids.runId } });
    const request = parentOf(run);
    expect(request?.name).toBe('POST /api/v1/meetings/[id]/start');
    expect(request?.parentSpanId).toBeUndefined();
    const append = collector.spans.filter(({ name }) => name === 'select append_events');
    expect(append.length).toBeGreaterThan(10);
    for (const span of append) expect(span.traceId).toBe(request?.traceId);
    expect(append.map((span) => parentOf(span)?.name)).toContain('run');
  });

  it('holds no secret, nothing that was asked and nothing that was said', () => {
    const sent = collector.raw.join('\n');
    expect(sent).not.toContain(key);
    expect(sent).not.toContain(question);
    expect(said.length).toBeGreaterThan(10);
    for (const text of said)
      for (const line of text.split('\n')) if (line.length > 40) expect(sent).not.toContain(line);
    expect(sent).not.toMatch(/postgres:\/\/[^*\s]*:[^*\s]+@/);
  });

  it('has the same series as Prometheus', () => {
    const turns = collector.metrics.find(({ name }) => name === 'xio_turns_total');
    expect(turns?.sum?.dataPoints.length).toBeGreaterThan(0);
    const calls = collector.metrics.find(({ name }) => name === 'xio_model_call_seconds')?.histogram?.dataPoints[0];
    expect(calls?.attributes).toEqual({ provider: 'compatible' });
    expect(collector.metrics.find(({ name }) => name === 'xio_database_up')?.gauge?.dataPoints).toMatchObject([
      { asDouble: 1 },
    ]);
  });

  it('can be joined with the log by its ids', () => {
    const request = collector.spans.find(({ name }) => name.startsWith('POST '));
    const told = JSON.parse(lines.find((line) => line.includes('a start')) ?? '{}');
    expect(told).toMatchObject({ 'trace.id': request?.traceId, 'span.id': request?.spanId });
  });
});
