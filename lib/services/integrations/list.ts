import { and, count, eq, inArray } from 'drizzle-orm';
import { exportRows, users } from '@/db/schema';
import { may } from '@/lib/auth/permissions';
import type { Language } from '@/lib/council/agenda.schema';
import { notionSettingsSchema } from '@/lib/targets/notion/settings';
import type { Member } from '../context';
import type { DataContext, Executor } from '../data';
import { sentence } from '../sentences';
import { findIntegration, type IntegrationRow, integrationsOf } from './rows';
import type { AdministeredIntegration, Integration, IntegrationList } from './schemas';

type Ctx = Pick<DataContext, 'db' | 'env'>;

/** What the organisation has connected; who may not change it sees labels, targets and states. */
export async function listIntegrations(ctx: Ctx, who: Member, language: Language): Promise<IntegrationList> {
  const rows = await integrationsOf(ctx.db, who.orgId);
  if (!may(who, 'integration.change')) return { integrations: rows.map(briefly), ways: [] };
  return { integrations: await administered(ctx.db, who.orgId, rows, language), ways: waysOf(ctx) };
}

/** The same for who may change them. */
export const administeredIntegrations = async (ctx: Ctx, who: Member, language: Language) => ({
  integrations: await administered(ctx.db, who.orgId, await integrationsOf(ctx.db, who.orgId), language),
  ways: waysOf(ctx),
});

/** How another one can be connected on this deployment. */
export const waysOf = ({ env }: Pick<Ctx, 'env'>): IntegrationList['ways'] => [
  ...(env.NOTION_OAUTH_CLIENT_ID ? (['sign_in'] as const) : []),
  'token',
  ...(env.XIO_SECRETS_DIR ? (['outside'] as const) : []),
];

/** One of them, as much as the reader may see. @throws ServiceError `not_found`. */
export async function readIntegration(
  { db }: Pick<Ctx, 'db'>,
  who: Member,
  { id, language }: { id: string; language: Language },
): Promise<Integration> {
  const row = await findIntegration(db, who.orgId, id);
  return may(who, 'integration.change') ? administeredOne(db, row, language) : briefly(row);
}

/** One of them, with what administrators see. */
export async function administeredOne(
  db: Pick<Executor, 'select'>,
  row: IntegrationRow,
  language: Language,
): Promise<AdministeredIntegration> {
  const [found] = await administered(db, row.orgId, [row], language);
  if (!found) throw new Error(`Integration ${row.id} is not among itself`);
  return found;
}

const briefly = ({ id, label, target, state }: IntegrationRow): Integration => ({
  id,
  target,
  label,
  state,
  settings: null,
});

/** What a Notion integration keeps of its own; one that is new keeps nothing yet. */
export const notionSettingsOf = ({ settings }: Pick<IntegrationRow, 'settings'>) =>
  notionSettingsSchema.safeParse(settings).data ?? {
    workspace: { id: null, name: null },
    decisions: null,
    tasks: null,
  };

async function administered(
  db: Pick<Executor, 'select'>,
  orgId: string,
  rows: IntegrationRow[],
  language: Language,
): Promise<AdministeredIntegration[]> {
  if (rows.length === 0) return [];
  const ids = rows.flatMap((row) => [row.createdBy, row.changedBy]).filter((one) => one !== null);
  const people = ids.length > 0 ? await db.select().from(users).where(inArray(users.id, ids)) : [];
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? null;
  const waiting = await db
    .select({ id: exportRows.integrationId, exports: count() })
    .from(exportRows)
    .where(and(eq(exportRows.orgId, orgId), inArray(exportRows.state, ['waiting', 'sending'])))
    .groupBy(exportRows.integrationId);
  return rows.map((row) => {
    const { workspace, decisions, tasks } = notionSettingsOf(row);
    return {
      ...briefly(row),
      settings: {
        version: row.version,
        secret: secretShown(row),
        reason: row.reason && { code: row.reason.code, text: sentence(language, row.reason.code, row.reason.args) },
        workspace: workspace.name,
        decisions,
        tasks,
        waiting: waiting.find((one) => one.id === row.id)?.exports ?? 0,
        createdAt: row.createdAt.toISOString(),
        createdBy: nameOf(row.createdBy),
        changedAt: row.changedAt.toISOString(),
        changedBy: nameOf(row.changedBy),
      },
    };
  });
}

function secretShown({ secretName, secretSealed, secretHint }: IntegrationRow) {
  if (secretName !== null) return { kind: 'outside' as const, hint: secretName };
  return secretSealed === null ? { kind: 'none' as const, hint: null } : { kind: 'kept' as const, hint: secretHint };
}
