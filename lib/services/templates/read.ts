import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { asKind, builtIn, findOwn } from './rows';
import type { TemplateDetail } from './schemas';

/** One template, of the product or of the organisation, also an archived one. @throws ServiceError `not_found`. */
export async function readTemplate(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { templateId }: { templateId: string },
): Promise<TemplateDetail> {
  const kind = asKind(templateId);
  const found = kind ? builtIn(kind) : await findOwn(ctx.db, who.orgId, templateId);
  if (!found) throw new ServiceError('not_found', 'template.not_found');
  return found;
}
