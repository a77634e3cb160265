import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '@/db/client';
import type { Clock } from '../ports/clock';
import { type AskedRequest, type Saml, SamlTrouble } from '../ports/saml';
import type { Vault } from '../ports/vault';
import { createEntries } from './entries';
import type { Engine } from './jackson';

const askedSchema = z.strictObject({
  connectionId: z.string(),
  id: z.string(),
  at: z.number(),
  trial: z.strictObject({ userId: z.string(), orgId: z.string() }).nullable(),
}) satisfies z.ZodType<AskedRequest>;

/** Seconds, as long as the library keeps what it has asked. */
const ttl = 600;
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

interface Parts {
  db: Db;
  vault: Vault;
  clock: Clock;
  /** The address that people know us by. */
  site: string;
}

/**
 * SAML by `@boxyhq/saml-jackson`. The library takes half a second and some 90 MB, so it is loaded by the first
 * question or answer and never before; reading metadata needs only its small part.
 */
export function createSaml({ db, vault, clock, site }: Parts): Saml {
  const entries = createEntries(db);
  let started: Promise<Engine> | undefined;
  const engine = () => {
    started ??= import('./jackson')
      .then(({ startEngine }) => startEngine(entries, vault, site))
      .catch((error: unknown) => {
        started = undefined;
        throw error;
      });
    return started;
  };
  return {
    readMetadata: async (xml) => (await import('./metadata')).readMetadata(xml),
    ourMetadata: async (us) => (await import('./metadata')).ourMetadata(us, (await engine()).certificate),
    async ask(connection, { redirectUri, state, codeChallenge, trial }) {
      const { oauth, with: about } = await engine();
      const { done, asked } = await about(connection, redirectUri, () =>
        oauth.authorize({
          client_id: connection.id,
          redirect_uri: redirectUri,
          response_type: 'code',
          state,
          code_challenge: codeChallenge,
          code_challenge_method: 'S256',
        }),
      );
      const url = done.redirect_url ?? '';
      const relayState = URL.canParse(url) ? new URL(url).searchParams.get('RelayState') : null;
      // Where the library can make no question, it points back at us.
      if (!asked || !relayState) throw new Error(`The question could not be made: ${done.error ?? url}`);
      const kept: AskedRequest = { connectionId: connection.id, id: asked, at: clock.now(), trial };
      await entries.put('asked', digest(relayState), JSON.stringify(kept), ttl);
      return url;
    },
    async asked(relayState) {
      const kept = await entries.take('asked', digest(relayState));
      return kept === null ? null : askedSchema.parse(JSON.parse(kept));
    },
    read: async (connection, asked, response) =>
      (await import('./answer')).readAnswer(connection, response, { asked, now: clock.now() }),
    async accept(connection, { response, relayState, redirectUri }, kept) {
      const { oauth, with: about } = await engine();
      const { done } = await about(connection, redirectUri, () =>
        oauth.samlResponse({ SAMLResponse: response.replace(/\s/g, ''), RelayState: relayState }),
      ).catch(() => {
        throw new SamlTrouble('stale');
      });
      const code = done.redirect_url ? new URL(done.redirect_url).searchParams.get('code') : null;
      if (!done.redirect_url || !code) throw new SamlTrouble('bad_signature');
      await entries.put('kept', digest(code), JSON.stringify(kept), ttl);
      return done.redirect_url;
    },
    async redeem(code, { verifier, redirectUri }) {
      const { oauth } = await engine();
      const kept = await entries.take('kept', digest(code));
      if (kept === null) return null;
      try {
        await oauth.token({
          code,
          grant_type: 'authorization_code',
          redirect_uri: redirectUri,
          code_verifier: verifier,
        });
      } catch {
        return null;
      }
      return JSON.parse(kept);
    },
  };
}
