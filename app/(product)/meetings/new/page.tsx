import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { FileForm } from '@/components/new/file-form';
import styles from '@/components/new/new.module.css';
import { type TemplateChoice, TypedForm } from '@/components/new/typed-form';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import type { Language } from '@/lib/council/agenda.schema';
import { type Template, templates } from '@/lib/council/templates';
import { criteriaFrom, skeletonFrom } from '@/lib/council/templates/body';
import { parseAgenda } from '@/lib/services/agendas/parse';
import { listTeams } from '@/lib/services/teams/list';
import { listTemplates } from '@/lib/services/templates/list';
import { readTemplate } from '@/lib/services/templates/read';
import type { TemplateDetail } from '@/lib/services/templates/schemas';
import { languageOf } from '@/lib/words/locale';
import { holdMeeting, readAgenda } from '../../actions';
import { exampleIds, exampleText } from '../../examples';
import { ProductShell } from '../../shell';

type Query = Promise<{ by?: string; template?: string; question?: string }>;

export async function generateMetadata() {
  return { title: (await getTranslations('new'))('title') };
}

export default async function NewMeeting({ searchParams }: { searchParams: Query }) {
  const { ctx, who } = await guardPage('meeting.create');
  const query = await searchParams;
  const t = await getTranslations('new');
  const language = languageOf(await getLocale());
  const { new: words, agenda } = await getMessages();
  const offered = (await listTemplates(ctx, who)).templates;
  const chosen = await readTemplate(ctx, who, {
    templateId: offered.find((one) => one.id === query.template)?.id ?? 'general',
  });
  const byFile = query.by === 'file';
  const question = (query.question ?? '').slice(0, 1000);
  const today = new Date(ctx.clock.now()).toISOString().slice(0, 10);
  const starts = may(who.role, 'run.start');
  const href = (to: Record<string, string>) =>
    `/meetings/new?${new URLSearchParams({ ...(question ? { question } : {}), ...to })}`;
  return (
    <ProductShell ctx={ctx}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <nav className={styles.tabs} aria-label={t('ways')}>
          <Link href={href({ template: chosen.id })} aria-current={byFile ? undefined : 'page'}>
            {t('by_fields')}
          </Link>
          <Link href={href({ by: 'file', template: chosen.id })} aria-current={byFile ? 'page' : undefined}>
            {t('by_file')}
          </Link>
        </nav>
        <nav className={styles.templates} aria-label={t('templates')}>
          {offered.map((one) => (
            <Link
              key={one.id}
              href={href({ ...(byFile ? { by: 'file' } : {}), template: one.id })}
              aria-current={one.id === chosen.id ? 'true' : undefined}
              scroll={false}
            >
              <b>{one.name[language]}</b>
              <span className="note">{one.purpose[language]}</span>
            </Link>
          ))}
        </nav>
        <p className={styles.gallery}>
          <Link className="link" href="/templates">
            {t('gallery')}
          </Link>
        </p>
        <NextIntlClientProvider messages={{ new: words, agenda }}>
          {byFile ? (
            <FileForm
              skeleton={skeletonFrom(chosen.body, chosen.kind, language)}
              own={chosen.own ? { id: chosen.id, kind: chosen.kind, criteria: criteriaIn(chosen) } : null}
              examples={await Promise.all(exampleIds.map((id) => exampleText(id, today)))}
              criteria={
                Object.fromEntries(templates.map((one) => [one.id, one.criteria])) as Record<
                  Template['id'],
                  Template['criteria']
                >
              }
              newKey={randomUUID()}
              starts={starts}
              read={readAgenda}
              hold={holdMeeting}
            />
          ) : (
            <TypedForm
              template={choiceOf(chosen, language, today)}
              teams={(await listTeams(ctx, who)).teams
                .filter((team) => team.key === null)
                .map(({ id, name, seats }) => ({ id, name, seats: seats.map((seat) => seat.name) }))}
              language={language}
              question={question}
              decider={who.name}
              today={today}
              newKey={randomUUID()}
              starts={starts}
              hold={holdMeeting}
            />
          )}
        </NextIntlClientProvider>
      </div>
    </ProductShell>
  );
}

const criteriaIn = ({ body }: TemplateDetail) => ({ en: criteriaFrom(body, 'en'), ru: criteriaFrom(body, 'ru') });

/** What the form shows of a template; its agenda items come from the skeleton. */
function choiceOf({ id, kind, own, body }: TemplateDetail, language: Language, today: string): TemplateChoice {
  return {
    id,
    kind,
    own,
    name: body.name[language],
    purpose: body.purpose[language],
    criteria: criteriaFrom(body, language),
    policy: body.policy,
    items: parseAgenda(body.skeleton[language], today).items,
    team: body.team.name[language],
    seats: body.team.seats.map((seat) => seat.name[language]),
  };
}
