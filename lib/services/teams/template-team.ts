import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { teams, teamVersions } from '@/db/schema';
import type { Agenda, Language } from '@/lib/council/agenda.schema';
import type { Team } from '@/lib/council/team.schema';
import { templateOf } from '@/lib/council/templates';
import { teamFrom } from '@/lib/council/templates/body';
import type { Member } from '../context';
import type { DataContext, Executor } from '../data';
import { ServiceError } from '../errors';
import { usualModel } from '../models/rows';
import type { TemplateDetail } from '../templates/schemas';

/**
 * The team of an agenda's template, made at first use. When the template or the usual model has changed since,
 * it gets a new version; runs keep the version they pinned.
 */
export async function templateTeam(
  ctx: Pick<DataContext, 'env'>,
  tx: Executor,
  who: Pick<Member, 'orgId' | 'userId'>,
  { template, language }: Pick<Agenda, 'template' | 'language'>,
): Promise<typeof teams.$inferSelect> {
  const usual = await usualModel(ctx, tx, who.orgId);
  return keptTeam(tx, who, `template:${template}:${language}`, templateOf(template).team(language, usual));
}

/** The team of an own template in a language, made at first use; a changed template gives it a new version. */
export async function ownTemplateTeam(
  ctx: Pick<DataContext, 'env'>,
  tx: Executor,
  who: Pick<Member, 'orgId' | 'userId'>,
  { id, body }: Pick<TemplateDetail, 'id' | 'body'>,
  language: Language,
): Promise<typeof teams.$inferSelect> {
  const usual = await usualModel(ctx, tx, who.orgId);
  return keptTeam(tx, who, `own-template:${id}:${language}`, teamFrom(body, language, usual));
}

/** The team under a key that the product gives; another config gives it a new version. */
export async function keptTeam(
  tx: Executor,
  { orgId, userId }: Pick<Member, 'orgId' | 'userId'>,
  key: string,
  config: Team,
): Promise<typeof teams.$inferSelect> {
  const [team] = await tx
    .insert(teams)
    .values({ orgId, name: config.name, key, createdBy: userId })
    .onConflictDoUpdate({ target: [teams.orgId, teams.key], set: { name: config.name } })
    .returning();
  if (!team) throw new ServiceError('unavailable', 'unavailable');
  const [current] = await tx
    .select()
    .from(teamVersions)
    .where(and(eq(teamVersions.teamId, team.id), eq(teamVersions.version, team.currentVersion)));
  if (isDeepStrictEqual(current?.config, config)) return team;
  const version = current ? team.currentVersion + 1 : team.currentVersion;
  await tx.insert(teamVersions).values({ teamId: team.id, version, orgId, config, createdBy: userId });
  await tx.update(teams).set({ currentVersion: version }).where(eq(teams.id, team.id));
  return { ...team, currentVersion: version };
}
