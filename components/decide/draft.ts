import type { Changes } from '@/lib/council/changes.schema';
import type { Claim, DecisionLog, LogAlternative } from '@/lib/council/decision-log.schema';

type LogRisk = DecisionLog['risks'][number];

/** What a form needs of a log; the rest of it stays on the server. */
export type Editable = Pick<
  DecisionLog,
  | 'version'
  | 'status'
  | 'title'
  | 'statement'
  | 'chosen'
  | 'assumptions'
  | 'open_questions'
  | 'review_date'
  | 'kill_criterion'
> & {
  alternatives: Pick<LogAlternative, 'id' | 'name' | 'summary'>[];
  rationale: Pick<Claim, 'text'>[];
  risks: Pick<LogRisk, 'id' | 'text' | 'likelihood' | 'impact' | 'early_signal' | 'mitigation' | 'owner'>[];
};

/** A log without what no form shows. */
export function editableOf(log: DecisionLog): Editable {
  const { version, status, title, statement, chosen, assumptions, open_questions, review_date, kill_criterion } = log;
  return {
    ...{ version, status, title, statement, chosen, assumptions, open_questions, review_date, kill_criterion },
    alternatives: log.alternatives.map(({ id, name, summary }) => ({ id, name, summary })),
    rationale: log.rationale.map(({ text }) => ({ text })),
    risks: log.risks.map(({ id, text, likelihood, impact, early_signal, mitigation, owner }) => ({
      ...{ id, text, likelihood, impact, early_signal, mitigation, owner },
    })),
  };
}

/** A line of the rationale; `from` is its place in the version that is changed, null where a person adds it. */
export interface ReasonRow {
  key: number;
  from: number | null;
  text: string;
}
/** A risk as it is typed; without an id it is added. */
export interface RiskRow {
  key: number;
  id: string | null;
  text: string;
  likelihood: string;
  impact: string;
  early_signal: string;
  mitigation: string;
  owner: string;
}
/** Dissent is only ever added; no seat: the person's own. */
export interface DissentRow {
  key: number;
  text: string;
  seat: string;
  severity: 'concern' | 'block';
}

/** A decision log as a form holds it: what people can change, as text. */
export interface Draft {
  title: string;
  statement: string;
  chosen: string;
  rationale: ReasonRow[];
  risks: RiskRow[];
  assumptions: string;
  open_questions: string;
  review_date: string;
  kill_criterion: string;
  dissent: DissentRow[];
}
export type DraftPart = keyof Draft;

/** In the order of the form. */
export const draftParts = [
  'title',
  'statement',
  'chosen',
  'rationale',
  'risks',
  'assumptions',
  'open_questions',
  'review_date',
  'kill_criterion',
  'dissent',
] as const satisfies readonly DraftPart[];

/** The form as it opens on a log. */
export function draftOf(log: Editable): Draft {
  return {
    title: log.title,
    statement: log.statement,
    chosen: log.chosen ?? '',
    rationale: log.rationale.map(({ text }, from) => ({ key: from, from, text })),
    risks: log.risks.map((one, key) => ({
      key,
      id: one.id,
      text: one.text,
      likelihood: String(one.likelihood),
      impact: String(one.impact),
      early_signal: one.early_signal,
      mitigation: one.mitigation,
      owner: one.owner ?? '',
    })),
    assumptions: log.assumptions.join('\n'),
    open_questions: log.open_questions.join('\n'),
    review_date: log.review_date ?? '',
    kill_criterion: log.kill_criterion,
    dissent: [],
  };
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*[-*•]\s*/, '').trim())
    .filter(Boolean);

/** A part in one text, for showing it and for telling whether it differs. */
export function textOf(draft: Draft, part: DraftPart, log: Editable): string {
  switch (part) {
    case 'chosen':
      return log.alternatives.find((one) => one.id === draft.chosen)?.name ?? '';
    case 'rationale':
      return draft.rationale.map((one) => one.text.trim()).join('\n');
    case 'risks':
      return draft.risks
        .map(({ text, likelihood, impact, early_signal, mitigation, owner }) =>
          [`${text.trim()} (${likelihood} × ${impact})`, early_signal, mitigation, owner].filter(Boolean).join('; '),
        )
        .join('\n');
    case 'assumptions':
    case 'open_questions':
      return linesOf(draft[part]).join('\n');
    case 'dissent':
      return draft.dissent.map((one) => one.text.trim()).join('\n');
    default:
      return draft[part].trim();
  }
}

