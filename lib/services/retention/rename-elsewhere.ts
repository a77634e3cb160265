import { isDeepStrictEqual } from 'node:util';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { apiTokens, orgTemplates, shareLinks, teams, teamVersions } from '@/db/schema';
import { type Erased, renamer } from '@/lib/council/erase';
import type { Executor } from '../data';
import { anyOf } from './traces';

/**
 * Takes a person's name out of what belongs to no meeting: teams with the personas of every version, templates, what
 * share links are called and hide, and names of API tokens. Queued mails hold ids alone.
 */
export async function renameElsewhere(tx: Executor, orgId: string, person: Erased): Promise<void> {
  const rename = renamer(person);
  const named = (text: SQL) => anyOf(person, text);
  /** Writes rows again that have another form now. */
  const put = async <T>(rows: T[], write: (after: T, before: T) => Promise<unknown>) => {
    for (const before of rows) {
      const after = rename(before);
      if (!isDeepStrictEqual(before, after)) await write(after, before);
    }
  };
  const { id, name } = teams;
  const ofTeams = and(eq(teams.orgId, orgId), named(sql`${name}`));
  await put(await tx.select({ id, name }).from(teams).where(ofTeams), (after) =>
    tx.update(teams).set({ name: after.name }).where(eq(teams.id, after.id)),
  );
  const versions = { teamId: teamVersions.teamId, version: teamVersions.version };
  const held = { ...versions, config: teamVersions.config, note: teamVersions.note };
  const ofVersions = and(
    eq(teamVersions.orgId, orgId),
    named(sql`(${teamVersions.config}::text || ' ' || coalesce(${teamVersions.note}, ''))`),
  );
  await put(await tx.select(held).from(teamVersions).where(ofVersions), ({ config, note }, { teamId, version }) =>
    tx
      .update(teamVersions)
      .set({ config, note })
      .where(and(eq(teamVersions.teamId, teamId), eq(teamVersions.version, version))),
  );
  const ofTemplates = and(eq(orgTemplates.orgId, orgId), named(sql`${orgTemplates.body}::text`));
  const template = { id: orgTemplates.id, body: orgTemplates.body };
  await put(await tx.select(template).from(orgTemplates).where(ofTemplates), ({ body }, { id }) =>
    tx.update(orgTemplates).set({ body }).where(eq(orgTemplates.id, id)),
  );
  const link = { id: shareLinks.id, label: shareLinks.label, redaction: shareLinks.redaction };
  const ofLinks = and(
    eq(shareLinks.orgId, orgId),
    named(sql`(${shareLinks.label} || ' ' || ${shareLinks.redaction}::text)`),
  );
  await put(await tx.select(link).from(shareLinks).where(ofLinks), ({ label, redaction }, { id }) =>
    tx.update(shareLinks).set({ label, redaction }).where(eq(shareLinks.id, id)),
  );
  const ofTokens = and(eq(apiTokens.orgId, orgId), named(sql`${apiTokens.name}`));
  await put(await tx.select({ id: apiTokens.id, name: apiTokens.name }).from(apiTokens).where(ofTokens), (after) =>
    tx.update(apiTokens).set({ name: after.name }).where(eq(apiTokens.id, after.id)),
  );
}
