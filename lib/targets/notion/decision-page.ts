import { counts } from '@/lib/council/change-task';
import type { ActionItem, DecisionLog, DecisionStatus } from '@/lib/council/decision-log.schema';
import type { ExportedDecision } from '@/lib/ports/export-target';
import { filled } from '../file/decision-words';
import type { Node, Top } from './blocks';
import { alternatives, course, happened, risks } from './decision-parts';
import { type Values, writtenProperties } from './properties';
import type { NotionSettings } from './settings';
import { bullet, capital, labelled, paragraph, percent, under, type Writer, writerFor } from './writer';

/** The decision's row. `person`: the decider in Notion, where they are known there. */
export function decisionValues(exported: ExportedDecision, person: string | null): Values<'decisions'> {
  const { log, meeting, key, links } = exported;
  const { word } = writerFor(exported);
  const at = log.settlement?.at ?? log.confirmation?.at ?? null;
  return {
    title: { text: log.title || log.question || meeting.title },
    status: { text: capital(word(log.status)), status: log.status },
    decider: { text: log.decider, person },
    date: { date: at },
    confidence: { number: log.confidence, text: log.confidence === null ? '' : percent(log.confidence) },
    review_date: { date: log.review_date },
    meeting_id: { text: meeting.id },
    key: { text: key },
    link: { text: links.decision },
  };
}

const looks: Record<DecisionStatus, Pick<Top, 'emoji' | 'color'>> = {
  draft: { emoji: '📝', color: 'gray_background' },
  proposed: { emoji: '📝', color: 'gray_background' },
  accepted: { emoji: '✅', color: 'green_background' },
  rejected: { emoji: '⛔', color: 'gray_background' },
  deferred: { emoji: '⏳', color: 'gray_background' },
  escalated: { emoji: '🙋', color: 'yellow_background' },
  superseded: { emoji: '↩️', color: 'gray_background' },
};

/** What the page says: the decision first, then why, then how it was come to; who reads on finds every source. */
export function decisionNodes(exported: ExportedDecision, settings: NotionSettings): Node[] {
  const { log, summary } = exported;
  const it = writerFor(exported);
  const { w, p } = it;
  const names = new Map(log.alternatives.map((one) => [one.id, one.name]));
  const warnings = [...(log.scripted ? [w.scripted] : []), ...(log.incomplete ? [w.incomplete] : [])];
  return [
    { kind: 'paragraph', text: labelled(w.question, log.question) },
    { kind: 'callout', text: decided(log, w), ...looks[log.status] },
    ...warnings.map((text): Top => ({ kind: 'callout', text, emoji: '⚠️', color: 'yellow_background' })),
    ...facts(exported, it, settings),
    ...under(
      w.contradicts,
      log.contradicts.map((one) => bullet(labelled(one.title, one.why))),
    ),
    ...under(
      w.missing,
      log.missing.map(({ code, subject }) =>
        bullet(capital(it.word(code)) + (subject ? ` (${names.get(subject) ?? subject})` : '')),
      ),
    ),
    ...under(w.summary, summary ? [paragraph(summary)] : []),
    ...happened(log, it),
    ...under(w.rationale, it.claims(log.rationale)),
    ...alternatives(log, it),
    ...risks(log, it),
    ...under(
      w.dissent,
      log.dissent.map((one) => {
        const point = it.claim(one, [{ text: `${one.seat}, ${it.word(one.severity)}: `, bold: true }]);
        if (one.answered_by.length === 0) return point;
        const answer = [' ', `(${w.answered} `, ...it.cites({ turns: one.answered_by, facts: [] }), ')'];
        return { ...point, text: [...(Array.isArray(point.text) ? point.text : [point.text]), ...answer] };
      }),
    ),
    ...tasks(exported, it, settings),
    ...under(w.assumptions, log.assumptions.map(bullet)),
    ...under(w.open, log.open_questions.map(bullet)),
    ...course(log, it),
    ...under(w.signature, signature(log, it)),
    { kind: 'divider' },
    { kind: 'paragraph', text: [{ text: p.open, link: exported.links.decision }] },
    { kind: 'paragraph', text: provenance(log, it), color: 'gray' },
  ];
}

