import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { expect, it } from 'vitest';
import { sealOf } from './chain';

const row = {
  id: 'row-1',
  orgId: 'org-1',
  userId: null,
  tokenId: 'token-1',
  action: 'team.change',
  subjectType: 'team',
  subjectId: 'Ж"\\\n\u2028',
  detail: { б: 1e21, a: { z: [null, 0.1], b: true }, before: 'x' },
  address: null,
  userAgent: 'Firefox/140.0 \u007f 😀',
  at: new Date('2026-11-23T10:00:00.007Z'),
};

it('a seal is the hash of the whole row’s canonical JSON: else nobody but XIO could check a trail', () => {
  const text = canonicalize({ ...row, at: row.at.toISOString(), place: 8, before: 'ab' }) ?? '';
  const wanted = createHash('sha256').update(text).digest('hex');
  expect(sealOf(row, { place: 7, hash: 'ab' })).toBe(wanted);
});
