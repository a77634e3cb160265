import { and, eq, isNotNull, like } from 'drizzle-orm';
import { integrations, modelConnections, samlEntries, ssoConnections } from '@/db/schema';
import { VaultError } from '@/lib/ports/vault';
import { audit } from '../audit';
import type { Context } from '../context';
import type { Executor } from '../data';
import { secretOf as integrationSecret } from '../integrations/access';
import { keyOf as modelKey } from '../models/way';
import { secretOf as connectionSecret } from '../sign-in/rows';

type Ctx = Pick<Context, 'db' | 'vault'>;

type Tx = Pick<Executor, 'update' | 'insert'>;

interface Kept {
  orgId: string;
  id: string;
  sealed: string | null;
}

/** Where secrets lie, to whom each ciphertext is bound, what the trail calls it, and how another one takes its place. */
const places = {
  models: {
    list: ({ db }: Ctx): Promise<Kept[]> =>
      db
        .select({ orgId: modelConnections.orgId, id: modelConnections.id, sealed: modelConnections.keySealed })
        .from(modelConnections)
        .where(isNotNull(modelConnections.keySealed)),
    about: modelKey,
    subject: 'model_connection',
    keep: (tx: Tx, { orgId, id, sealed }: Kept, keySealed: string) =>
      tx
        .update(modelConnections)
        .set({ keySealed })
        .where(
          and(
            eq(modelConnections.orgId, orgId),
            eq(modelConnections.id, id),
            eq(modelConnections.keySealed, sealed ?? ''),
          ),
        )
        .returning({ id: modelConnections.id }),
  },
  integrations: {
    list: ({ db }: Ctx): Promise<Kept[]> =>
      db
        .select({ orgId: integrations.orgId, id: integrations.id, sealed: integrations.secretSealed })
        .from(integrations)
        .where(isNotNull(integrations.secretSealed)),
    about: integrationSecret,
    subject: 'integration',
    keep: (tx: Tx, { orgId, id, sealed }: Kept, secretSealed: string) =>
      tx
        .update(integrations)
        .set({ secretSealed })
        .where(and(eq(integrations.orgId, orgId), eq(integrations.id, id), eq(integrations.secretSealed, sealed ?? '')))
        .returning({ id: integrations.id }),
  },
  connections: {
    list: ({ db }: Ctx): Promise<Kept[]> =>
      db
        .select({ orgId: ssoConnections.orgId, id: ssoConnections.id, sealed: ssoConnections.secretSealed })
        .from(ssoConnections)
        .where(isNotNull(ssoConnections.secretSealed)),
    about: connectionSecret,
    subject: 'connection',
    keep: (tx: Tx, { orgId, id, sealed }: Kept, secretSealed: string) =>
      tx
        .update(ssoConnections)
        .set({ secretSealed })
        .where(
          and(
            eq(ssoConnections.orgId, orgId),
            eq(ssoConnections.id, id),
            eq(ssoConnections.secretSealed, sealed ?? ''),
          ),
        )
        .returning({ id: ssoConnections.id }),
  },
  saml: {
    list: async ({ db }: Ctx): Promise<Kept[]> => {
      const rows = await db.select().from(samlEntries).where(like(samlEntries.value, 'v1.%'));
      return rows.map(({ space, key, value }) => ({ orgId: space, id: key, sealed: value }));
    },
    about: () => ['saml', 'deployment'],
    /** The deployment's, so no organisation's trail tells of it. */
    subject: null,
    keep: (tx: Tx, { orgId: space, id, sealed }: Kept, value: string) =>
      tx
        .update(samlEntries)
        .set({ value })
        .where(and(eq(samlEntries.space, space), eq(samlEntries.key, id), eq(samlEntries.value, sealed ?? '')))
        .returning({ id: samlEntries.key }),
  },
} as const;

export interface Resealed {
  /** Sealed with the new key now. */
  done: number;
  /** Were so before. */
  fresh: number;
  /** Neither key opens them; they must be entered again. */
  lost: { place: string; orgId: string; id: string }[];
}

/** Which key sealed a ciphertext. */
const sealerOf = (sealed: string) => sealed.split('.')[1];

/**
 * Seals anew, with the deployment's key, every secret that its former key sealed: afterwards the former one can be
 * taken away. What somebody changes meanwhile stays theirs. @throws VaultError `no_key`.
 */
export async function resealSecrets(ctx: Ctx): Promise<Resealed> {
  const now = sealerOf(ctx.vault.seal('', []));
  const told: Resealed = { done: 0, fresh: 0, lost: [] };
  for (const [name, place] of Object.entries(places)) {
    for (const kept of await place.list(ctx)) {
      const sealed = kept.sealed ?? '';
      if (sealerOf(sealed) === now) told.fresh += 1;
      else {
        try {
          const about = place.about(kept);
          const anew = ctx.vault.seal(ctx.vault.open(sealed, about), about);
          if (await replace(ctx, place, kept, anew)) told.done += 1;
        } catch (error) {
          if (!(error instanceof VaultError)) throw error;
          told.lost.push({ place: name, orgId: kept.orgId, id: kept.id });
        }
      }
    }
  }
  return told;
}

/** The new ciphertext in the place of the old one, and its row in the trail; false where somebody changed it meanwhile. */
const replace = ({ db }: Ctx, { subject, keep }: (typeof places)[keyof typeof places], kept: Kept, anew: string) =>
  db.transaction(async (tx) => {
    const [done] = await keep(tx, kept, anew);
    if (!done) return false;
    const { orgId, id } = kept;
    if (subject) await audit(tx, { orgId, userId: null }, 'secret.reseal', { type: subject, id });
    return true;
  });
