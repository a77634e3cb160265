import { randomBytes } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { and, asc, eq, sql } from 'drizzle-orm';
import { orgDomains } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { checkStillOpen } from './enforce';
import { findConnection } from './rows';
import type { AddDomain, Domain } from './schemas';

type DomainRow = typeof orgDomains.$inferSelect;
type DomainContext = Pick<Context, 'db' | 'env'>;

/** Where anybody may have an address. */
const publicDomains = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com proton.me mail.ru yandex.ru ya.ru bk.ru list.ru inbox.ru rambler.ru gmx.de gmx.net web.de aol.com'.split(
    ' ',
  ),
);
const mine = (orgId: string, id: string) => and(eq(orgDomains.orgId, orgId), eq(orgDomains.id, id));
const recordOf = ({ domain, challenge }: DomainRow) => ({ name: `_xio.${domain}`, value: `xio-verify=${challenge}` });

const viewOf = (row: DomainRow): Domain => ({
  id: row.id,
  domain: row.domain,
  connectionId: row.connectionId,
  verifiedAt: row.verifiedAt?.toISOString() ?? null,
  checkedAt: row.checkedAt?.toISOString() ?? null,
  record: row.verifiedAt ? null : recordOf(row),
});

/** An organisation's domains, by name. */
export async function listDomains(db: Pick<Executor, 'select'>, { orgId }: Pick<Member, 'orgId'>): Promise<Domain[]> {
  const rows = await db.select().from(orgDomains).where(eq(orgDomains.orgId, orgId)).orderBy(asc(orgDomains.domain));
  return rows.map(viewOf);
}

/** Notes a domain and the TXT record that will prove it. @throws ServiceError `invalid`. */
export async function addDomain({ db }: Pick<Context, 'db'>, who: Member, { domain }: AddDomain): Promise<Domain> {
  const wrong = (code: string) =>
    new ServiceError('invalid', 'request.invalid', { count: 1 }, [{ path: 'domain', code, args: { domain } }]);
  if (publicDomains.has(domain)) throw wrong('sign_in.domain_public');
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(orgDomains)
      .values({ orgId: who.orgId, domain, challenge: randomBytes(16).toString('hex') })
      .onConflictDoNothing()
      .returning();
    if (!row) throw wrong('sign_in.domain_known');
    await audit(tx, who, 'domain.add', { type: 'domain', id: row.id }, { domain });
    return viewOf(row);
  });
}

/**
 * Asks the domain's name servers for the record. @throws ServiceError `conflict` where it is not there yet, or another
 * organisation was first; `unavailable` where nobody answers.
 */
export async function checkDomain(ctx: DomainContext, who: Member, { id }: { id: string }): Promise<Domain> {
  const row = await find(ctx.db, who.orgId, id);
  const { domain } = row;
  const { name, value } = recordOf(row);
  const texts = await textsAt(ctx, name, domain);
  await ctx.db.update(orgDomains).set({ checkedAt: sql`now()` }).where(mine(who.orgId, id));
  if (!texts.includes(value)) {
    const code = texts.length > 0 ? 'sign_in.domain_other_record' : 'sign_in.domain_no_record';
    throw new ServiceError('conflict', code, { name });
  }
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`domain ${domain}`}, 0))`);
    const others = await tx
      .select({ orgId: orgDomains.orgId })
      .from(orgDomains)
      .where(and(eq(orgDomains.domain, domain), sql`verified_at is not null`));
    if (others.some(({ orgId }) => orgId !== who.orgId))
      throw new ServiceError('conflict', 'sign_in.domain_taken', { domain });
    const [verified] = await tx
      .update(orgDomains)
      .set({ verifiedAt: sql`coalesce(verified_at, now())` })
      .where(mine(who.orgId, id))
      .returning();
    if (!verified) throw new ServiceError('not_found', 'sign_in.domain_not_found');
    await audit(tx, who, 'domain.verify', { type: 'domain', id }, { domain });
    return viewOf(verified);
  });
}

/** Sends the domain's people to one connection, or to all. @throws ServiceError `not_found`. */
export async function changeDomain(
  { db }: Pick<Context, 'db'>,
  who: Member,
  { id, connectionId }: { id: string; connectionId: string | null },
): Promise<Domain> {
  return db.transaction(async (tx) => {
    const before = await find(tx, who.orgId, id);
    if (connectionId !== null) await findConnection(tx, who.orgId, connectionId);
    await tx.update(orgDomains).set({ connectionId }).where(mine(who.orgId, id));
    const detail = { domain: before.domain, before: before.connectionId, after: connectionId };
    await audit(tx, who, 'domain.change', { type: 'domain', id }, detail);
    return viewOf({ ...before, connectionId });
  });
}

/** @throws ServiceError `not_found`; `conflict` where it is the last one that the only way in needs. */
export async function removeDomain({ db }: Pick<Context, 'db'>, who: Member, { id }: { id: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const { domain } = await find(tx, who.orgId, id);
    await tx.delete(orgDomains).where(mine(who.orgId, id));
    await checkStillOpen(tx, who.orgId);
    await audit(tx, who, 'domain.remove', { type: 'domain', id }, { domain });
  });
}

async function find(db: Pick<Executor, 'select'>, orgId: string, id: string): Promise<DomainRow> {
  const [row] = await db.select().from(orgDomains).where(mine(orgId, id));
  if (!row) throw new ServiceError('not_found', 'sign_in.domain_not_found');
  return row;
}

async function textsAt({ env }: Pick<Context, 'env'>, name: string, domain: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 4_000, tries: 2 });
  if (env.XIO_DNS_SERVERS) resolver.setServers(env.XIO_DNS_SERVERS);
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join('').trim());
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw new ServiceError('unavailable', 'sign_in.domain_silent', { domain });
  }
}
