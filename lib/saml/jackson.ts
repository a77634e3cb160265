import { AsyncLocalStorage } from 'node:async_hooks';
import jackson, { type DatabaseDriver, type SAMLJackson, type SAMLSSORecord } from '@boxyhq/saml-jackson';
import { z } from 'zod';
import type { SamlConnection } from '../ports/saml';
import type { Vault } from '../ports/vault';
import type { Entries } from './entries';

/** Question and code live this long, seconds. */
export const ttl = 600;

/** The connection that a call is about: the library keeps none of its own. */
interface Lent {
  record: SAMLSSORecord;
  /** The question that was just made. */
  asked?: string;
}
const lent = new AsyncLocalStorage<Lent>();

const encryptedSchema = z.object({ value: z.string() });
const sessionSchema = z.object({ id: z.string() });
const about = ['saml', 'deployment'];

export interface Engine {
  oauth: SAMLJackson['oauthController'];
  /** Base64 of DER. */
  certificate: string;
  /** Calls the library about one connection. */
  with<T>(
    connection: SamlConnection,
    redirectUri: string,
    work: () => Promise<T>,
  ): Promise<{ done: T; asked: string | undefined }>;
}

/** Starts the library on our own tables. What it keeps for one use is there for one use. */
export async function startEngine(entries: Entries, vault: Vault, site: string): Promise<Engine> {
  const driver = driverOn(entries, vault);
  const started = await entries.alone(() =>
    jackson({
      externalUrl: site,
      samlPath: '/',
      samlAudience: site,
      db: { driver, ttl },
      idpEnabled: false,
      openid: { redirectExactMatch: true },
      noAnalytics: true,
      ssoTraces: { disable: true, redact: true },
      // What goes wrong is told by its callers, who know whose it is.
      logger: { info: () => {}, warn: () => {}, error: () => {} },
    }),
  );
  const { publicKeyString } = await started.spConfig.get();
  return {
    oauth: started.oauthController,
    certificate: publicKeyString.replace(/\s/g, ''),
    async with(connection, redirectUri, work) {
      const scope: Lent = { record: recordOf(connection, redirectUri) };
      return { done: await lent.run(scope, work), asked: scope.asked };
    },
  };
}

function recordOf({ id, provider, us }: SamlConnection, redirectUri: string): SAMLSSORecord {
  return {
    clientID: id,
    clientSecret: id,
    tenant: id,
    product: 'xio',
    defaultRedirectUrl: redirectUri,
    redirectUrl: [redirectUri],
    acsUrlOverride: us.acs,
    samlAudienceOverride: us.entityId,
    identifierFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    idpMetadata: {
      entityID: provider.entityId,
      provider: 'Unknown',
      friendlyProviderName: null,
      slo: {},
      sso: { redirectUrl: provider.signIn },
      publicKey: provider.certificates.map(({ base64 }) => base64).join(','),
    },
  };
}

const spaces = { connections: 'saml:config', key: 'x509:certificates', session: 'oauth:session', token: 'oauth:token' };

function driverOn(entries: Entries, vault: Vault): DatabaseDriver {
  const record = () => {
    const held = lent.getStore();
    return held ? { value: JSON.stringify(held.record) } : null;
  };
  return {
    async get(space, key) {
      if (space === spaces.connections) return record();
      if (space === spaces.key) {
        const sealed = await entries.get(space, key);
        return sealed && { value: vault.open(sealed, about) };
      }
      const value = await entries.take(space, key);
      return value && { value };
    },
    async getByIndex(space) {
      const found = space === spaces.connections ? record() : null;
      return { data: found ? [found] : [] };
    },
    async put(space, key, stored: unknown) {
      const { value } = encryptedSchema.parse(stored);
      if (space === spaces.connections || space === spaces.token) return;
      if (space === spaces.key) return entries.put(space, key, vault.seal(value, about), null);
      const held = lent.getStore();
      if (space === spaces.session && held) held.asked = sessionSchema.parse(JSON.parse(value)).id;
      await entries.put(space, key, value, ttl);
    },
    async delete(space, key) {
      await entries.take(space, key);
    },
    async deleteMany(space, keys) {
      for (const key of keys) await entries.take(space, key);
    },
    getAll: async () => ({ data: [] }),
    getCount: async () => 0,
    close: async () => {},
    getStats: () => ({}),
  };
}
