import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import styles from '@/components/new/new.module.css';
import type { Context, Member } from '@/lib/services/context';
import { readMeeting } from '@/lib/services/meetings/read';
import { orNotFound } from '../../found';
import { ProductShell } from '../../shell';

/** In the place of a decision that is not there yet: how far its council is, and the way to it. */
export async function Undecided({ ctx, who, meetingId }: { ctx: Context; who: Member; meetingId: string }) {
  const t = await getTranslations('undecided');
  const { agenda, lastRun } = await orNotFound(readMeeting(ctx, who, meetingId));
  const stage = !lastRun ? 'prepared' : lastRun.status === 'finished' ? 'without' : 'sitting';
  return (
    <ProductShell ctx={ctx}>
      <article className={styles.prepared}>
        <p className="label">{t(`title_${stage}`)}</p>
        <h1 lang={agenda.language}>{agenda.question}</h1>
        <p className="mt-2 text-ink-2">{t(`text_${stage}`)}</p>
        <p className={styles.begin}>
          <Link className="button" href={`/meetings/${meetingId}`}>
            {t(`go_${stage}`)}
          </Link>
        </p>
      </article>
    </ProductShell>
  );
}
