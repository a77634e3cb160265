import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Agenda } from '@/lib/council/agenda.schema';
import { parseAgenda } from '@/lib/services/agendas/parse';

/** The agendas that come with the product, in the order in which they are offered. */
export const exampleIds = [
  'dockershim-removal',
  'gitlab-2017-incident',
  'school-meals',
  'billing-monolith.ru',
] as const;
export type ExampleId = (typeof exampleIds)[number];

const fileOf = (id: ExampleId) => readFile(join(process.cwd(), 'lib/examples', `${id}.md`), 'utf8');

/** `today` is ISO 8601, or an instant. */
export async function readExample(id: ExampleId, today: string | Date): Promise<Agenda> {
  return parseAgenda(await fileOf(id), today);
}

/** An example as its file, to be changed before it is held. */
export async function exampleText(id: ExampleId, today: string) {
  const text = await fileOf(id);
  const { title, language } = parseAgenda(text, today);
  return { id, title, language, text };
}
