import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Comparison } from '@/components/replay/comparison';
import type { Side } from '@/components/replay/differences';
import styles from '@/components/replay/replay.module.css';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { readDecision } from '@/lib/services/artifacts/decision';
import type { Context, Member } from '@/lib/services/context';
import { originOf } from '@/lib/services/meetings/origin';
import type { Where } from '@/lib/services/run-meant';
import { readRun } from '@/lib/services/runs/read';
import { orNotFound } from '../../../found';
import { ProductShell } from '../../../shell';
import { councilOf } from '../council-of';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ with?: string; run?: string; with_run?: string }>;
}

export async function generateMetadata() {
  return { title: (await getTranslations('compare'))('title') };
}

/** Two decisions side by side: of this meeting, and of the one that is named or that this one was taken from. */
export default async function ComparePage({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('artifact.read');
  const meetingId = (await params).id;
  const { with: named, run, with_run: namedRun } = await searchParams;
  const origin = named === undefined ? await originOf(ctx.db, who.orgId, meetingId) : null;
  const other = named ?? origin?.meetingId;
  if (other === undefined) notFound();
  await Promise.all([councilOf(ctx, who, other), councilOf(ctx, who, meetingId)]);
  const [a, b] = await Promise.all([
    orNotFound(side(ctx, who, { meetingId: other, runId: namedRun ?? origin?.runId })),
    orNotFound(side(ctx, who, { meetingId, runId: run })),
  ]);
  const t = await getTranslations('compare');
  return (
    <ProductShell ctx={ctx}>
      <article className={styles.compare}>
        <h1>{t('title')}</h1>
        <p lang={a.language}>{a.side.log.question}</p>
        {origin && (
          <p className="note">
            {t('taken_from')}{' '}
            <Link className="link" href={`/meetings/${other}/replay?run=${origin.runId}&at=${origin.seq}`}>
              {t('replay')}
            </Link>
          </p>
        )}
        <Comparison a={a.side} b={b.side} />
      </article>
    </ProductShell>
  );
}

async function side(ctx: Context, who: Member, where: Where): Promise<{ language: string; side: Side }> {
  const { runId, log, items, status } = await readDecision(ctx, who, where);
  const { state } = await readRun(ctx, who, { meetingId: where.meetingId, runId });
  const t = await getTranslations('again');
  const { protocol, selector, rounds, name } = state.team;
  return {
    language: state.agenda.language,
    side: {
      log: { ...log, status },
      items,
      team: name,
      style: [t(`styles.${protocol}`), t(`styles.${selector.method}`), t('rounds_of', { count: rounds })].join(', '),
      turns: state.turns.length,
      activeMs: state.clock.activeMs,
      microUsd: may(who, 'cost.read') ? state.used.microUsd : null,
    },
  };
}
