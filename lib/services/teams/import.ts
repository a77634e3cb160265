import { z } from 'zod';
import { type Language, languageSchema } from '@/lib/council/agenda.schema';
import { templateOf } from '@/lib/council/templates';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { offersTo, usualModel } from '../models/rows';
import { type Imported, importAutogen } from './import-autogen';

export const importSchema = z.strictObject({ text: z.string().max(512 * 1024), language: languageSchema });

/**
 * What a file of AutoGen Studio would be as a team here; nothing is saved. What it lacks comes from the general
 * template, in `language`.
 * @throws ServiceError `invalid` where it is no such file.
 */
export async function importTeam(
  ctx: Pick<DataContext, 'db' | 'env' | 'speech'>,
  who: Member,
  { text, language }: { text: string; language: Language },
): Promise<Imported> {
  const base = templateOf('general').team(language, await usualModel(ctx, ctx.db, who.orgId));
  const offers = await offersTo(ctx, ctx.db, who.orgId);
  return importAutogen(text, { base, ready: (model) => offers(model).ok });
}
