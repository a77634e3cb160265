import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getFormatter, getMessages, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import type { Place } from '@/components/exports/export-to';
import { TeamExports } from '@/components/exports/team-exports';
import { TeamView, teamParts } from '@/components/teams/team-view';
import styles from '@/components/templates/templates.module.css';
import { Act } from '@/components/ui/act';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { modelKey } from '@/lib/council/budget';
import type { Context, Member } from '@/lib/services/context';
import { integrationsOf } from '@/lib/services/integrations/rows';
import { offersTo } from '@/lib/services/models/rows';
import { teamHistory } from '@/lib/services/teams/history';
import { readTeam } from '@/lib/services/teams/read';
import { type TeamDetail, teamQuerySchema } from '@/lib/services/teams/schemas';
import { orNotFound } from '../../found';
import { ProductShell } from '../../shell';
import { TakesRole } from '../../takes-role';
import { saveTeamExports, setArchived } from '../actions';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ version?: string }>;
}

/** The page and its title read it once. */
const teamOf = cache((ctx: Context, who: Member, teamId: string, version?: number) =>
  readTeam(ctx, who, { teamId, version }),
);

export async function generateMetadata({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('team.read');
  const { version } = teamQuerySchema.safeParse({ version: (await searchParams).version }).data ?? {};
  return { title: (await orNotFound(teamOf(ctx, who, (await params).id, version))).name };
}

export default async function TeamPage({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('team.read');
  const { id } = await params;
  const { version } = teamQuerySchema.safeParse({ version: (await searchParams).version }).data ?? {};
  const team = await orNotFound(teamOf(ctx, who, id, version));
  const current = team.versions[0]?.version ?? team.version;
  const t = await getTranslations('teams');
  const changes = may(who, 'team.change');
  const own = team.key === null;
  const offers = await offersTo(ctx, ctx.db, who.orgId);
  const missing = team.config.seats.flatMap(({ model }) => (offers(model).ok ? [] : [modelKey(model)]));
  return (
    <ProductShell
      ctx={ctx}
      here="teams"
      aside={
        <nav aria-label={t('contents')} className={styles.contents}>
          {teamParts.map((part) => (
            <a key={part} href={`#${part}`}>
              {t(part)}
            </a>
          ))}
        </nav>
      }
    >
      <header className={`${styles.section} ${styles.top}`}>
        <div className={styles.meta}>
          <span>
            <Link className="link" href="/teams">
              {t('title')}
            </Link>
          </span>
          <span>
            {team.archivedAt && <b className="waiting">{t('archived')}. </b>}
            {own ? t('standing', { version: current, day: await dayOf(team.versions[0]?.createdAt) }) : t('built_in')}
          </span>
        </div>
        <h1>{team.config.name}</h1>
        {team.version !== current && (
          <p className={styles.meta}>
            <b className="waiting">{t('older', { version: team.version, current })}</b>
            <span>
              <Link className="link" href={`/teams/${id}`}>
                {t('to_current')}
              </Link>
            </span>
          </p>
        )}
        <div className={styles.deeds}>
          {changes && own && !team.archivedAt && (
            <Link className="button" href={`/teams/${id}/edit`}>
              {t('edit')}
            </Link>
          )}
          {changes && !team.archivedAt && (
            <Link className="button" data-quiet="" href={`/teams/new?from=${id}&version=${team.version}`}>
              {t('copy')}
            </Link>
          )}
          {changes && own && (
            <Act
              act={setArchived}
              input={{ teamId: id, archived: !team.archivedAt }}
              label={t(team.archivedAt ? 'restore' : 'archive_it')}
              busy={t(team.archivedAt ? 'undoing' : 'archiving')}
            />
          )}
        </div>
        <TakesRole who={who} needs="team.change" to="change_teams" />
        {changes && !own && <p className="note">{t('built_in_hint')}</p>}
      </header>
      <TeamView
        team={team}
        versions={await teamHistory(ctx, who, { teamId: id })}
        missing={missing}
        exports={<Exports team={team} places={await integrationsOf(ctx.db, who.orgId)} changes={changes} />}
      />
    </ProductShell>
  );
}

async function dayOf(time: string | undefined): Promise<string> {
  const format = await getFormatter();
  return time ? format.dateTime(new Date(time), { day: 'numeric', month: 'long', year: 'numeric' }) : '';
}

/** Where its accepted decisions go by themselves: to be changed by administrators, to be read by others. */
async function Exports({ team, places, changes }: { team: TeamDetail; places: Place[]; changes: boolean }) {
  const t = await getTranslations('exports');
  const format = await getFormatter();
  const { exports } = await getMessages();
  const chosen = places.filter((one) => team.exportTo.includes(one.id));
  if (places.length === 0) return <p className="note">{t('auto.none_connected')}</p>;
  if (!changes) {
    return (
      <p>
        {chosen.length > 0
          ? t('auto.goes', { places: format.list(chosen.map((one) => one.label)) })
          : t('auto.goes_nowhere')}
      </p>
    );
  }
  return (
    <NextIntlClientProvider messages={{ exports: { auto: exports.auto, network: exports.network } }}>
      <TeamExports
        teamId={team.id}
        exportTo={team.exportTo}
        places={places.map(({ id, label }) => ({ id, label }))}
        save={saveTeamExports}
      />
    </NextIntlClientProvider>
  );
}