function decided({ alternatives: all, chosen, statement }: DecisionLog, w: Writer['w']) {
  const name = all.find((one) => one.id === chosen)?.name;
  if (name === undefined) return statement || w.none;
  return statement.includes(name) ? [{ text: statement, bold: true }] : labelled(name, statement);
}

/** What a reader must know beside the page's own properties: those are not said twice. */
function facts(exported: ExportedDecision, { w, word, date }: Writer, { decisions }: NotionSettings): Node[] {
  const { log } = exported;
  const written = decisions ? writtenProperties(decisions, decisionValues(exported, null)) : [];
  // Whether Notion knows a person shows only there: the name stands in the text.
  const shown = new Set(written.filter(({ property }) => property.type !== 'people').map(({ field }) => field));
  const { settlement, supersedes, superseded_by: by } = log;
  const behalf = settlement?.on_behalf_of ? ` ${filled(w.behalf, { decider: settlement.on_behalf_of })}` : '';
  const until = log.deferred_until ? ` (${w.until} ${date(log.deferred_until)})` : '';
  const takes = log.status === 'accepted' ? w.replaces : w.supersedes;
  const lines: ([label: string, text: string] | null)[] = [
    shown.has('status') && !until ? null : [w.status, `${word(log.status)}${until}`],
    settlement && [w.settled, `${settlement.by}${behalf}, ${date(settlement.at)}`],
    settlement?.note ? [w.note, settlement.note] : null,
    shown.has('decider') ? null : [w.decider, log.decider],
    log.taken ? null : [w.reversibility, word(log.reversibility)],
    shown.has('confidence') || log.confidence === null ? null : [w.confidence, percent(log.confidence)],
    shown.has('review_date') || log.review_date === null ? null : [w.review, date(log.review_date)],
    log.kill_criterion ? [w.kill, log.kill_criterion] : null,
  ];
  return [
    ...lines.flatMap((one) => (one ? [bullet(labelled(...one))] : [])),
    ...(supersedes === null ? [] : [bullet(filled(takes, { version: supersedes }))]),
    ...(by === null ? [] : [bullet(filled(w.round, { run: by }))]),
  ];
}

/** Which tasks there are. Where they have a database of their own, what changes about them is kept there alone. */
function tasks(
  { log, items }: ExportedDecision,
  { w, p, word, date }: Writer,
  { tasks: place }: NotionSettings,
): Node[] {
  const line = (one: ActionItem) =>
    place
      ? bullet(one.title)
      : bullet([
          { text: one.title, bold: true },
          ` (${[one.owner ?? w.unassigned, one.due ? `${w.due} ${date(one.due)}` : '', word(one.priority)].filter(Boolean).join(', ')})`,
        ]);
  const of = (kind: ActionItem['kind']) => sure.filter((one) => one.kind === kind).map(line);
  const sure = items.filter(counts);
  const rest = of(null);
  const grouped: Node[] = [
    ...(['prevent', 'detect', 'mitigate'] as const).flatMap((kind): Node[] => {
      const found = of(kind);
      return [{ kind: 'heading_3', text: w.kinds[kind] }, ...(found.length > 0 ? found : [paragraph(w.no_action)])];
    }),
    ...(rest.length > 0 ? [{ kind: 'heading_3' as const, text: w.kinds.other }, ...rest] : []),
  ];
  const where: Node[] = place
    ? [paragraph([p.kept, place.url === null ? place.title : { text: place.title, link: place.url }, '.'])]
    : [];
  return sure.length === 0 ? [] : under(w.tasks, [...where, ...(log.incident ? grouped : sure.map(line))]);
}

const signature = ({ confirmation: by }: DecisionLog, { w, date }: Writer): Node[] =>
  by
    ? [
        paragraph(filled(w.signed, { member: by.member, at: date(by.at) })),
        { ...paragraph(`SHA-256 ${by.sha256}`), color: 'gray' },
      ]
    : [];

function provenance(log: DecisionLog, { w, p }: Writer): string {
  const models = log.scripted ? p.by_scripted : filled(p.by_models, { models: log.models.join(', ') });
  const who = log.taken?.provider === 'rules' ? w.rules : models;
  const { version, run_id: run, content_hash: hash } = log;
  return `${who}. ${filled(p.protocol, { version: log.protocol_version })}. ${filled(p.stamp, { version, run, hash })}`;
}
