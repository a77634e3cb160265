import { describe, expect, it } from 'vitest';
import { readCursor, timeAndId, writeCursor } from './cursor';

describe('a cursor', () => {
  it('that was made up is the reader’s mistake, also where only the database would notice', () => {
    expect(readCursor(writeCursor(['2026-01-01T00:00:00.000Z', 'm']), timeAndId)).toHaveLength(2);
    for (const time of ['0000-01-01T00:00:00Z', 'yesterday']) {
      expect(() => readCursor(writeCursor([time, 'm']), timeAndId)).toThrowError(
        expect.objectContaining({ code: 'invalid', reason: 'request.cursor' }),
      );
    }
  });
});
