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

/** `today` is ISO 8601. */
export async function readExample(id: ExampleId, today: string): Promise<Agenda> {
  return parseAgenda(await readFile(join(process.cwd(), 'lib/examples', `${id}.md`)), today);
}
