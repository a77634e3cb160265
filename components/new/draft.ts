import type { Agenda, Incident, Language, Policy, TemplateId } from '@/lib/council/agenda.schema';
import type { Price } from '@/lib/council/events';
import { firstReading, languageOfText } from '@/lib/council/first-reading';
import { fitBoxes } from '@/lib/council/proposal';
import type { Proposal } from '@/lib/council/proposal.schema';
import type { Team } from '@/lib/council/team.schema';

/** A team to choose, with what its models cost; `prices` is null for who may not see costs. */
export interface TeamChoice {
  id: string;
  team: Team;
  prices: Record<string, Price> | null;
}

/** A template in one language. */
export interface TemplateText {
  name: string;
  purpose: string;
  criteria: { name: string; weight: number }[];
  items: { title: string; minutes: number }[];
  team: TeamChoice;
}

export interface TemplateChoice {
  id: string;
  kind: TemplateId;
  /** The organisation's own: the meeting is held by its team. */
  own: boolean;
  policy: Policy;
  text: Record<Language, TemplateText>;
}

/** What the server answers to a question. */
export interface Proposed {
  agenda: Agenda;
  templateId: string;
  whys: string[];
  seats: Proposal['seats'];
  missing: Proposal['missing'];
  alternatives: string[];
  text: string;
  scripted: boolean;
  model: string;
  fallback: 'too_slow' | 'failed' | 'budget' | 'not_connected' | null;
  usage: { inputTokens: number; outputTokens: number; microUsd: number; known: boolean } | null;
}

/** A line with a number, as typed. */
export interface Row {
  key: number;
  text: string;
  number: string;
  why?: string;
}

/** A fact nobody has stated; answered it became a fact, kept it goes to the council as an open question. */
export interface Missing {
  key: number;
  question: string;
  who: string;
  when: 'before' | 'at';
  answer: string;
  state: 'open' | 'answered' | 'kept';
}

/** An agenda that is being prepared, as it was typed. */
export interface Draft {
  v: 1;
  id: string;
  /** When its author began, by the server's clock. */
  openedAt: string;
  stage: 'ask' | 'edit';
  by: 'question' | 'file';
  asked: { question: string; notes: string; templateId: string; teamId: string; file: string };
  said: Pick<Proposed, 'text' | 'scripted' | 'model' | 'fallback' | 'usage'> | null;
  templateId: string;
  teamId: string;
  language: Language;
  title: string;
  question: string;
  facts: string;
  constraints: string;
  items: Row[];
  criteria: Row[];
  missing: Missing[];
  seats: Proposal['seats'];
  alternatives: string[];
  decider: string;
  consulted: string;
  reversibility: Agenda['reversibility'];
  timebox: string;
  minAlternatives: string;
  rationale: boolean;
  riskCost: boolean;
  incident: Incident | null;
  zone: string;
  /** Integrations that its decision goes to by itself; null, or not said by an older draft: as its team says. */
  exportTo?: string[] | null;
}

export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*[-*•]\s+/, '').trim())
    .filter(Boolean);

/** A number as people type it; NaN for what is none. */
export const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));
/** What is no number goes to the server as it is, which says so beside the field. */
const numeric = (text: string): number | string => (Number.isNaN(numberIn(text)) ? text : numberIn(text));
const written = (value: number, language: Language) =>
  language === 'ru' ? String(value).replace('.', ',') : String(value);

export const rowsOf = (all: { text: string; number: number; why?: string | undefined }[], language: Language): Row[] =>
  all.map(({ text, number, why }, key) => ({ key, text, number: written(number, language), ...(why ? { why } : {}) }));

