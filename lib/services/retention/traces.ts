import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import { meetings } from '@/db/schema';
import type { Erased } from '@/lib/council/erase';
import { formsOf } from '@/lib/council/name-forms';
import type { Executor } from '../data';

/** What `LIKE` has to find before it is looked at word by word: the part of the name's longest word that no case changes. */
function likely(name: string): string {
  const words = name.trim().toLowerCase().split(/\s+/);
  const [longest = ''] = words.toSorted((a, b) => b.length - a.length);
  const forms = [...formsOf(longest.replaceAll('ё', 'е'))];
  const [first = ''] = forms;
  let stem = first.length;
  while (!forms.every((form) => form.startsWith(first.slice(0, stem)))) stem -= 1;
  return `%${first
    .slice(0, stem)
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('е', '_')}%`;
}

/** Whether a text may name the person. */
export function anyOf({ userId, names }: Pick<Erased, 'userId' | 'names'>, text: SQL): SQL {
  const patterns = sql.param([...names.map(likely), ...(userId === null ? [] : [`%${userId}%`])]);
  return sql`${text} ilike any(${patterns}::text[])`;
}

/** Whether a meeting holds anything that may be about the person; what does is looked at more closely when it is erased. */
export function mayName(person: Pick<Erased, 'userId' | 'names'>): SQL {
  const any = (text: SQL) => anyOf(person, text);
  return sql`(${any(sql`${meetings.agenda}::text`)}
    or exists (select from runs r join run_events e on e.run_id = r.id
      where r.meeting_id = ${meetings.id} and ${any(sql`e.payload::text`)})
    or exists (select from runs r join turn_texts t on t.run_id = r.id
      where r.meeting_id = ${meetings.id} and ${any(sql`t.text`)})
    or exists (select from transcript_turns t where t.meeting_id = ${meetings.id}
      and (${any(sql`t.text`)} or ${any(sql`t.speaker`)}))
    or exists (select from notifications n where n.meeting_id = ${meetings.id} and ${any(sql`n.args::text`)}))`;
}

/** The next meetings that may hold something about the person, by their ids. */
export function meetingsNaming(
  db: Executor,
  orgId: string,
  person: Pick<Erased, 'userId' | 'names'>,
  after: string,
  limit: number,
) {
  return db
    .select({ id: meetings.id })
    .from(meetings)
    .where(and(eq(meetings.orgId, orgId), gt(meetings.id, after), mayName(person)))
    .orderBy(asc(meetings.id))
    .limit(limit);
}
