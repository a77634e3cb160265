import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { Before } from '@/components/decide/before';
import styles from '@/components/decide/decide.module.css';
import { editableOf } from '@/components/decide/draft';
import { SettleForm, type Way } from '@/components/decide/settle-form';
import { WhyNot } from '@/components/decide/why-not';
import decision from '@/components/decision/decision.module.css';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { comparedIn } from '@/lib/council/compared';
import { readDecisionRecord } from '@/lib/services/decisions/read';
import { readRun } from '@/lib/services/runs/read';
import { decisionIfAny, orNotFound } from '../../../found';
import { ProductShell } from '../../../shell';
import { sendBack, settle } from '../decision/actions';
import { Undecided } from '../undecided';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ run?: string }>;
}

const dayMs = 86_400_000;

export async function generateMetadata() {
  return { title: (await getTranslations('decide'))('title') };
}

export default async function DecidePage({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('artifact.read');
  const meetingId = (await params).id;
  const record = await decisionIfAny(readDecisionRecord(ctx, who, { meetingId, runId: (await searchParams).run }));
  if (!record) return <Undecided ctx={ctx} who={who} meetingId={meetingId} />;
  const { log, reader, runId } = record;
  const { state } = await orNotFound(readRun(ctx, who, { meetingId, runId }));
  const t = await getTranslations('decide');
  const words = await getTranslations('decision');
  // A council that was stopped before anybody proposed left nothing to accept.
  const hasChoice = log.alternatives.length > 0;
  const ways = reader.actions.filter((one): one is Way => one !== 'revise' && (one !== 'accept' || hasChoice));
  const tomorrow = new Intl.DateTimeFormat('en-CA', { timeZone: state.agenda.time_zone }).format(
    ctx.clock.now() + dayMs,
  );
  const contents = [
    { id: 'missing', label: words('missing'), count: log.missing.length },
    { id: 'contradicts', label: words('contradicts'), count: log.contradicts.length },
    { id: 'alternatives', label: t('alternatives'), count: comparedIn(log).length },
    { id: 'rationale', label: words('rationale'), count: log.taken ? log.rationale.length : 0 },
    { id: 'risks', label: words('risks'), count: log.risks.length },
    { id: 'dissent', label: words('dissent'), count: log.dissent.length },
    { id: 'yours', label: t('your_word') },
  ].filter((one) => one.count !== 0);
  return (
    <ProductShell
      ctx={ctx}
      aside={
        <nav aria-label={t('contents')} className={decision.contents}>
          {contents.map((one) => (
            <a key={one.id} href={`#${one.id}`}>
              {one.label} {one.count !== undefined && <span>{one.count}</span>}
            </a>
          ))}
        </nav>
      }
    >
      <article className={styles.page}>
        <Before log={log} state={state} status={record.status}>
          <Link className="link" href={`/meetings/${meetingId}/decision?run=${runId}`}>
            {t('all')}
          </Link>
          {reader.actions.includes('revise') && (
            <Link className="link" href={`/meetings/${meetingId}/decision/edit?run=${runId}`}>
              {words('edit')}
            </Link>
          )}
        </Before>
        <section id="yours" className={styles.part} aria-labelledby="yours-title">
          <h2 id="yours-title">{t('your_word')}</h2>
          {ways.length > 0 ? (
            <NextIntlClientProvider messages={{ decide: (await getMessages()).decide }}>
              <SettleForm
                where={{ meetingId, runId }}
                log={editableOf(log)}
                ways={ways}
                onBehalfOf={reader.onBehalfOf}
                newKey={randomUUID()}
                language={state.agenda.language}
                tomorrow={tomorrow}
                settle={settle}
                sendBack={sendBack}
              />
            </NextIntlClientProvider>
          ) : (
            <WhyNot
              record={record}
              decider={log.decider}
              sitting={state.status !== 'finished'}
              may={may(who, 'decision.settle')}
            />
          )}
        </section>
      </article>
    </ProductShell>
  );
}
