import type { Agenda } from '@/lib/council/agenda.schema';
import { criteriaFrom } from '@/lib/council/templates/body';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { readTemplate } from './read';
import type { TemplateDetail } from './schemas';

/** A template that a meeting may be made from. @throws ServiceError `not_found`, `conflict` for an archived one. */
export async function usableTemplate(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  templateId: string,
): Promise<TemplateDetail> {
  const template = await readTemplate(ctx, who, { templateId });
  if (template.archivedAt) throw new ServiceError('conflict', 'template.archived');
  return template;
}

/** An agenda as held by a template: of its kind, and by its criteria where it states none. */
export function agendaBy({ kind, body }: TemplateDetail, agenda: Agenda): Agenda {
  const criteria = agenda.criteria.length > 0 ? agenda.criteria : criteriaFrom(body, agenda.language);
  return { ...agenda, template: kind, criteria };
}
