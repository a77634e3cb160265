import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { TemplateView } from '@/components/templates/template-view';
import styles from '@/components/templates/templates.module.css';
import { Act } from '@/components/ui/act';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import type { Agenda, Language } from '@/lib/council/agenda.schema';
import { templateOf } from '@/lib/council/templates';
import { skeletonFrom } from '@/lib/council/templates/body';
import { parseAgenda } from '@/lib/services/agendas/parse';
import type { Context, Member } from '@/lib/services/context';
import { ServiceError } from '@/lib/services/errors';
import { readTemplate } from '@/lib/services/templates/read';
import type { TemplateDetail } from '@/lib/services/templates/schemas';
import { languageOf, languages } from '@/lib/words/locale';
import { orNotFound } from '../../found';
import { ProductShell } from '../../shell';
import { TakesRole } from '../../takes-role';
import { copyToOwn, setArchived } from '../actions';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ in?: string }>;
}
const names = { en: 'English', ru: 'Русский' } as const;
const parts = ['criteria', 'policy', 'team', 'course', 'agenda'] as const;

/** The page and its title read it once. */
const detailOf = cache((ctx: Context, who: Member, templateId: string) => readTemplate(ctx, who, { templateId }));

export async function generateMetadata({ params }: Props) {
  const { ctx, who } = await guardPage('template.read');
  const { name } = await orNotFound(detailOf(ctx, who, (await params).id));
  return { title: name[languageOf(await getLocale())] };
}

export default async function TemplatePage({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('template.read');
  const template = await orNotFound(detailOf(ctx, who, (await params).id));
  const { id, own, body, kind, archivedAt } = template;
  const { in: wanted } = await searchParams;
  const reader = languageOf(await getLocale());
  const language = languages.find((one) => one === wanted) ?? reader;
  const t = await getTranslations('templates');
  const changes = may(who, 'template.change');
  return (
    <ProductShell
      ctx={ctx}
      here="templates"
      aside={
        <nav aria-label={t('contents')} className={styles.contents}>
          {parts.map((part) => (
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
            <Link className="link" href="/templates">
              {t('title')}
            </Link>
          </span>
          <Standing template={template} />
          <nav aria-label={t('shown_in')}>
            {languages.map((one) => (
              <Link
                key={one}
                href={`/templates/${id}?in=${one}`}
                lang={one}
                aria-current={one === language ? 'true' : undefined}
                scroll={false}
              >
                {names[one]}
              </Link>
            ))}
          </nav>
        </div>
        <h1 lang={language}>{body.name[language]}</h1>
        <p className={styles.purpose} lang={language}>
          {body.purpose[language]}
        </p>
        <div className={styles.deeds}>
          {archivedAt ? (
            changes && (
              <Act
                act={setArchived}
                input={{ templateId: id, archived: false }}
                label={t('restore')}
                busy={t('undoing')}
              />
            )
          ) : (
            <>
              {may(who, 'meeting.create') && (
                <Link className="button" href={`/meetings/new?template=${id}`}>
                  {t('use')}
                </Link>
              )}
              {changes && own && (
                <Link className="button" data-quiet="" href={`/templates/${id}/edit`}>
                  {t('edit')}
                </Link>
              )}
              {changes && (
                <Act
                  act={copyToOwn}
                  input={{ templateId: id, key: randomUUID() }}
                  label={t('copy')}
                  busy={t('copying')}
                />
              )}
              {changes && own && (
                <Act
                  act={setArchived}
                  input={{ templateId: id, archived: true }}
                  label={t('archive_it')}
                  busy={t('archiving')}
                />
              )}
            </>
          )}
        </div>
        <TakesRole who={who} needs="template.change" to="change_templates" />
        {changes && !own && <p className="note">{t('copy_hint')}</p>}
      </header>
      <TemplateView
        body={body}
        language={language}
        agenda={agendaOf(template, language)}
        playbook={templateOf(kind).name[reader]}
      />
    </ProductShell>
  );
}

/** Whose it is, and since when it is so. */
async function Standing({ template }: { template: TemplateDetail }) {
  const t = await getTranslations('templates');
  const format = await getFormatter();
  const { own, archivedAt, version, changedAt, changedBy } = template;
  if (!own) return <span>{t('built_in')}</span>;
  const day = changedAt ? format.dateTime(new Date(changedAt), { day: 'numeric', month: 'long', year: 'numeric' }) : '';
  return (
    <span>
      {archivedAt && <b className="waiting">{t('archived')}. </b>}
      {t('changed', { version, day, by: changedBy?.name ?? 'none' })}
    </span>
  );
}

/** Its skeleton, read; null where an agenda is written otherwise by now. */
function agendaOf({ body, kind }: TemplateDetail, language: Language): Agenda | null {
  try {
    return parseAgenda(skeletonFrom(body, kind, language), '2000-01-01');
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}
