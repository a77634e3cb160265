import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { TeamRow } from '@/components/teams/team-row';
import own from '@/components/teams/teams.module.css';
import styles from '@/components/templates/templates.module.css';
import { Act } from '@/components/ui/act';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { listTeams } from '@/lib/services/teams/list';
import { ProductShell } from '../../shell';
import { TakesRole } from '../../takes-role';
import { setArchived } from '../actions';

type Query = Promise<{ archived?: string; gone?: string; cursor?: string }>;

export async function generateMetadata() {
  return { title: (await getTranslations('teams'))('title') };
}

export default async function Teams({ searchParams }: { searchParams: Query }) {
  const { ctx, who } = await guardPage('team.read');
  const query = await searchParams;
  const t = await getTranslations('teams');
  const changes = may(who, 'team.change');
  const { cursor } = query;
  const [aside, list] = await Promise.all([
    listTeams(ctx, who, { archived: true, cursor: query.archived ? cursor : undefined }),
    query.archived ? null : listTeams(ctx, who, { cursor }),
  ]);
  const archived = aside.teams;
  const { teams: shown, nextCursor } = list ?? aside;
  const gone = changes ? archived.find((one) => one.id === query.gone) : undefined;
  const groups = [
    ['own', shown.filter((one) => one.key === null)],
    ['of_templates', shown.filter((one) => one.key !== null)],
  ] as const;
  const none = query.archived ? 'none_archived' : changes ? 'none_own' : 'none_own_reader';
  return (
    <ProductShell ctx={ctx} here="teams">
      <header className={styles.head}>
        <h1>{t(query.archived ? 'archive' : 'title')}</h1>
        <p>{t(query.archived ? 'archive_about' : 'about')}</p>
        <TakesRole who={who} needs="team.change" to="change_teams" />
        {changes && !query.archived && (
          <div className={own.tools}>
            <Link className="button" href="/teams/new">
              {t('new')}
            </Link>
            <Link className="button" data-quiet="" href="/teams/import">
              {t('import')}
            </Link>
            <Link className="button" data-quiet="" href="/models">
              {t('models')}
            </Link>
          </div>
        )}
      </header>
      {gone && (
        <div className={styles.notice} role="status">
          <span>{t('gone', { name: gone.name })}</span>
          <Act
            act={setArchived}
            input={{ teamId: gone.id, archived: false }}
            label={t('undo')}
            busy={t('undoing')}
            link
          />
        </div>
      )}
      {groups.map(([group, rows]) => (
        <section key={group} className={styles.group} hidden={rows.length === 0 && group !== 'own'}>
          <h2 className="label">{t(query.archived ? 'archived' : group)}</h2>
          <div>
            {rows.map((row) => (
              <TeamRow key={row.id} team={row} />
            ))}
            {rows.length === 0 && group === 'own' && <p className={styles.none}>{t(none)}</p>}
          </div>
        </section>
      ))}
      {nextCursor && (
        <p className={styles.more}>
          <Link
            className="link"
            href={`/teams?${new URLSearchParams({ ...(query.archived && { archived: '1' }), cursor: nextCursor })}`}
          >
            {t('next')}
          </Link>
        </p>
      )}
      <p className={styles.more}>
        {query.archived ? (
          <Link className="link" href="/teams">
            {t('all')}
          </Link>
        ) : (
          archived.length > 0 && (
            <Link className="link" href="/teams?archived=1">
              {t('show_archived', { count: archived.length })}
            </Link>
          )
        )}
      </p>
    </ProductShell>
  );
}
