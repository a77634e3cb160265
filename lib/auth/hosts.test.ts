import { describe, expect, it } from 'vitest';
import { safePath } from './guard';
import { hostAllowed, isLoopback, originAllowed, servesThisMachineOnly } from './hosts';
import { cookieOptions } from './sessions';
import { tokenOf } from './token';

const local = { HOST: '127.0.0.1', XIO_PUBLIC_URL: undefined };
const published = { HOST: '127.0.0.1', XIO_PUBLIC_URL: 'https://xio.example' };

describe('hosts', () => {
  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1', '127.0.0.1:3000', '127.1.2.3', '[::1]:3000'])(
    '%s is this machine',
    (host) => expect(isLoopback(host)).toBe(true),
  );
  it.each([
    '',
    null,
    '0.0.0.0',
    '128.0.0.1',
    '127.0.0.1.nip.io',
    'localhost.evil.example',
    '127.0.0',
    '[::2]',
    '127.0.0.999',
  ])('%s is not', (host) => expect(isLoopback(host)).toBe(false));

  it('a published server is not for this machine only, so the local account stays shut', () => {
    expect(servesThisMachineOnly(local)).toBe(true);
    expect(servesThisMachineOnly(published)).toBe(false);
    expect(servesThisMachineOnly({ HOST: '0.0.0.0', XIO_PUBLIC_URL: undefined })).toBe(false);
  });

  it('a proxy on this machine that hides a foreign name is refused', () => {
    const headers = new Headers({ host: '127.0.0.1:3000', 'x-forwarded-host': 'xio.example' });
    expect(hostAllowed(headers, local)).toBe(false);
    expect(hostAllowed(headers, published)).toBe(true);
  });

  it('only our own pages may change things with the cookie', () => {
    const from = (origin: string, host = 'xio.example') => originAllowed(new Headers({ origin, host }), published);
    expect(from('https://xio.example')).toBe(true);
    expect(from('https://xio.example', 'inner:3000')).toBe(true);
    expect(from('https://xio.example.evil.example')).toBe(false);
    expect(from('https://xio.example:8443')).toBe(false);
    expect(from('null')).toBe(false);
  });
});

describe('addresses and tokens', () => {
  it('sign-in leads to pages of ours only', () => {
    expect(safePath('/meetings/1?a=b')).toBe('/meetings/1?a=b');
    for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', '/a\nb', null, 7])
      expect(safePath(path)).toBe('/');
  });

  it('reads a token from the header before the cookie, and no half of another cookie', () => {
    const token = 'a'.repeat(43);
    expect(tokenOf(new Headers({ cookie: `x=1; xio_session=${token}; y=2` }), local)).toEqual({
      token,
      byCookie: true,
    });
    expect(tokenOf(new Headers({ cookie: `not_xio_session=${token}` }), local)).toBeNull();
    const both = new Headers({ authorization: `Bearer ${'b'.repeat(43)}`, cookie: `xio_session=${token}` });
    expect(tokenOf(both, local)).toEqual({ token: 'b'.repeat(43), byCookie: false });
  });

  it('keeps the cookie off plain http once the site has an https address', () => {
    expect(cookieOptions(published)).toMatchObject({ secure: true, httpOnly: true, sameSite: 'lax' });
    expect(cookieOptions(local).secure).toBe(false);
  });

  it('takes no session on https that a neighbouring host could have planted', () => {
    const token = 'a'.repeat(43);
    expect(tokenOf(new Headers({ cookie: `xio_session=${token}` }), published)).toBeNull();
    const own = new Headers({ cookie: `xio_session=${'b'.repeat(43)}; __Host-xio_session=${token}` });
    expect(tokenOf(own, published)).toEqual({ token, byCookie: true });
  });
});
