import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { teams, teamVersions } from '@/db/schema';
import type { Agenda } from '@/lib/council/agenda.schema';
import type { ModelRef } from '@/lib/council/team.schema';
import { templateOf } from '@/lib/council/templates';
import type { Env } from '@/lib/env';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';

/** The model of seats that name none of their own. */
export const defaultModel = (env: Pick<Env, 'XIO_MODEL'>): ModelRef =>
  env.XIO_MODEL ?? { provider: 'playbook', name: 'playbook' };

/**
 * The team of an agenda's template, made at first use. When the template or the configured model has changed since,
 * it gets a new version; runs keep the version they pinned.
 */
export async function templateTeam(
  env: Env,
  tx: Executor,
  who: Pick<Member, 'orgId' | 'userId'>,
  { template, language }: Pick<Agenda, 'template' | 'language'>,
): Promise<typeof teams.$inferSelect> {
  const { orgId, userId } = who;
  const config = templateOf(template).team(language, defaultModel(env));
  const key = `template:${template}:${language}`;
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
