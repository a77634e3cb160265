import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestProvider } from './testing';

export interface TestPerson {
  login: string;
  password: string;
  email: string;
  groups: string[];
}

const php = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(php).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `[${Object.entries(value)
      .map(([key, one]) => `${php(key)} => ${php(one)}`)
      .join(', ')}]`;
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : JSON.stringify(value);
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Debian's SimpleSAMLphp as a real identity provider on the loopback, with people who sign in by password. */
export async function startSimpleSaml(program: string, people: () => TestPerson[]) {
  const folder = mkdtempSync(join(tmpdir(), 'xio-saml-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}/`;
  const { key, certificate } = createTestProvider();
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  for (const name of ['metadata', 'certs', 'logs', 'data', 'tmp', 'sessions']) mkdirSync(join(folder, name));
  put('certs/idp.pem', key.export({ type: 'pkcs8', format: 'pem' }).toString());
  put(
    'certs/idp.crt',
    `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`,
  );
  const config = {
    baseurlpath: base,
    ...{
      certdir: `${folder}/certs/`,
      loggingdir: `${folder}/logs/`,
      datadir: `${folder}/data/`,
      tempdir: `${folder}/tmp`,
    },
    ...{ metadatadir: `${folder}/metadata`, 'logging.handler': 'file', 'logging.level': 7, timezone: 'UTC' },
    ...{ secretsalt: randomBytes(16).toString('hex'), 'auth.adminpassword': randomBytes(8).toString('hex') },
    ...{ 'enable.saml20-idp': true, 'module.enable': { exampleauth: true, core: true, saml: true } },
    ...{
      'store.type': 'phpsession',
      'session.cookie.secure': false,
      'session.phpsession.savepath': `${folder}/sessions`,
    },
    'metadata.sources': [{ type: 'flatfile', directory: `${folder}/metadata` }],
    'language.default': 'en',
    'theme.use': 'default',
  };
  put('config.php', `<?php $config = ${php(config)};`);
  const users = () =>
    Object.fromEntries(
      people().map(({ login, password, email, groups }) => [
        `${login}:${password}`,
        { uid: [login], mail: [email], displayName: [`${login} of SimpleSAMLphp`], groups },
      ]),
    );
  const meet = (us: { entityId: string; acs: string }) => {
    put(
      'authsources.php',
      `<?php $config = ${php({ people: { 0: 'exampleauth:UserPass', ...users() } }).replace("'0' =>", '0 =>')};`,
    );
    put(
      'metadata/saml20-idp-hosted.php',
      `<?php $metadata[${php(`${base}idp`)}] = ${php({ host: '__DEFAULT__', privatekey: 'idp.pem', certificate: 'idp.crt', auth: 'people', 'simplesaml.nameidattribute': 'uid' })};`,
    );
    put(
      'metadata/saml20-sp-remote.php',
      `<?php $metadata[${php(us.entityId)}] = ${php({ AssertionConsumerService: us.acs, NameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', 'simplesaml.nameidattribute': 'uid', 'saml20.sign.assertion': true })};`,
    );
  };
  meet({ entityId: 'https://nobody.example', acs: 'https://nobody.example' });
  const server = spawn('php', ['-d', 'opcache.enable=0', '-S', `127.0.0.1:${port}`, '-t', `${program}/www`], {
    env: { ...process.env, SIMPLESAMLPHP_CONFIG_DIR: folder, PHP_CLI_SERVER_WORKERS: '2' },
    stdio: 'ignore',
    detached: true,
  });
  const awake = async (left = 100): Promise<void> => {
    const answer = await fetch(base).catch(() => null);
    if (answer) return;
    if (left === 0) throw new Error('SimpleSAMLphp does not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
    return awake(left - 1);
  };
  await awake();
  return {
    metadataUrl: `${base}saml2/idp/metadata.php`,
    folder,
    /** Tells it of a service, and of its people as they are now. */
    meet,
    close() {
      if (server.pid) process.kill(-server.pid);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a browser does there: cookies, redirects, the form; the answer that it would post, or the page it sees. */
export async function signInAt(question: string, login: string, password: string) {
  const cookies = new Map<string, string>();
  const go = async (url: string, form?: URLSearchParams): Promise<{ url: string; html: string }> => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    return to ? go(new URL(to, url).href) : { url, html: await answer.text() };
  };
  const fieldOf = (html: string, name: string) =>
    new RegExp(`name="${name}"[^>]*value="([^"]*)"`)
      .exec(html)?.[1]
      ?.replace(/&amp;/g, '&')
      .replace(/&#0?39;/g, "'") ?? '';
  const asked = await go(question);
  const form = new URLSearchParams({ username: login, password, AuthState: fieldOf(asked.html, 'AuthState') });
  const { html } = await go(asked.url, form);
  const [response, relayState] = [fieldOf(html, 'SAMLResponse'), fieldOf(html, 'RelayState')];
  return { answer: response ? { response, relayState } : null, html, asked: asked.html };
}
