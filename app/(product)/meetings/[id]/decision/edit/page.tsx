import { randomUUID } from 'node:crypto';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import styles from '@/components/decide/decide.module.css';
import { editableOf } from '@/components/decide/draft';
import { EditForm } from '@/components/decide/edit-form';
import { WhyNot } from '@/components/decide/why-not';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { readDecisionRecord } from '@/lib/services/decisions/read';
import { readMeeting } from '@/lib/services/meetings/read';
import { decisionIfAny, orNotFound } from '../../../../found';
import { ProductShell } from '../../../../shell';
import { Undecided } from '../../undecided';
import { revise } from '../actions';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ run?: string }>;
}

export async function generateMetadata() {
  return { title: (await getTranslations('decide'))('edit.title') };
}

export default async function EditPage({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('artifact.read');
  const meetingId = (await params).id;
  const record = await decisionIfAny(readDecisionRecord(ctx, who, { meetingId, runId: (await searchParams).run }));
  if (!record) return <Undecided ctx={ctx} who={who} meetingId={meetingId} />;
  const { agenda } = await orNotFound(readMeeting(ctx, who, meetingId));
  const { log, reader, owners, runId } = record;
  const t = await getTranslations('decide');
  return (
    <ProductShell ctx={ctx}>
      <div className={styles.page}>
        <header className={styles.head}>
          <p className="label">{t('edit.title')}</p>
          <h1 lang={agenda.language}>{log.question}</h1>
        </header>
        <div className={styles.part}>
          {reader.actions.includes('revise') ? (
            <>
              {log.status === 'accepted' && <p className={styles.behalf}>{t('edit.accepted')}</p>}
              <p className={styles.yours}>{t('edit.yours', { name: who.name })}</p>
              <NextIntlClientProvider messages={{ decide: (await getMessages()).decide }}>
                <EditForm
                  where={{ meetingId, runId }}
                  log={editableOf(log)}
                  seats={owners.filter((one) => one.kind === 'seat').map((one) => one.name)}
                  newKey={randomUUID()}
                  language={agenda.language}
                  revise={revise}
                  back={`/meetings/${meetingId}/decision?run=${runId}`}
                />
              </NextIntlClientProvider>
            </>
          ) : (
            <WhyNot record={record} decider={log.decider} sitting={false} may={may(who, 'decision.edit')} />
          )}
        </div>
      </div>
    </ProductShell>
  );
}
