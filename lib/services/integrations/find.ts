import { findPlaces } from '@/lib/targets/notion/places';
import type { Member } from '../context';
import { type NotionContext, withCalls } from './calls';
import { findIntegration } from './rows';
import type { FindPlaces } from './schemas';

/**
 * Pages or data sources that an integration can see, by title or by address, a page at a time.
 * @throws ServiceError `not_found`; then what Notion answers: one that it can't see says how to share it.
 */
export async function findIntegrationPlaces(ctx: NotionContext, who: Member, { id, kind, query, cursor }: FindPlaces) {
  const row = await findIntegration(ctx.db, who.orgId, id);
  return withCalls(ctx, row, (calls) => findPlaces(calls, { kind, query, cursor: cursor ?? null }));
}
