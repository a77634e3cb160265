import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { AddTask, TaskButtons } from '@/components/decide/task-buttons';
import styles from '@/components/decision/decision.module.css';
import { DecisionView } from '@/components/decision/decision-view';
import { movesOf } from '@/components/decision/moves';
import { PrintButton } from '@/components/decision/print-button';
import { Section } from '@/components/decision/section';
import exportStyles from '@/components/exports/exports.module.css';
import { ExportsProvider } from '@/components/exports/provider';
import { ExportSection } from '@/components/exports/section';
import { TaskExports } from '@/components/exports/task-exports';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { comparedIn } from '@/lib/council/compared';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import { readDecisionHistory } from '@/lib/services/decisions/history';
import { readDecisionRecord } from '@/lib/services/decisions/read';
import { readExportWays } from '@/lib/services/exports/ways';
import { originOf } from '@/lib/services/meetings/origin';
import { readRun } from '@/lib/services/runs/read';
import { readerOf } from '@/lib/wire/reader';
import { decisionIfAny, orNotFound } from '../../../found';
import { ProductShell } from '../../../shell';
import { Undecided } from '../undecided';
import { addTask, cancelExport, changeTask, exportDecision, readBack, retryExport } from './actions';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ run?: string; version?: string; print?: string }>;
}

export async function generateMetadata() {
  return { title: (await getTranslations('decision'))('title') };
}

export default async function DecisionPage({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('artifact.read');
  const meetingId = (await params).id;
  const { run, version, print } = await searchParams;
  const asked = { meetingId, runId: run, version: version === undefined ? undefined : Number(version) || 0 };
  const t = await getTranslations('decision');
  const words = await getTranslations('exports');
  const shareWords = await getTranslations('share');
  const record = await decisionIfAny(readDecisionRecord(ctx, who, asked));
  if (!record) return <Undecided ctx={ctx} who={who} meetingId={meetingId} />;
  const { log, items, reader, owners } = record;
  const where = { meetingId, runId: record.runId };
  const [{ state }, { versions }, origin, exportWays] = await Promise.all([
    orNotFound(readRun(ctx, who, where)),
    readDecisionHistory(ctx, who, where),
    originOf(ctx.db, who.orgId, meetingId),
    readExportWays(ctx, who, where),
  ]);
  const isNewest = log.version === record.newest;
  const { exports } = state;
  const failed = exports.filter((one) => one.state === 'failed').length;
  const contents = [
    { id: 'decision', label: t('title') },
    { id: 'missing', label: t('missing'), count: log.missing.length },
    { id: 'contradicts', label: t('contradicts'), count: log.contradicts.length },
    { id: 'incident', label: t('incident'), count: log.incident?.causes.length ?? 0 },
    { id: 'alternatives', label: t('alternatives'), count: comparedIn(log).length },
    { id: 'rationale', label: t('rationale'), count: log.rationale.length },
    { id: 'dissent', label: t('dissent'), count: log.dissent.length },
    { id: 'ballots', label: t('ballots'), count: log.ballots.length },
    { id: 'moves', label: t('moves'), count: movesOf(log).length },
    { id: 'unique', label: t('unique_facts'), count: log.unique_facts.length },
    { id: 'risks', label: t('risks'), count: log.risks.length },
    { id: 'tasks', label: t('tasks'), count: items.length },
    { id: 'exports', label: words('title'), count: exports.length, failed },
    { id: 'history', label: t('history'), count: versions.length },
  ].filter((one) => one.count === undefined || one.count > 0);
  const {
    decide: { network, task },
    exports: exportWords,
  } = await getMessages();
  // Whoever decides adds tasks and exports.
  const deeds = reader.addTask
    ? { make: exportDecision, retry: retryExport, cancel: cancelExport, read: readBack }
    : null;
  const buttons = (item: ActionItem) =>
    isNewest &&
    reader.tasks.includes(item.id) && (
      <TaskButtons where={where} task={editableTask(item)} owners={owners} change={changeTask} />
    );
  return (
    <ProductShell
      ctx={ctx}
      aside={
        <nav aria-label={t('contents')} className={styles.contents}>
          {contents.map((one) => (
            <a key={one.id} href={`#${one.id}`}>
              {one.label}{' '}
              {one.failed ? (
                <span className="trouble">{words('nav_failed', { count: one.failed })}</span>
              ) : (
                one.count !== undefined && <span>{one.count}</span>
              )}
            </a>
          ))}
          <a href={`/meetings/${meetingId}`}>
            {t('minutes')} {!log.taken && <span>{t('turns', { count: state.turns.length })}</span>}
          </a>
          {!log.taken && <a href={`/meetings/${meetingId}/replay?run=${where.runId}`}>{t('replay')}</a>}
          {origin && <a href={`/meetings/${meetingId}/compare?run=${where.runId}`}>{t('compare')}</a>}
        </nav>
      }
    >
      <NextIntlClientProvider messages={{ decide: { network, task }, exports: exportWords }}>
        <ExportsProvider
          where={where}
          drawn={{ head: state.head, exports }}
          reader={readerOf(who)}
          {...exportWays}
          versions={{
            decision: record.newest,
            tasks: Object.fromEntries(items.map(({ id, version }) => [id, version])),
          }}
          deeds={deeds}
          mends={may(who, 'integration.change')}
          now={new Date(ctx.clock.now()).toISOString()}
        >
          <DecisionView
            {...{ log, items, state, versions }}
            status={record.status}
            newest={record.newest}
            inForce={record.inForce}
            rounds={record.children}
            contentHash={record.contentHash}
            taskButtons={buttons}
            taskExports={(item) => <TaskExports id={item.id} title={item.title} />}
            exports={
              (deeds || exports.length > 0) && (
                <div className={exportStyles.screen}>
                  <Section id="exports" title={words('title')}>
                    <ExportSection />
                  </Section>
                </div>
              )
            }
            addTask={isNewest && reader.addTask && <AddTask where={where} owners={owners} add={addTask} />}
            doors={
              <>
                <PrintButton words={t('print')} now={print !== undefined} />
                {deeds && (
                  <a className="link" href="#exports">
                    {words('export')}
                  </a>
                )}
                {may(who, 'share.read') && (
                  <Link className="link" href={`/meetings/${meetingId}/share`}>
                    {shareWords('title')}
                  </Link>
                )}
                {isNewest && reader.actions.includes('revise') && (
                  <Link className="link" href={`/meetings/${meetingId}/decision/edit?run=${where.runId}`}>
                    {t('edit')}
                  </Link>
                )}
                {isNewest && reader.actions.includes('accept') && (
                  <Link className="button" href={`/meetings/${meetingId}/decide?run=${where.runId}`}>
                    {t('decide')}
                  </Link>
                )}
              </>
            }
          />
        </ExportsProvider>
      </NextIntlClientProvider>
    </ProductShell>
  );
}

/** What the browser needs of a task. */
function editableTask(item: ActionItem) {
  const { id, version, title, owner, owner_ref, due, acceptance, priority, note, status, origin } = item;
  return { id, version, title, owner, owner_ref, due, acceptance, priority, note, status, origin };
}
