import { orgTemplates } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { answerOnce } from '../idempotency';
import { checkBody } from './check';
import { readTemplate } from './read';
import { type NewTemplate, type TemplateDetail, templateDetailSchema } from './schemas';

const longest = 80;
const copied = { en: ' (copy)', ru: ' (копия)' } as const;

/**
 * Makes an organisation's own template from any other, as it is or with another body. With an idempotency key, a
 * repetition gets the first one.
 * @throws ServiceError `not_found`; `invalid` for a body that no council could be held by.
 */
export async function copyTemplate(ctx: DataContext, who: Member, input: NewTemplate): Promise<TemplateDetail> {
  const { idempotencyKey, ...wanted } = input;
  if (idempotencyKey === undefined) return copy(ctx, who, wanted);
  const asked = { key: idempotencyKey, request: ['copyTemplate', wanted] };
  const { body } = await answerOnce(ctx, who, asked, async (inner) => ({
    status: 201,
    body: await copy(inner, who, wanted),
  }));
  return templateDetailSchema.parse(body);
}

async function copy(ctx: DataContext, who: Member, { from, body: given }: NewTemplate): Promise<TemplateDetail> {
  const source = await readTemplate(ctx, who, { templateId: from });
  const { kind } = source;
  const body = given ?? { ...source.body, name: { en: named(source.name.en, 'en'), ru: named(source.name.ru, 'ru') } };
  await checkBody(ctx, who, kind, body);
  return ctx.db.transaction(async (tx) => {
    const { orgId, userId } = who;
    const values = { orgId, kind, body, createdBy: userId, changedBy: userId };
    const [row] = await tx.insert(orgTemplates).values(values).returning({ id: orgTemplates.id });
    if (!row) throw new ServiceError('unavailable', 'unavailable');
    await audit(tx, who, 'template.create', { type: 'template', id: row.id }, { from, name: body.name.en });
    return readTemplate({ db: tx }, who, { templateId: row.id });
  });
}

const named = (name: string, language: keyof typeof copied) =>
  `${name.slice(0, longest - copied[language].length).trimEnd()}${copied[language]}`;
