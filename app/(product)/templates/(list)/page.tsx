import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { TemplateRow } from '@/components/templates/template-row';
import styles from '@/components/templates/templates.module.css';
import { Act } from '@/components/ui/act';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { listTemplates } from '@/lib/services/templates/list';
import { languageOf } from '@/lib/words/locale';
import { ProductShell } from '../../shell';
import { TakesRole } from '../../takes-role';
import { setArchived } from '../actions';

type Query = Promise<{ archived?: string; gone?: string; cursor?: string }>;

export async function generateMetadata() {
  return { title: (await getTranslations('templates'))('title') };
}

export default async function Templates({ searchParams }: { searchParams: Query }) {
  const { ctx, who } = await guardPage('template.read');
  const query = await searchParams;
  const t = await getTranslations('templates');
  const language = languageOf(await getLocale());
  const changes = may(who, 'template.change');
  const { cursor } = query;
  const [aside, list] = await Promise.all([
    listTemplates(ctx, who, { archived: true, cursor: query.archived ? cursor : undefined }),
    query.archived ? null : listTemplates(ctx, who, { cursor }),
  ]);
  const archived = aside.templates;
  const { templates: shown, nextCursor } = list ?? aside;
  const gone = changes ? archived.find((one) => one.id === query.gone) : undefined;
  const groups = [
    ['own', shown.filter((one) => one.own)],
    ['built_in', shown.filter((one) => !one.own)],
  ] as const;
  return (
    <ProductShell ctx={ctx} here="templates">
      <header className={styles.head}>
        <h1>{t(query.archived ? 'archive' : 'title')}</h1>
        <p>{t(query.archived ? 'archive_about' : 'about')}</p>
        <TakesRole who={who} needs="template.change" to="change_templates" />
      </header>
      {gone && (
        <div className={styles.notice} role="status">
          <span>{t('gone', { name: gone.name[language] })}</span>
          <Act
            act={setArchived}
            input={{ templateId: gone.id, archived: false }}
            label={t('undo')}
            busy={t('undoing')}
            link
          />
        </div>
      )}
      {groups.map(([group, rows]) => (
        <section key={group} className={styles.group} hidden={rows.length === 0 && (group !== 'own' || !changes)}>
          <h2 className="label">{t(query.archived ? 'archived' : group)}</h2>
          <div>
            {rows.map((row) => (
              <TemplateRow
                key={row.id}
                template={row}
                language={language}
                usable={!query.archived && may(who, 'meeting.create')}
              />
            ))}
            {rows.length === 0 && <p className={styles.none}>{t(query.archived ? 'none_archived' : 'none_own')}</p>}
          </div>
        </section>
      ))}
      {nextCursor && (
        <p className={styles.more}>
          <Link
            className="link"
            href={`/templates?${new URLSearchParams({ ...(query.archived && { archived: '1' }), cursor: nextCursor })}`}
          >
            {t('next')}
          </Link>
        </p>
      )}
      <p className={styles.more}>
        {query.archived ? (
          <Link className="link" href="/templates">
            {t('all')}
          </Link>
        ) : (
          archived.length > 0 && (
            <Link className="link" href="/templates?archived=1">
              {t('show_archived', { count: archived.length })}
            </Link>
          )
        )}
      </p>
    </ProductShell>
  );
}
