import { integrations } from '@/db/schema';
import { ExportFailure } from '@/lib/ports/export-target';
import { type Calls, notionCalls } from '@/lib/targets/notion/calls';
import type { Context } from '../context';
import { type ErrorCode, ServiceError } from '../errors';
import { accessBy } from './access';
import { type IntegrationRow, integrationOf } from './rows';

export type NotionContext = Pick<Context, 'db' | 'vault' | 'env' | 'clock'>;

/** Calls of Notion with this token. */
export const callsWith = ({ env, clock }: Pick<Context, 'env' | 'clock'>, secret: string): Calls =>
  notionCalls({ secret, baseUrl: env.XIO_NOTION_URL, now: clock.now, wait: (ms) => clock.wait(ms) });

/** What an administrator does with an integration. One that Notion refuses is broken from then on, with why. */
export async function withCalls<T>(
  ctx: NotionContext,
  row: IntegrationRow,
  work: (calls: Calls) => Promise<T>,
): Promise<T> {
  try {
    const { secret } = await accessBy(ctx, row);
    return await work(callsWith(ctx, secret ?? ''));
  } catch (error) {
    if (!(error instanceof ExportFailure)) throw error;
    // A page that can't be seen says nothing of the integration itself.
    if (error.blames === 'access' && refusesAll.has(error.reason.code) && row.state !== 'new') {
      await breakIntegration(ctx, row, error.reason);
    }
    throw toldAs(error);
  }
}

const refusesAll: ReadonlySet<string> = new Set([
  'export.token_refused',
  'export.secret_unreadable',
  'export.secret_not_there',
]);

const breakIntegration = (
  { db }: Pick<Context, 'db'>,
  { orgId, id }: IntegrationRow,
  reason: IntegrationRow['reason'],
) => db.update(integrations).set({ state: 'broken', reason }).where(integrationOf(orgId, id));

/** A failure of the target as a refusal of ours. */
export function toldAs({ reason, blames }: ExportFailure): ServiceError {
  const { code, args = {} } = reason;
  const kind: ErrorCode = blames === 'service' ? 'unavailable' : 'invalid';
  return new ServiceError(kind, code, args);
}
