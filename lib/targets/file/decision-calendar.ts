import ical from 'ical-generator';
import type { ExportedDecision } from '@/lib/ports/export-target';
import { codeWord, decisionWords } from './decision-words';

const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The dates of a decision and its open tasks as a calendar of whole days (RFC 5545). An event's id is its artifact's
 * key, so that a later export moves it instead of doubling it. `now`: ms since 1970.
 */
export function decisionToCalendar({ key, log, items, language, links }: ExportedDecision, now: number): string {
  const w = decisionWords[language];
  const calendar = ical({
    name: log.title,
    prodId: { company: 'XIO', product: 'XIO', language: language.toUpperCase() },
  });
  const add = (id: string, sequence: number, date: string | null, summary: string, said: string[]) => {
    if (!date || !day.test(date)) return;
    const description = said.filter(Boolean).join('\n');
    const url = links.decision;
    calendar.createEvent({ id, sequence, start: date, allDay: true, stamp: new Date(now), summary, description, url });
  };
  add(`${key}:review`, log.version, log.review_date, `${w.review_event}: ${log.title}`, [log.statement]);
  add(`${key}:until`, log.version, log.deferred_until, `${w.until_event}: ${log.title}`, [log.question]);
  for (const item of items) {
    if (item.status === 'done' || item.status === 'dropped') continue;
    const owner = `${w.owner}: ${item.owner ?? w.unassigned}`;
    add(item.idempotency_key, item.version, item.due, item.title, [
      owner,
      item.acceptance && `${w.done}: ${item.acceptance}`,
      codeWord(language, item.priority),
    ]);
  }
  return `${calendar.toString()}\r\n`;
}
