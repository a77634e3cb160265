import { headers } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { visitorOfPage } from '@/lib/auth/guard';
import { pathHeader } from '@/lib/auth/hosts';
import { may } from '@/lib/auth/permissions';
import { readMeeting } from '@/lib/services/meetings/read';

/** The way to the minutes, where the address asks a meeting of people for something that only councils have. */
export async function OwnMinutes() {
  const path = (await headers()).get(pathHeader) ?? '';
  const id = /^\/meetings\/([\w-]+)\/(?:replay|compare)\b/.exec(path)?.[1];
  const visit = id ? await visitorOfPage() : null;
  if (!visit || !id || !may(visit.who, 'run.read')) return null;
  const meeting = await readMeeting(visit.ctx, visit.who, id).catch(() => null);
  if (meeting?.kind !== 'minutes') return null;
  const t = await getTranslations('not_found');
  return (
    <p>
      {t('minutes')}{' '}
      <Link className="link" href={`/meetings/${id}`}>
        {meeting.title}
      </Link>
    </p>
  );
}
