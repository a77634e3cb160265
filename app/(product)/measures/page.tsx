import Link from 'next/link';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { Filter } from '@/components/measures/filter';
import styles from '@/components/measures/measures.module.css';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import type { TemplateId } from '@/lib/council/agenda.schema';
import { templateOf, templates } from '@/lib/council/templates';
import { ServiceError } from '@/lib/services/errors';
import { readMeasures } from '@/lib/services/measures/read';
import { measuresQuerySchema } from '@/lib/services/measures/schemas';
import { listTeams } from '@/lib/services/teams/list';
import { languageOf } from '@/lib/words/locale';
import { ProductShell } from '../shell';
import { Groups } from './groups';
import { meetingsHref, sayers } from './say';
import { Section } from './section';
import { type MeasureName, measureNames } from './specs';

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata() {
  return { title: (await getTranslations('measures'))('title') };
}

export default async function MeasuresPage({ searchParams }: { searchParams: Query }) {
  const { ctx, who } = await guardPage('measures.read');
  const sent = await searchParams;
  const asked = queryOf(sent);
  const read = (query: Parameters<typeof readMeasures>[2]) => readMeasures(ctx, who, query);
  const found = asked && (await read(asked).catch(refusedAsNull));
  const measures = found || (await read({}));
  const t = await getTranslations('measures');
  const language = languageOf(await getLocale());
  const say = sayers(await getFormatter(), t);
  const { figures, from, to, team, template } = measures;
  const teams = (await listTeams(ctx, who)).teams.map(({ id, name }) => ({ id, name }));
  const kind = (id: string) => templateOf(id as TemplateId).name[language];
  const none = figures.ended === 0;
  const csv = new URLSearchParams({ format: 'csv', from, to, ...(team && { team }), ...(template && { template }) });
  const shown: readonly MeasureName[] = measureNames.filter(
    (name) => (name !== 'cost' || figures.cost !== null) && (name !== 'agenda' || figures.agenda.count > 0),
  );
  return (
    <ProductShell ctx={ctx} here="measures">
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p>{t('about', { days: say.days(from, to) })}</p>
        <Filter
          days={asked?.from || asked?.to ? 'own' : String(asked?.days ?? 90)}
          from={from}
          to={to}
          team={team}
          template={template}
          teams={[...teams, { id: 'none', name: t('no_team') }]}
          templates={templates.map(({ id, name }) => ({ id, name: name[language] }))}
        />
        {!found && (
          <p role="status" className="waiting">
            {t('refused')}
          </p>
        )}
        {figures.ended > 0 && figures.ended < measures.few && (
          <p>{t('few', { count: figures.ended, few: measures.few })}</p>
        )}
        {figures.scripted > 0 && (
          <p>
            <Link className="cite" href={meetingsHref(measures, 'scripted')}>
              {t('scripted', { count: figures.scripted, ended: figures.ended })}
            </Link>
          </p>
        )}
        {!none && (
          <p>
            <a className="link" href={`/api/v1/measures?${csv}`} download="">
              {t('csv')}
            </a>
          </p>
        )}
      </header>
      {none ? (
        <div className={styles.empty}>
          <p>{t('empty')}</p>
          <p>{t('empty_first')}</p>
          {may(who, 'meeting.create') && (
            <p>
              <Link className="link" href="/meetings/new">
                {t('prepare')}
              </Link>
            </p>
          )}
        </div>
      ) : (
        <div className={styles.body}>
          {shown.map((name) => (
            <Section key={name} name={name} measures={measures} />
          ))}
          <Groups by="team" measures={measures} shown={shown} nameOf={(one) => one.name ?? t('no_team')} />
          <Groups by="template" measures={measures} shown={shown} nameOf={(one) => kind(one.id)} />
        </div>
      )}
    </ProductShell>
  );
}

/** What the address asks for; null where it is no such question. Its own days count only where they were chosen. */
function queryOf(sent: Awaited<Query>) {
  const { days, from, to, ...more } = Object.fromEntries(
    Object.entries(sent).filter(([name, value]) => value && ['days', 'from', 'to', 'team', 'template'].includes(name)),
  );
  const period = days && days !== 'own' ? { days } : { ...(from && { from }), ...(to && { to }) };
  const parsed = measuresQuerySchema.safeParse({ ...period, ...more });
  return parsed.success ? parsed.data : null;
}

function refusedAsNull(error: unknown): null {
  if (error instanceof ServiceError && error.code === 'invalid') return null;
  throw error;
}
