import { and, desc, eq } from 'drizzle-orm';
import { artifacts } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { runMeant, type Where } from '../run-meant';
import type { ArtifactView } from './schemas';

/** What the meeting's runs (or one of them) produced, newest first, every version. @throws ServiceError `not_found`. */
export async function listArtifacts(
  ctx: DataContext,
  who: Member,
  { meetingId, runId }: Where,
): Promise<{ artifacts: ArtifactView[] }> {
  await runMeant(ctx.db, who.orgId, { meetingId, runId });
  const rows = await ctx.db
    .select()
    .from(artifacts)
    .where(
      and(
        eq(artifacts.orgId, who.orgId),
        eq(artifacts.meetingId, meetingId),
        runId === undefined ? undefined : eq(artifacts.runId, runId),
      ),
    )
    .orderBy(desc(artifacts.createdAt), desc(artifacts.id));
  return { artifacts: rows.map(viewOf) };
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
