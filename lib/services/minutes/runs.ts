import { createHash } from 'node:crypto';

/** The run that holds a part of a meeting's minutes: one of its decisions, or the record itself. Always the same one. */
export const runOf = (meetingId: string, part: string): string =>
  createHash('sha256')
    .update(JSON.stringify(['minutes', meetingId, part]))
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
