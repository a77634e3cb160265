import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import Provider from 'oidc-provider';

/** Whom the provider knows. */
export interface Person {
  email: string;
  password: string;
  name: string;
  groups?: readonly string[];
  emailVerified?: boolean;
}

interface Client {
  id: string;
  secret: string;
  /** Addresses that people may be sent back to; more may be added later. */
  callbacks: string[];
}

/** A conforming OpenID provider on the loopback, with a login page of its own. */
export async function startOidcProvider(people: readonly Person[], client: Client, port = 0) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const personOf = (sub: string) => people.find(({ email }) => `sub-${email}` === sub);
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: client.callbacks,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'key-1' }] },
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/login/${uid}` },
    findAccount: (_, sub) => {
      const person = personOf(sub);
      if (!person) return undefined;
      const { email, name, groups = [], emailVerified = true } = person;
      return {
        accountId: sub,
        claims: async () => ({ sub, email, email_verified: emailVerified, name, groups: [...groups] }),
      };
    },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid email profile groups');
      await grant.save();
      return grant;
    },
  });
  provider.Client.prototype.redirectUriAllowed = (uri: string) => client.callbacks.includes(uri);
  const page = (uid: string, wrong: boolean) =>
    `<!doctype html><title>Sign in at Northgate</title><form method="post" action="/login/${uid}">
${wrong ? '<p role="alert">Wrong password</p>' : ''}<label>E-mail <input name="email" type="email"></label>
<label>Password <input name="password" type="password"></label><button>Log in</button><a href="/login/${uid}/no">Cancel</a></form>`;
  const handler = provider.callback();
  server.on('request', async (request, response) => {
    const [, uid, no] = /^\/login\/([\w-]+)(\/no)?$/.exec(request.url ?? '') ?? [];
    if (!uid) return handler(request, response);
    if (no) {
      // Under the path that the interaction's cookie is sent to.
      const refused = { error: 'access_denied', error_description: 'The person said no' };
      return provider.interactionFinished(request, response, refused);
    }
    const html = { 'content-type': 'text/html; charset=utf-8' };
    if (request.method !== 'POST') return response.writeHead(200, html).end(page(uid, false));
    const form = new URLSearchParams(await text(request));
    const person = people.find(
      ({ email, password }) => email === form.get('email') && password === form.get('password'),
    );
    if (!person) return response.writeHead(401, html).end(page(uid, true));
    return provider.interactionFinished(request, response, { login: { accountId: `sub-${person.email}` } });
  });
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { issuer, allow: (callback: string) => client.callbacks.push(callback), close };
}
