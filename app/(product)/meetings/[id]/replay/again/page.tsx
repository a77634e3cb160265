import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { AgainForm } from '@/components/replay/again-form';
import styles from '@/components/replay/replay.module.css';
import { guardPage } from '@/lib/auth/guard';
import { readPoint } from '@/lib/services/meetings/origin';
import { listTeams } from '@/lib/services/teams/list';
import { orNotFound } from '../../../../found';
import { ProductShell } from '../../../../shell';
import { councilOf } from '../../council-of';
import { holdItAgain } from '../actions';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ run?: string; at?: string }>;
}

export async function generateMetadata() {
  return { title: (await getTranslations('again'))('title') };
}

/** What if: the same question for another team or in another style, from a point of a run on. */
export default async function AgainPage({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('meeting.create');
  const meetingId = (await params).id;
  const { run, at } = await searchParams;
  const point = { meetingId, runId: run, at: at !== undefined && /^\d{1,9}$/.test(at) ? Number(at) : undefined };
  const [{ runId, seq, state, carried }, meeting, { teams }] = await Promise.all([
    orNotFound(readPoint(ctx, who, point)),
    councilOf(ctx, who, meetingId),
    listTeams(ctx, who),
  ]);
  const t = await getTranslations('again');
  const council = await getTranslations('council');
  const phase = state.phases.at(-1)?.phase;
  const { again } = await getMessages();
  const nothing = carried.alternatives.length + carried.dissent.length === 0;
  return (
    <ProductShell ctx={ctx}>
      <article className={styles.again}>
        <h1>{t('title')}</h1>
        <p lang={state.agenda.language}>{state.agenda.question}</p>
        <p className="note">
          {t('from', {
            turn: state.turns.length,
            phase: phase ? council(`phases.${phase}`) : t('before'),
          })}{' '}
          <Link className="link" href={`/meetings/${meetingId}/replay?run=${runId}&at=${seq}`}>
            {t('back')}
          </Link>
        </p>
        <h2 className="label">{t('carries')}</h2>
        <p>{t(nothing ? 'agenda_only' : 'agenda_and')}</p>
        <ul lang={state.agenda.language}>
          {carried.alternatives.map((one) => (
            <li key={one.name}>{one.name}</li>
          ))}
          {carried.dissent.map((one) => (
            <li key={`${one.seat}${one.text}`}>
              {one.seat}: {one.text}
            </li>
          ))}
        </ul>
        <p className="note">{t('not_carried')}</p>
        <NextIntlClientProvider messages={{ again }}>
          <AgainForm
            where={{ meetingId, runId, at: seq }}
            teams={teams.map(({ id, name }) => ({ id, name }))}
            team={meeting.team?.id ?? ''}
            newKey={randomUUID()}
            hold={holdItAgain}
          />
        </NextIntlClientProvider>
      </article>
    </ProductShell>
  );
}
