import { and, desc, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { artifacts } from '@/db/schema';
import type { Member } from '../context';
import { pageOf, readCursor, timeAndId } from '../cursor';
import type { DataContext } from '../data';
import { runMeant } from '../run-meant';
import { type ArtifactView, listArtifactsSchema } from './schemas';

/** What the meeting's runs (or one of them) produced, newest first, every version, a page at a time. @throws ServiceError `not_found`. */
export async function listArtifacts(
  ctx: DataContext,
  who: Member,
  { meetingId, ...input }: { meetingId: string } & z.input<typeof listArtifactsSchema>,
): Promise<{ artifacts: ArtifactView[]; nextCursor: string | null }> {
  const { runId, cursor, limit } = listArtifactsSchema.parse(input);
  const place = cursor ? readCursor(cursor, timeAndId) : null;
  await runMeant(ctx.db, who.orgId, { meetingId, runId });
  const rows = await ctx.db
    .select()
    .from(artifacts)
    .where(
      and(
        eq(artifacts.orgId, who.orgId),
        eq(artifacts.meetingId, meetingId),
        runId === undefined ? undefined : eq(artifacts.runId, runId),
        place ? sql`(${artifacts.createdAt}, ${artifacts.id}) < (${place[0]}::timestamptz, ${place[1]})` : undefined,
      ),
    )
    .orderBy(desc(artifacts.createdAt), desc(artifacts.id))
    .limit(limit + 1);
  const { page, nextCursor } = pageOf(rows, limit);
  return { artifacts: page.map(viewOf), nextCursor };
}

function viewOf(row: typeof artifacts.$inferSelect): ArtifactView {
  const { id, runId, version, seq, contentHash, body } = row;
  const common = { id, runId, version, seq, contentHash, createdAt: row.createdAt.toISOString() };
  switch (body.kind) {
    case 'decision_log':
      return { ...common, kind: body.kind, body: body.log };
    case 'action_items':
      return { ...common, kind: body.kind, body: body.items };
    case 'summary':
      return { ...common, kind: body.kind, body: body.text };
  }
}
