import { and, eq, sql } from 'drizzle-orm';
import { transcriptChunks, transcripts } from '@/db/schema';
import type { ModelRef } from '@/lib/council/team.schema';
import type { Context } from '../context';
import { offersTo } from '../models/rows';
import { wayTo } from '../models/way';
import { hasSpentItAll } from '../quotas/runs';
import type { ModelReading, ReadPart } from './asking';
import { type Claimed, keepClaim } from './claim';

/**
 * A model's reading of a claimed transcript: each part is kept with what it cost, in the transaction that renews the claim,
 * and paid for out of the organisation's quotas and the limit of one transcript.
 */
export async function readingOf(ctx: Context, claimed: Claimed, model: ModelRef): Promise<ModelReading> {
  const { db, env, speech, clock } = ctx;
  const { orgId, meetingId } = claimed.transcript;
  const offer = (await offersTo(ctx, db, orgId))(model);
  const { price, priced } = offer.ok ? offer : { price: { input: 0, output: 0 }, priced: true };
  let { microUsd } = claimed.transcript;
  return {
    model,
    speech,
    clock,
    price,
    way: () => wayTo(ctx, orgId, model),
    known: await readBefore(db, claimed),
    ended: claimed.transcript.reason?.code ?? null,
    async keep(chunk, { read, usage }) {
      await db.transaction(async (tx) => {
        await keepClaim(tx, claimed);
        const kept =
          read.answer === null
            ? { answer: null, why: read.why }
            : {
                answer: { ...read.answer, ...(read.title !== undefined && { title: read.title }) },
                dropped: read.dropped,
                mended: read.mended,
              };
        await tx.insert(transcriptChunks).values({ orgId, meetingId, chunk, usage, ...kept });
        const tokens = usage.inputTokens + usage.outputTokens;
        await tx
          .update(transcripts)
          // Whoever comes this far has not died of it.
          .set({
            tokens: sql`tokens + ${tokens}`,
            microUsd: sql`micro_usd + ${usage.microUsd}`,
            priced: sql`priced and ${priced}`,
            attempts: 0,
          })
          .where(and(eq(transcripts.orgId, orgId), eq(transcripts.meetingId, meetingId)));
      });
      microUsd += usage.microUsd;
    },
    async forbids(next) {
      const offered = (await offersTo(ctx, db, orgId))(model);
      if (!offered.ok) return offered.reason.code;
      if (microUsd + next.microUsd > env.XIO_QUOTAS.organisation.usd_a_transcript * 1e6) return 'minutes.budget';
      return (await hasSpentItAll(env, db, orgId, next)) ? 'minutes.quota' : null;
    },
    onProgress: (done, parts) => keepClaim(db, claimed, { done, parts }),
  };
}

async function readBefore(db: Context['db'], { transcript }: Claimed): Promise<Map<number, ReadPart>> {
  const { orgId, meetingId } = transcript;
  const rows = await db
    .select()
    .from(transcriptChunks)
    .where(and(eq(transcriptChunks.orgId, orgId), eq(transcriptChunks.meetingId, meetingId)));
  return new Map(
    rows.map(({ chunk, answer, usage, dropped, mended, why }): [number, ReadPart] => {
      if (answer === null) return [chunk, { read: { answer, why: why ?? 'model.empty' }, usage }];
      const { title, ...rest } = answer;
      return [chunk, { read: { answer: rest, dropped, mended, ...(title !== undefined && { title }) }, usage }];
    }),
  );
}