/** A draft with this agenda in its fields; boxes are fitted to its time, as the council would. */
export function withAgenda(draft: Draft, agenda: Agenda, templateId: string, whys: readonly string[] = []): Draft {
  const { language, policy } = agenda;
  const sum = agenda.items.reduce((all, one) => all + one.minutes, 0);
  const items =
    Math.abs(sum - agenda.timebox_minutes) < 0.05 ? agenda.items : fitBoxes(agenda.items, agenda.timebox_minutes);
  return {
    ...draft,
    stage: 'edit',
    templateId,
    language,
    title: agenda.title === agenda.question ? '' : agenda.title,
    question: agenda.question,
    facts: agenda.facts.join('\n'),
    constraints: agenda.constraints.join('\n'),
    items: rowsOf(
      items.map((one) => ({ text: one.title, number: one.minutes })),
      language,
    ),
    criteria: rowsOf(
      agenda.criteria.map((one, n) => ({ text: one.name, number: one.weight, why: whys[n] })),
      language,
    ),
    missing: [],
    seats: [],
    alternatives: [],
    said: null,
    decider: agenda.decider,
    consulted: (agenda.consulted ?? []).join(', '),
    reversibility: agenda.reversibility,
    timebox: written(agenda.timebox_minutes, language),
    minAlternatives: String(policy.min_alternatives),
    rationale: policy.rationale_required,
    riskCost: policy.risk_cost_required,
    incident: agenda.incident,
    zone: agenda.time_zone === 'UTC' ? draft.zone : agenda.time_zone,
  };
}

export function withProposal(draft: Draft, made: Proposed): Draft {
  const { text, scripted, model, fallback, usage, seats, alternatives } = made;
  const missing = made.missing.map((one, key) => ({ ...one, key, answer: '', state: 'open' as const }));
  const filled = withAgenda(draft, made.agenda, made.templateId, made.whys);
  return { ...filled, said: { text, scripted, model, fallback, usage }, seats, alternatives, missing };
}

/** What was asked, sorted by rules into the template's agenda: for who prepares it alone. */
export function filledIn(draft: Draft, template: TemplateChoice): Draft {
  const { question, notes } = draft.asked;
  const language = languageOfText(`${question} ${notes}`) ?? draft.language;
  const { criteria, items, team } = template.text[language];
  const reading = firstReading(question, notes);
  const sum = items.reduce((all, one) => all + one.minutes, 0) || 15;
  const minutes = Math.min(sum, team.team.limits.active_minutes);
  const agenda = {
    ...reading,
    title: reading.question,
    language,
    template: template.kind,
    decider: draft.decider,
    timebox_minutes: minutes,
    items: fitBoxes(items, minutes),
    criteria,
    policy: template.policy,
    incident: null,
    held_on: '',
    time_zone: draft.zone,
  };
  return withAgenda(draft, agenda, template.id);
}

/** Minutes of the items, or the time that was typed where there is none. */
export function minutesOf({ items, timebox }: Pick<Draft, 'items' | 'timebox'>): number {
  const filled = items.filter((row) => row.text.trim());
  if (filled.length === 0) return numberIn(timebox);
  return Math.round(filled.reduce((sum, row) => sum + numberIn(row.number), 0) * 100) / 100;
}

/** The agenda as the server takes it; what is no number stays as it was typed. */
export function agendaOf(draft: Draft, kind: TemplateId, openQuestion: (question: string) => string) {
  const items = draft.items.filter((row) => row.text.trim());
  const minutes = minutesOf(draft);
  const kept = draft.missing.filter((one) => one.state === 'kept').map((one) => openQuestion(one.question));
  const consulted = draft.consulted
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
  const { question, title } = draft;
  return {
    title: title.trim() || (question.length > 120 ? `${question.slice(0, 119)}…` : question).trim() || '-',
    language: draft.language,
    template: kind,
    question: question.trim(),
    decider: draft.decider,
    ...(consulted.length > 0 ? { consulted } : {}),
    reversibility: draft.reversibility,
    timebox_minutes: Number.isNaN(minutes) ? (items.length > 0 ? 15 : draft.timebox) : minutes,
    facts: [...lines(draft.facts), ...kept],
    constraints: lines(draft.constraints),
    items: items.map((row) => ({ title: row.text, minutes: numeric(row.number) })),
    criteria: draft.criteria
      .filter((row) => row.text.trim())
      .map((row) => ({ name: row.text, weight: numeric(row.number) })),
    policy: {
      min_alternatives: numeric(draft.minAlternatives),
      rationale_required: draft.rationale,
      risk_cost_required: draft.riskCost,
    },
    incident: draft.incident,
    held_on: dayIn(draft.zone),
    time_zone: draft.zone || 'UTC',
  };
}

/** Today in a zone; in UTC where there is no such zone, which the server says beside its field. */
function dayIn(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
  } catch {
    return new Date().toISOString().slice(0, 10);
  }
}
