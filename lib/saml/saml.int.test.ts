import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing';
import type { SamlConnection } from '../ports/saml';
import { createVault } from '../vault/vault';
import { systemClock } from '../wiring/clock';
import { createSaml } from '.';
import { base64, createTestProvider, responseOf, sign } from './testing';

const site = 'https://xio.example';
const secret = randomBytes(32);
const vault = createVault(() => [secret]);
const redirectUri = `${site}/back`;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const samlHere = () => createSaml({ db: database.db, vault, clock: systemClock, site });
const idp = createTestProvider();
const us = { entityId: `${site}/saml/c1`, acs: `${site}/saml/c1/acs` };
const connectionOf = async (): Promise<SamlConnection> => ({
  id: 'c1',
  provider: await samlHere().readMetadata(idp.metadata),
  us,
});
const ways = { verifier: 'v'.repeat(43), state: 'our-state' };
const codeChallenge = createHash('sha256').update(ways.verifier).digest('base64url');

it('asks, reads the answer and hands over once what it learnt, also in another process', async () => {
  const connection = await connectionOf();
  const [one, other] = [samlHere(), samlHere()];
  const question = await one.ask(connection, { redirectUri, state: ways.state, codeChallenge, trial: null });
  const asks = new URL(question).searchParams;
  const request = inflateRawSync(Buffer.from(asks.get('SAMLRequest') ?? '', 'base64')).toString();
  expect(request).toContain(`AssertionConsumerServiceURL="${us.acs}"`);
  expect(request).toContain('SignatureValue');
  const relayState = asks.get('RelayState') ?? '';
  const asked = await other.asked(relayState);
  expect(asked).toMatchObject({ connectionId: 'c1', trial: null });
  expect(request).toContain(`ID="${asked?.id}"`);
  expect(await one.asked(relayState)).toBeNull();
  if (!asked) return;
  const answer = base64(
    sign(
      responseOf({
        entityId: idp.entityId,
        audience: us.entityId,
        acs: us.acs,
        requestId: asked.id,
        nameId: 'ada-1',
        format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        attributes: { mail: ['ada@example.com'], Groups: ['council', 'staff'] },
        at: Date.now(),
        status: 'Success',
        id: randomBytes(8).toString('hex'),
        validMs: 300_000,
      }),
      idp,
    ),
  );
  const assertion = await other.read(connection, asked, answer);
  expect(assertion).toMatchObject({
    subject: { value: 'ada-1' },
    attributes: { mail: ['ada@example.com'], groups: ['council', 'staff'] },
  });
  const on = new URL(await other.accept(connection, { response: answer, relayState, redirectUri }, { who: 'ada' }));
  expect(on.origin + on.pathname).toBe(redirectUri);
  expect(on.searchParams.get('state')).toBe(ways.state);
  const code = on.searchParams.get('code') ?? '';
  expect(await one.redeem(code, { verifier: ways.verifier, redirectUri })).toEqual({ who: 'ada' });
  expect(await one.redeem(code, { verifier: ways.verifier, redirectUri })).toBeNull();
});

it('is not loaded by a process that signs nobody in by SAML: else each one pays half a second and 90 MB', async () => {
  const script = `
    import { createRequire } from 'node:module';
    import { buildContext } from '@/lib/wiring';
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).filter((name) => /@boxyhq|xmldom|typeorm/.test(name));
    const { db } = await import('@/db/client').then(({ openPool }) => openPool('postgres://nobody@127.0.0.1:1/none', () => {}));
    const ctx = buildContext({ db, directUrl: 'postgres://nobody@127.0.0.1:1/none' });
    const before = loaded().length;
    await ctx.saml.readMetadata('').catch(() => {});
    console.log(JSON.stringify({ before, small: loaded().some((name) => /xmldom/.test(name)), large: loaded().some((name) => /typeorm|saml-jackson/.test(name)) }));
    process.exit(0);
  `;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: join(import.meta.dirname, '../..'),
  });
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({ before: 0, small: true, large: false });
});
