import { expect, it } from 'vitest';
import { createLogger } from './log';

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

it('writes lines that a log store can index', () => {
  const line: unknown = JSON.parse(logged((logger) => logger.warn({ run: 'r1' }, 'slow')));
  expect(line).toMatchObject({ 'log.level': 'warn', message: 'slow', 'service.name': 'xio', run: 'r1' });
  expect(line).toHaveProperty('@timestamp');
});
