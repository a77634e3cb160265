import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

type Json = Record<string, unknown>;

/** How the next answer lies. */
export interface Lie {
  claims?: Json;
  header?: Json;
  /** Signs with a key that is not published; `none` does not sign. */
  key?: 'foreign' | 'none';
  /** What the token endpoint answers instead. */
  answer?: { status: number; body: Json };
  discovery?: Json;
  /** How far its clock is ahead, s. */
  ahead?: number;
}

const base64 = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An OpenID provider on the loopback that lets everybody in at once and lies as it is told. */
export async function startLyingProvider() {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const lie: { now: Lie } = { now: {} };
  let nonce: string | null = null;
  let issuer = '';
  const token = (audience: string): string => {
    const now = Math.floor(Date.now() / 1000) + (lie.now.ahead ?? 0);
    const claims = {
      ...{ iss: issuer, sub: 'ada', aud: audience, iat: now, exp: now + 300, nonce },
      ...{ email: 'ada@lies.example', email_verified: true, name: 'Ada', groups: [] },
      ...lie.now.claims,
    };
    const header = { alg: lie.now.key === 'none' ? 'none' : 'RS256', kid: 'key-1', ...lie.now.header };
    const body = `${base64(header)}.${base64(claims)}`;
    const signed = (key: KeyObject) => sign('sha256', Buffer.from(body), key).toString('base64url');
    if (lie.now.key === 'none') return `${body}.`;
    return `${body}.${signed(lie.now.key === 'foreign' ? foreign.privateKey : own.privateKey)}`;
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', issuer);
    const json = (body: Json, status = 200) => {
      const date = new Date(Date.now() + (lie.now.ahead ?? 0) * 1000).toUTCString();
      response.writeHead(status, { 'content-type': 'application/json', date }).end(JSON.stringify(body));
    };
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['none', 'HS256', 'RS256'],
        ...lie.now.discovery,
      });
    if (url.pathname === '/keys')
      return json({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'key-1' }] });
    if (url.pathname === '/authorize') {
      nonce = url.searchParams.get('nonce');
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', 'any');
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      return response.writeHead(302, { location: back.href }).end();
    }
    await text(request);
    if (lie.now.answer) return json(lie.now.answer.body, lie.now.answer.status);
    return json({ access_token: 'at', token_type: 'Bearer', expires_in: 60, id_token: token('xio') });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { issuer, lie, close };
}
