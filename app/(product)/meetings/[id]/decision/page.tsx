import { getTranslations } from 'next-intl/server';
import styles from '@/components/decision/decision.module.css';
import { DecisionView } from '@/components/decision/decision-view';
import { guardPage } from '@/lib/auth/guard';
import { readDecision } from '@/lib/services/artifacts/decision';
import { readRun } from '@/lib/services/runs/read';
import { orNotFound } from '../../../found';
import { ProductShell } from '../../../shell';

type Params = Promise<{ id: string }>;

export async function generateMetadata() {
  return { title: (await getTranslations('decision'))('title') };
}

export default async function DecisionPage({ params }: { params: Params }) {
  const { ctx, who } = await guardPage('artifact.read');
  const meetingId = (await params).id;
  const t = await getTranslations('decision');
  const { log, items, contentHash, runId } = await orNotFound(readDecision(ctx, who, { meetingId }));
  const { state } = await orNotFound(readRun(ctx, who, { meetingId, runId }));
  const contents = [
    { id: 'decision', label: t('title') },
    { id: 'missing', label: t('missing'), count: log.missing.length },
    { id: 'alternatives', label: t('alternatives'), count: log.alternatives.length },
    { id: 'rationale', label: t('rationale'), count: log.rationale.length },
    { id: 'dissent', label: t('dissent'), count: log.dissent.length },
    { id: 'risks', label: t('risks'), count: log.risks.length },
    { id: 'tasks', label: t('tasks'), count: items.length },
  ].filter((one) => one.count === undefined || one.count > 0);
  return (
    <ProductShell
      ctx={ctx}
      aside={
        <nav aria-label={t('contents')} className={styles.contents}>
          {contents.map((one) => (
            <a key={one.id} href={`#${one.id}`}>
              {one.label} {one.count !== undefined && <span>{one.count}</span>}
            </a>
          ))}
          <a href={`/meetings/${meetingId}`}>
            {t('minutes')} <span>{t('turns', { count: state.turns.length })}</span>
          </a>
        </nav>
      }
    >
      <DecisionView log={log} items={items} state={state} contentHash={contentHash} />
    </ProductShell>
  );
}
