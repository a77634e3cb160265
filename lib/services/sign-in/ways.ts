import { and, asc, eq, isNotNull, ne } from 'drizzle-orm';
import { organisations, orgDomains, ssoConnections } from '@/db/schema';
import type { Executor } from '../data';
import { domainOf } from './person';
import type { ConnectionRow } from './rows';

/** A way to sign in, as anybody may see it. */
export interface Way {
  id: string;
  kind: 'oidc' | 'saml';
  label: string;
}

/**
 * Where people of an address's domain sign in: the connection that the domain names, else all of its organisation.
 * Asks about the domain alone, so that nobody learns whether a person exists.
 */
export async function waysOf(db: Pick<Executor, 'select'>, email: string): Promise<Way[]> {
  const [domain] = await db
    .select({ orgId: orgDomains.orgId, connectionId: orgDomains.connectionId })
    .from(orgDomains)
    .where(and(eq(orgDomains.domain, domainOf(email)), isNotNull(orgDomains.verifiedAt)));
  if (!domain) return [];
  const ways = await waysInto(db, domain.orgId);
  const named = ways.filter(({ id }) => id === domain.connectionId);
  return named.length > 0 ? named : ways;
}

/** The connections of an organisation that have been tried, oldest first. */
export const waysInto = (db: Pick<Executor, 'select'>, orgId: string): Promise<Way[]> =>
  db
    .select({ id: ssoConnections.id, kind: ssoConnections.kind, label: ssoConnections.label })
    .from(ssoConnections)
    .where(and(eq(ssoConnections.orgId, orgId), ne(ssoConnections.state, 'new')))
    .orderBy(asc(ssoConnections.createdAt), asc(ssoConnections.id));

/** A connection that somebody who is not signed in yet comes by; no organisation is known before. */
export async function connectionAt(db: Pick<Executor, 'select'>, id: string): Promise<ConnectionRow | null> {
  const [row] = await db.select().from(ssoConnections).where(eq(ssoConnections.id, id));
  return row ?? null;
}

/** Whether any organisation has a connection: then the local account is shut. */
export async function anyConnection(db: Pick<Executor, 'select'>): Promise<boolean> {
  return (await db.select({ id: ssoConnections.id }).from(ssoConnections).limit(1)).length > 0;
}

/** Whether this site has been founded. */
export async function anyOrganisation(db: Pick<Executor, 'select'>): Promise<boolean> {
  return (await db.select({ id: organisations.id }).from(organisations).limit(1)).length > 0;
}
