import { z } from 'zod';
import { type Language, languageSchema } from '@/lib/council/agenda.schema';
import { templateOf } from '@/lib/council/templates';
import type { DataContext } from '../data';
import { type Imported, importAutogen } from './import-autogen';
import { isConnected } from './rows';
import { defaultModel } from './template-team';

export const importSchema = z.strictObject({ text: z.string().max(512 * 1024), language: languageSchema });

/**
 * What a file of AutoGen Studio would be as a team here; nothing is saved. What it lacks comes from the general
 * template, in `language`.
 * @throws ServiceError `invalid` where it is no such file.
 */
export function importTeam(
  { env }: Pick<DataContext, 'env'>,
  { text, language }: { text: string; language: Language },
): Imported {
  const base = templateOf('general').team(language, defaultModel(env));
  return importAutogen(text, { base, ready: ({ provider }) => isConnected(env, provider) });
}