/** Parts that read differently in the two. */
export function changedParts(one: Draft, other: Draft, log: Editable): DraftPart[] {
  return draftParts.filter((part) => textOf(one, part, log) !== textOf(other, part, log));
}

/** What the form asks the service to change of `log`: only parts that read differently from it. */
export function changesOf(draft: Draft, log: Editable): Changes {
  const changed = new Set(changedParts(draftOf(log), draft, log));
  const filled = <T extends { text: string }>(rows: T[]) => rows.filter((row) => row.text.trim());
  return {
    ...(changed.has('title') && { title: draft.title }),
    ...(changed.has('statement') && { statement: draft.statement }),
    ...(changed.has('chosen') && { chosen: draft.chosen || null }),
    ...(changed.has('rationale') && {
      rationale: filled(draft.rationale).map(({ from, text }) => ({ ...(from !== null && { from }), text })),
    }),
    ...(changed.has('risks') && { risks: draft.risks.flatMap((row) => riskChange(row, log)) }),
    ...(changed.has('assumptions') && { assumptions: linesOf(draft.assumptions) }),
    ...(changed.has('open_questions') && { open_questions: linesOf(draft.open_questions) }),
    ...(changed.has('review_date') && { review_date: draft.review_date || null }),
    ...(changed.has('kill_criterion') && { kill_criterion: draft.kill_criterion }),
    ...(changed.has('dissent') && {
      dissent: filled(draft.dissent).map(({ text, seat, severity }) => ({ text, severity, ...(seat && { seat }) })),
    }),
  };
}

type RiskChange = NonNullable<Changes['risks']>[number];

function riskChange(row: RiskRow, log: Editable): RiskChange[] {
  const known = log.risks.find((one) => one.id === row.id);
  if (!known && !row.text.trim()) return [];
  const now: RiskChange = {
    text: row.text,
    likelihood: Number(row.likelihood),
    impact: Number(row.impact),
    early_signal: row.early_signal,
    mitigation: row.mitigation,
    owner: row.owner.trim() || null,
  };
  if (!known) return [now];
  const change: RiskChange = {
    ...(now.text !== known.text && { text: now.text }),
    ...(now.likelihood !== known.likelihood && { likelihood: now.likelihood }),
    ...(now.impact !== known.impact && { impact: now.impact }),
    ...(now.early_signal !== known.early_signal && { early_signal: now.early_signal }),
    ...(now.mitigation !== known.mitigation && { mitigation: now.mitigation }),
    ...(now.owner !== known.owner && { owner: now.owner }),
  };
  return Object.keys(change).length > 0 ? [{ id: known.id, ...change }] : [];
}

/**
 * One's own text over a newer version: parts that were not touched become the newer one's, parts that were stay as
 * they were typed. A line of the rationale keeps its source where the newer version still has it.
 */
export function carryOver(mine: Draft, base: Editable, newer: Editable): Draft {
  const touched = new Set(changedParts(draftOf(base), mine, base));
  const theirs = draftOf(newer);
  const rationale = mine.rationale.map((row) => {
    const was = row.from === null ? undefined : base.rationale[row.from]?.text;
    const from = newer.rationale.findIndex((one) => one.text === was);
    return { ...row, from: from === -1 ? null : from };
  });
  const risks = [
    ...mine.risks.map((row) => ({ ...row, id: newer.risks.some((one) => one.id === row.id) ? row.id : null })),
    ...theirs.risks
      .filter((row) => !mine.risks.some((own) => own.id === row.id))
      .map((row) => ({ ...row, key: row.key + 1000 })),
  ];
  const chosen = newer.alternatives.some((one) => one.id === mine.chosen) ? mine.chosen : theirs.chosen;
  const own = { ...mine, rationale, risks, chosen };
  const pick = <P extends DraftPart>(part: P): Draft[P] => (touched.has(part) ? own[part] : theirs[part]);
  return {
    title: pick('title'),
    statement: pick('statement'),
    chosen: pick('chosen'),
    rationale: pick('rationale'),
    risks: pick('risks'),
    assumptions: pick('assumptions'),
    open_questions: pick('open_questions'),
    review_date: pick('review_date'),
    kill_criterion: pick('kill_criterion'),
    dissent: pick('dissent'),
  };
}
