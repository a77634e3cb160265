import { and, eq } from 'drizzle-orm';
import { orgTemplates, users } from '@/db/schema';
import { type TemplateId, templateSchema } from '@/lib/council/agenda.schema';
import { templateOf } from '@/lib/council/templates';
import { bodyOf } from '@/lib/council/templates/body';
import type { TemplateBody } from '@/lib/council/templates/body.schema';
import type { Executor } from '../data';
import type { TemplateDetail, TemplateSummary } from './schemas';

export const inOrganisation = (orgId: string, templateId: string) =>
  and(eq(orgTemplates.orgId, orgId), eq(orgTemplates.id, templateId));

type Row = typeof orgTemplates.$inferSelect;

function summaryOf(
  kind: TemplateId,
  body: TemplateBody,
): Omit<TemplateSummary, 'id' | 'own' | 'version' | 'archivedAt'> {
  return {
    kind,
    name: body.name,
    purpose: body.purpose,
    protocol: body.team.protocol,
    experts: body.team.seats.filter((seat) => seat.role === 'expert').length,
    criteria: body.criteria.length,
    minutes: body.team.limits.active_minutes,
  };
}

export function ownSummary(row: Pick<Row, 'id' | 'kind' | 'body' | 'version' | 'archivedAt'>): TemplateSummary {
  const { id, kind, body, version, archivedAt } = row;
  return { id, own: true, ...summaryOf(kind, body), version, archivedAt: archivedAt?.toISOString() ?? null };
}

/** A template of the product; its id is its kind. */
export function builtIn(kind: TemplateId): TemplateDetail {
  const body = bodyOf(templateOf(kind));
  const nobody = { archivedAt: null, changedAt: null, changedBy: null };
  return { id: kind, own: false, ...summaryOf(kind, body), version: 1, body, ...nobody };
}

export const asKind = (id: string): TemplateId | null => templateSchema.safeParse(id).data ?? null;

/** An organisation's own template, also an archived one; null for another's. */
export async function findOwn(db: Executor, orgId: string, templateId: string): Promise<TemplateDetail | null> {
  const [found] = await db
    .select({ row: orgTemplates, changedBy: { userId: users.id, name: users.name } })
    .from(orgTemplates)
    .leftJoin(users, eq(users.id, orgTemplates.changedBy))
    .where(inOrganisation(orgId, templateId));
  if (!found) return null;
  const { row, changedBy } = found;
  return { ...ownSummary(row), body: row.body, changedAt: row.changedAt.toISOString(), changedBy };
}
