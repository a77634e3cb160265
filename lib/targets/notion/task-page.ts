import type { ExportedTask } from '@/lib/ports/export-target';
import type { Node } from './blocks';
import type { Values } from './properties';
import type { NotionPlace } from './settings';
import { bullet, capital, labelled, paragraph, under, writerFor } from './writer';

/** The task's row. `person`: the owner in Notion, where they are known there. */
export function taskValues(exported: ExportedTask, person: string | null): Values<'tasks'> {
  const { item, key, links, decisionExternalId } = exported;
  const { p, word } = writerFor(exported);
  const [turn] = item.turns;
  return {
    title: { text: item.title },
    status: { text: p.task[item.status], status: item.status },
    owner: { text: item.owner ?? '', person },
    owner_name: { text: person === null ? (item.owner ?? '') : '' },
    due: { date: item.due },
    priority: { text: capital(word(item.priority)) },
    acceptance: { text: item.acceptance },
    ...(decisionExternalId === null ? {} : { decision: { page: decisionExternalId } }),
    key: { text: key },
    source: { text: turn === undefined ? links.decision : links.turn(turn) },
  };
}

/** What the page says: when it is done, where it comes from, and what was said about it. */
export function taskNodes(exported: ExportedTask, { properties: shown }: NotionPlace): Node[] {
  const { item, log, links } = exported;
  const it = writerFor(exported);
  const { w, p, word, date } = it;
  const said = [item.owner_said, item.due_said].filter(
    (one) => one !== null && one !== '' && one !== item.owner && one !== item.due,
  );
  const lines: ([label: string, text: string] | null)[] = [
    shown.owner?.type === 'rich_text' || shown.owner_name ? null : [w.owner, item.owner ?? w.unassigned],
    shown.due || !item.due ? null : [capital(w.due), date(item.due)],
    shown.priority ? null : [p.priority, word(item.priority)],
    item.kind ? [p.purpose, w.kinds[item.kind]] : null,
    said.length > 0 ? [p.said, said.join('; ')] : null,
  ];
  return [
    ...(item.acceptance ? under<Node>(w.done, [paragraph(item.acceptance)]) : []),
    ...(item.note ? under<Node>(w.note, [paragraph(item.note)]) : []),
    ...lines.flatMap((one) => (one ? [bullet(labelled(...one))] : [])),
    ...(item.quote || item.turns.length + item.facts.length > 0 ? under<Node>(p.as_said, [it.quote(item)]) : []),
    ...under<Node>(p.also, item.also.map(bullet)),
    ...under<Node>(
      w.contradicts,
      item.contradicts.map((one) => bullet(labelled(one.title, one.why))),
    ),
    { kind: 'divider' },
    { kind: 'paragraph', text: labelled(w.decision, [{ text: log.title, link: links.decision }]) },
    ...(log.scripted ? [{ kind: 'paragraph' as const, text: w.scripted, color: 'gray' as const }] : []),
  ];
}
