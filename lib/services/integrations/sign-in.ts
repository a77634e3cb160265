import { z } from 'zod';
import { ExportFailure } from '@/lib/ports/export-target';
import { VaultError } from '@/lib/ports/vault';
import { codeToToken, signInAddress } from '@/lib/targets/notion/sign-in';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import type { NotionContext } from './calls';
import { notionSettingsOf } from './list';
import { findIntegration } from './rows';
import { changed, lockedAt, mended } from './save';
import { sealedToken } from './secret';

/** Long enough to read what Notion asks, ms. */
const validMs = 10 * 60_000;
const purpose = ['notion sign-in'];

/** How the way back can end badly: what a page may be told to say. */
export const signInRefusals = [
  'integration.sign_in_stale',
  'integration.sign_in_refused',
  'integration.sign_in_failed',
  'integration.no_sign_in',
  'connection.no_secret_key',
  'integration.sign_in_later',
] as const;

const stateSchema = z.strictObject({
  integration: z.string(),
  orgId: z.string(),
  userId: z.string(),
  /** SHA-256 of the session's token that asked. */
  session: z.string(),
  /** The integration's version then: the way back raises it, so that a state counts once. */
  version: z.int(),
  until: z.number(),
});

interface Asked {
  id: string;
  session: string;
}

/**
 * Where Notion asks the administrator for leave. What comes back from there holds for this member and this session,
 * once, for ten minutes.
 * @throws ServiceError `not_found`; `unavailable` where this deployment can't ask.
 */
export async function beginSignIn(ctx: NotionContext, who: Member, { id, session }: Asked): Promise<{ url: string }> {
  const { version } = await findIntegration(ctx.db, who.orgId, id);
  const { orgId, userId } = who;
  const until = ctx.clock.now() + validMs;
  const state = sealed(ctx, { integration: id, orgId, userId, session, version, until });
  const { clientId } = clientOf(ctx);
  return { url: signInAddress({ baseUrl: ctx.env.XIO_NOTION_URL, clientId, redirectUri: backAddress(ctx), state }) };
}

interface CameBack {
  state: string | null;
  code: string | null;
  /** What Notion says where the administrator refused. */
  error: string | null;
  session: string;
}

/**
 * The way back from Notion: its token is kept. Returns the integration's id.
 * @throws ServiceError `invalid` with `integration.sign_in_*`, or what Notion answers; `extra.integration` is its id
 * where that is known.
 */
export async function endSignIn(
  ctx: NotionContext,
  who: Member,
  { state, code, error, session }: CameBack,
): Promise<string> {
  const asked = opened(ctx, state);
  const stale = () => new ServiceError('invalid', 'integration.sign_in_stale');
  if (!asked || asked.orgId !== who.orgId || asked.userId !== who.userId || asked.session !== session) throw stale();
  const { integration: id, version, until } = asked;
  if (until < ctx.clock.now()) throw stale();
  // Spent before Notion is asked, whatever it answers.
  const row = await ctx.db.transaction(async (tx) => {
    const found = await lockedAt(tx, who.orgId, id, version).catch((refusal: unknown) => {
      throw refusal instanceof ServiceError ? stale() : refusal;
    });
    await changed(tx, who, found, {});
    return { ...found, version: version + 1 };
  });
  const refused = (reason: string) => new ServiceError('invalid', reason, {}, [], { integration: id });
  if (error || !code)
    throw refused(error === 'access_denied' ? 'integration.sign_in_refused' : 'integration.sign_in_failed');
  const baseUrl = ctx.env.XIO_NOTION_URL;
  const told = await codeToToken({
    ...clientOf(ctx),
    baseUrl,
    code,
    redirectUri: backAddress(ctx),
    now: ctx.clock.now,
  }).catch((failure: unknown) => {
    if (!(failure instanceof ExportFailure)) throw failure;
    throw refused(failure.blames === 'service' ? 'integration.sign_in_later' : 'integration.sign_in_failed');
  });
  await ctx.db.transaction(async (tx) => {
    const now = await lockedAt(tx, who.orgId, id, row.version);
    const settings = { ...notionSettingsOf(now), workspace: told.workspace };
    await changed(tx, who, now, { ...sealedToken(ctx, now, told.token), ...mended(settings), settings });
    await audit(
      tx,
      who,
      'integration.sign_in',
      { type: 'integration', id },
      { label: now.label, workspace: told.workspace.name },
    );
  });
  return id;
}

const sealed = ({ vault }: Pick<Context, 'vault'>, state: z.infer<typeof stateSchema>) => {
  try {
    return vault.seal(JSON.stringify(state), purpose);
  } catch (error) {
    if (error instanceof VaultError) throw new ServiceError('unavailable', 'connection.no_secret_key');
    throw error;
  }
};

function opened({ vault }: Pick<Context, 'vault'>, state: string | null) {
  try {
    return stateSchema.safeParse(JSON.parse(vault.open(state ?? '', purpose))).data ?? null;
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

function clientOf({ env }: Pick<Context, 'env'>) {
  const { NOTION_OAUTH_CLIENT_ID: clientId, NOTION_OAUTH_CLIENT_SECRET: clientSecret } = env;
  if (!clientId || !clientSecret) throw new ServiceError('unavailable', 'integration.no_sign_in');
  return { clientId, clientSecret };
}

/** As it is registered at Notion. */
const backAddress = ({ env }: Pick<Context, 'env'>) =>
  new URL('/integrations/oauth/notion', env.XIO_PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).href;
