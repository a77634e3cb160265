import { eq } from 'drizzle-orm';
import { organisations } from '@/db/schema';
import type { Language } from '@/lib/council/agenda.schema';
import { audit } from '../audit';
import type { Member } from '../context';
import { sentence } from '../sentences';
import { listDomains } from './domains';
import { connectionsOf, connectionView, findConnection, type SignInContext } from './rows';
import type { Check, Connection, SignIn } from './schemas';
import { sealResult, tryConnection } from './try';

/** How an organisation's people sign in, as its administrators see it. */
export async function readSignIn(
  { db, env }: Pick<SignInContext, 'db' | 'env'>,
  who: Member,
  language: Language,
): Promise<SignIn> {
  const [rows, domains, [organisation]] = await Promise.all([
    connectionsOf(db, who.orgId),
    listDomains(db, who),
    db.select({ ssoOnly: organisations.ssoOnly }).from(organisations).where(eq(organisations.id, who.orgId)),
  ]);
  const connections = rows.map((row) => connectionView(env, row, language));
  return { connections, domains, ssoOnly: organisation?.ssoOnly ?? false };
}

/** Tries a connection without a person and keeps what came of it. @throws ServiceError `not_found`. */
export async function testConnection(
  ctx: SignInContext,
  who: Member,
  { id, language }: { id: string; language: Language },
): Promise<{ checks: Check[]; connection: Connection }> {
  await findConnection(ctx.db, who.orgId, id);
  const findings = await tryConnection(ctx, who.orgId, id);
  const row = await sealResult(ctx, who.orgId, id, findings);
  await audit(ctx.db, who, 'sso.test', { type: 'connection', id }, { label: row.label, state: row.state });
  const checks = findings.map(({ what, state, reason }) => ({
    ...{ what, state, code: reason.code },
    text: sentence(language, reason.code, reason.args),
  }));
  return { checks, connection: connectionView(ctx.env, row, language) };
}
