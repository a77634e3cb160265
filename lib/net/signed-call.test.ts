import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { freshMs, signCall, signedBy } from './signed-call';

const [secret, other] = [randomBytes(32), randomBytes(32)];
const call = { path: '/api/v1/internal/drive', body: '{"runId":"r1"}', at: 1_000_000, nonce: 'nonce-0123456789' };

it('is known by its nonce to whoever has the key, also by the old one while it is replaced', async () => {
  const signature = await signCall(secret, call);
  expect(await signedBy([secret], { ...call, signature, now: call.at })).toBe(call.nonce);
  expect(await signedBy([other, secret], { ...call, signature, now: call.at + freshMs })).toBe(call.nonce);
});

it('is nobody’s once anything of it was changed: nobody else makes this deployment work', async () => {
  const signature = await signCall(secret, call);
  const now = call.at;
  expect(await signedBy([other], { ...call, signature, now })).toBeNull();
  expect(await signedBy([], { ...call, signature, now })).toBeNull();
  expect(await signedBy([secret], { ...call, body: '{"runId":"r2"}', signature, now })).toBeNull();
  expect(await signedBy([secret], { ...call, path: '/api/v1/internal/tick', signature, now })).toBeNull();
  for (const wrong of [
    null,
    '',
    'v1',
    signature.slice(0, -1),
    `${signature}0`,
    signature.replace('1000000', '1000001'),
  ])
    expect(await signedBy([secret], { ...call, signature: wrong, now }), String(wrong)).toBeNull();
});

it('does not count once it is old, or from a clock that is far ahead', async () => {
  const signature = await signCall(secret, call);
  expect(await signedBy([secret], { ...call, signature, now: call.at + freshMs + 1 })).toBeNull();
  expect(await signedBy([secret], { ...call, signature, now: call.at - freshMs - 1 })).toBeNull();
});
