import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, it } from 'vitest';
import { createLogger } from './log';
import { traced } from './trace';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('info', { write: (line) => lines.push(line) }));
  return lines.join('');
}

it('keeps keys, cookies and passwords out of the log', () => {
  const out = logged((logger) => {
    logger.info(
      { request: { headers: { authorization: 'Bearer abc123', cookie: 'sid=abc123' } }, token: 'abc123' },
      'seen',
    );
    logger.info({ env: { DATABASE_URL: 'postgres://xio:abc123@db/xio' } }, 'opened postgres://xio:abc123@db/xio');
    logger.error({ error: new Error('cannot reach postgres://xio:abc123@db/xio') }, 'failed');
  });
  expect(out).not.toContain('abc123');
  expect(out).toContain('postgres://xio:***@db/xio');
});

it('keeps what opens a share link out of the log, also out of an error', () => {
  const token = 'Zk3v9_aB-'.repeat(5).slice(0, 43);
  const out = logged((logger) => {
    logger.info(`GET /s/${token}/stream`);
    logger.error({ error: new Error(`cannot render https://xio.example/s/${token}?said=wrong`) }, 'failed');
  });
  expect(out).not.toContain(token);
  expect(out).toContain('/s/***/stream');
});

it('keeps the values of a failed statement out of the log, and tells why it failed', () => {
  const why = new Error('connect ECONNREFUSED 127.0.0.1:5432');
  const failed = new DrizzleQueryError('select * from append_events($1)', ['what was said'], why);
  const out = logged((logger) => logger.error({ error: failed }, 'an append failed'));
  expect(out).not.toContain('what was said');
  expect(out).toContain('append_events($1)');
  expect(out).toContain('Caused by: Error: connect ECONNREFUSED');
});

it('writes lines that a log store can index', () => {
  const line: unknown = JSON.parse(
    logged((logger) => logger.warn({ turn: 7, err: new RangeError('too far') }, 'slow')),
  );
  expect(line).toMatchObject({ 'log.level': 'warn', message: 'slow', 'service.name': 'xio', labels: { turn: 7 } });
  expect(line).toMatchObject({ 'ecs.version': '8.11.0', error: { type: 'RangeError', message: 'too far' } });
  expect(line).toHaveProperty('@timestamp');
});

it('tells which run, meeting and seat a line is about, wherever it was written', async () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => lines.push(line) });
  await traced('run', { 'xio.run': 'r1' }, () =>
    traced('turn', { 'xio.meeting': 'm1', 'xio.seat': 'a', 'xio.turn': 3 }, async () => {
      await Promise.resolve();
      logger.warn({ attempt: 2 }, 'slow');
    }),
  );
  logger.warn('quiet');
  const [within = '', after = ''] = lines;
  expect(JSON.parse(within)).toMatchObject({ labels: { run: 'r1', meeting: 'm1', seat: 'a', attempt: 2 } });
  expect(JSON.parse(after)).not.toHaveProperty('labels');
});
