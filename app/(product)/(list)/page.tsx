import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Ask } from '@/components/list/ask';
import { Examples } from '@/components/list/examples';
import { Filters, listHref } from '@/components/list/filters';
import styles from '@/components/list/list.module.css';
import { MeetingRow } from '@/components/list/meeting-row';
import { Refresher } from '@/components/list/refresher';
import { type MeetingState, states } from '@/components/list/states';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { templateOf } from '@/lib/council/templates';
import { listMeetings } from '@/lib/services/meetings/list';
import { languageOf } from '@/lib/words/locale';
import { startExample } from '../actions';
import { exampleIds, readExample } from '../examples';
import { ProductShell } from '../shell';
import { TakesRole } from '../takes-role';
import { CountedNote, countedIn } from './counted';

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata() {
  return { title: (await getTranslations('list'))('title') };
}

export default async function Meetings({ searchParams }: { searchParams: Query }) {
  const { ctx, who } = await guardPage('meeting.read');
  const { q, state: wanted, cursor, ...more } = await searchParams;
  const counted = countedIn(more);
  const search = (typeof q === 'string' ? q : '').trim().slice(0, 200);
  const state = states.find((one) => one === wanted) ?? null;
  const t = await getTranslations('list');
  const list = await listMeetings(ctx, who, {
    ...(search ? { search } : {}),
    ...(state ? { state } : {}),
    ...(typeof cursor === 'string' && cursor ? { cursor } : {}),
    ...counted,
  });
  const now = new Date(ctx.clock.now());
  const counts = list.counts as Record<MeetingState, number>;
  const none = Object.values(counts).every((count) => count === 0) && !search && !counted;
  const groups = Map.groupBy(list.meetings, ({ state, decision }) => {
    if (state === 'live') return 'now';
    const yours = decision?.open === true && decision.deciderUserId === who.userId;
    return yours || state === 'paused' || state === 'waiting' ? 'waiting' : 'others';
  });
  const creates = may(who, 'meeting.create');
  const whole = !search && !state && !cursor && !counted;
  const offered = creates && (none || whole) && (
    <Examples
      examples={await examples(ctx.clock.now())}
      start={startExample}
      words={{ start: t('start'), starting: t('starting') }}
    />
  );
  return (
    <ProductShell
      ctx={ctx}
      here="meetings"
      aside={none ? undefined : <Filters search={search} state={state} counts={counts} kept={counted ?? {}} />}
    >
      <h1 className="sr-only">{t('title')}</h1>
      {counted ? (
        <CountedNote ctx={ctx} who={who} filter={counted} />
      ) : creates ? (
        <Ask />
      ) : (
        <TakesRole who={who} needs="meeting.create" to="prepare" />
      )}
      {none && creates && (
        <div className={styles.empty}>
          <h2>{t('empty')}</h2>
          <p>{t('empty_text')}</p>
          {offered}
        </div>
      )}
      {none && !creates && <p className={styles.empty}>{t('nothing')}</p>}
      {!none && list.meetings.length === 0 && (
        <p className={styles.empty}>
          {t('no_match')}{' '}
          <Link className="link" href="/">
            {t('show_all')}
          </Link>
        </p>
      )}
      {(['now', 'waiting', 'others'] as const).map((key) => {
        const rows = groups.get(key) ?? [];
        return rows.length === 0 ? null : (
          <section key={key} className={styles.group}>
            <h2 className="label">{t(`group.${key}`)}</h2>
            <div>
              {rows.map((row) => (
                <MeetingRow key={row.id} row={row} now={now} />
              ))}
            </div>
          </section>
        );
      })}
      {list.nextCursor && (
        <p className={styles.older}>
          <Link className="button" data-quiet="" href={listHref(search, state, counted ?? {}, list.nextCursor)}>
            {t('older')}
          </Link>
        </p>
      )}
      {!none && offered && (
        <details className={styles.again}>
          <summary className="link">{t('examples')}</summary>
          {offered}
        </details>
      )}
      {counts.live > 0 && <Refresher />}
      {whole && may(who, 'meeting.delete') && (
        <p>
          <Link className="link" href="/deleted">
            {(await getTranslations('data'))('deleted.link')}
          </Link>
        </p>
      )}
    </ProductShell>
  );
}

/** The reader's language comes first. */
async function examples(now: number) {
  const shown = languageOf(await getLocale());
  const today = new Date(now).toISOString().slice(0, 10);
  const all = await Promise.all(
    exampleIds.map(async (id) => {
      const { title, question, language, template } = await readExample(id, today);
      return { id, title, question, language, kind: templateOf(template).name[shown] };
    }),
  );
  return all.sort((a, b) => Number(b.language === shown) - Number(a.language === shown));
}
