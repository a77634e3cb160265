import Link from 'next/link';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import styles from '@/components/list/list.module.css';
import { templateOf } from '@/lib/council/templates';
import type { Context, Member } from '@/lib/services/context';
import { type CountedFilter, countedFilterSchema } from '@/lib/services/measures/schemas';
import { listTeams } from '@/lib/services/teams/list';
import { languageOf } from '@/lib/words/locale';

/** The meetings behind a number of the measures, where the address asks for them; a wrong one asks for nothing. */
export function countedIn(query: Record<string, string | string[] | undefined>): CountedFilter | null {
  const asked = Object.entries(query).filter(([name, value]) => name in countedFilterSchema.shape && value);
  const parsed = countedFilterSchema.safeParse(Object.fromEntries(asked));
  return parsed.success && asked.length > 0 ? parsed.data : null;
}

interface Props {
  ctx: Context;
  who: Member;
  filter: CountedFilter;
}

/** Which meetings the list shows, in words, and the way back to the measures. */
export async function CountedNote({ ctx, who, filter }: Props) {
  const { counted = 'ended', endedFrom, endedTo, team, template } = filter;
  const t = await getTranslations('measures');
  const format = await getFormatter();
  const language = languageOf(await getLocale());
  const day = (one: string) => format.dateTime(new Date(one), { dateStyle: 'medium', timeZone: 'UTC' });
  const named = team && (await listTeams(ctx, who)).teams.find((one) => one.id === team)?.name;
  const parts = [
    endedFrom && endedTo
      ? format.dateTimeRange(new Date(endedFrom), new Date(endedTo), { dateStyle: 'medium', timeZone: 'UTC' })
      : [endedFrom, endedTo].map((one) => one && day(one)).find(Boolean),
    team === 'none' ? t('no_team') : named,
    template && templateOf(template).name[language],
  ].filter(Boolean);
  const query = new URLSearchParams({
    ...(endedFrom && { from: endedFrom }),
    ...(endedTo && { to: endedTo }),
    ...(team && { team }),
    ...(template && { template }),
  });
  return (
    <div className={styles.counted}>
      <p>
        <b>{t(`counted.${counted}`)}</b>
        {parts.length > 0 && <span>{parts.join(' · ')}</span>}
      </p>
      <p>
        <Link className="link" href={`/measures?${query}`}>
          {t('back')}
        </Link>
        <Link className="link" href="/">
          {t('every')}
        </Link>
      </p>
    </div>
  );
}
