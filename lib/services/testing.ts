import { randomBytes } from 'node:crypto';
import { memberships, newId, organisations, users } from '@/db/schema';
import { createTestDatabase } from '@/db/testing';
import type { Agenda } from '@/lib/council/agenda.schema';
import { readEnv } from '@/lib/env';
import { createSpeech } from '@/lib/speech';
import { createLogger } from '@/lib/telemetry/log';
import { createVault } from '@/lib/vault/vault';
import { systemClock } from '@/lib/wiring';
import { parseAgenda } from './agendas/parse';
import type { Member, OrgRole } from './context';

/** A database with organisations and members at will, and what services need that only read and write rows. */
export async function createTestServices() {
  const database = await createTestDatabase();
  const { db } = database;
  const newOrganisation = async () => {
    const id = newId();
    await db.insert(organisations).values({ id, name: id, slug: id });
    return id;
  };
  const newMember = async (orgId: string, role: OrgRole, name: string = role): Promise<Member> => {
    const userId = newId();
    await db.insert(users).values({ id: userId, name });
    await db.insert(memberships).values({ orgId, userId, role });
    return { orgId, userId, name, role };
  };
  const env = readEnv({ NODE_ENV: 'test' });
  const speech = createSpeech(env, systemClock, createLogger('silent'));
  const secret = randomBytes(32);
  const vault = createVault(() => [secret]);
  return { ...database, ctx: { db, env, speech, vault }, newOrganisation, newMember };
}

/** An agenda with nothing but its question. */
export const agendaOf = (question: string): Agenda => parseAgenda(`# Question\n\n${question}\n`, '2026-11-22', 'Ada');
