import { citableFacts } from '../../council/agenda';
import type { Purpose } from '../../council/answers.schema';
import { claimsFor } from '../../council/ledger';
import type { Alternative, RunState, Turn } from '../../council/run';
import { sentences } from '../../council/sentences';
import { experts, leading, positionsNow, scoresOf } from '../../council/tally';
import { unvoiced } from '../../council/unique-facts';
import type { SpeechRequest } from '../../ports/speech';
import { labels } from '../prompts/labels';
import { anonymous, letters, order } from './anonymity';
import { oneLine, quoted } from './fence';
import { previousLines } from './previous';

/** A titled list. What does not fit is left out from the end, or from the start where the newest counts. */
export interface Section {
  title: string;
  lines: string[];
  /** Most of the room that it may take, 0 to 1. */
  share: number;
  keep: 'first' | 'last';
}

/** The independent purposes: they see what is decided and the options, never who said what. */
const blind: readonly Purpose[] = ['draft', 'review'];
const recentTurns = 10;

/** What a seat is shown for a purpose, most important first. Empty sections are left out. */
export function sections(request: SpeechRequest): Section[] {
  const { state, purpose, seat, said } = request;
  const words = labels[state.agenda.language];
  const all: Section[] = [];
  const add = (title: string, lines: string[], share: number, keep: Section['keep'] = 'first') => {
    if (lines.length > 0) all.push({ title, lines, share, keep });
  };
  const { agenda } = state;
  add(words.question, [quoted(agenda.question), header(state)], 0.25);
  add(
    words.said,
    said.map((one) => `${words.person} ${oneLine(one.by, 60)}:\n${quoted(one.text)}`),
    0.15,
    'last',
  );
  const failed = request.asks.filter((ask) => ask.code === 'citation_failed');
  add(
    words.failed,
    failed.map((ask) => `- ${oneLine(String(ask.args.text ?? ''), 300)} (${oneLine(String(ask.args.why ?? ''), 80)})`),
    0.1,
  );
  if (state.note) add(words.note, [quoted(state.note)], 0.1);
  add(words.previous, previousLines(state), 0.15);
  add(words.items, agendaItems(state), 0.1);
  for (const kind of ['fact', 'constraint', 'incident'] as const) {
    const facts = citableFacts(agenda).filter((fact) => fact.kind === kind);
    const title = { fact: words.facts, constraint: words.constraints, incident: words.incident }[kind];
    add(
      title,
      facts.map((fact) => `${words.fact} ${fact.n}: ${oneLine(fact.text, 900)}`),
      kind === 'fact' ? 0.35 : 0.15,
    );
  }
  const criteria = state.criteria.length > 0 ? state.criteria : agenda.criteria;
  add(
    words.criteria,
    criteria.map((one) => `${oneLine(one.name, 60)} (${words.weight} ${round(one.weight)})`),
    0.1,
  );
  if (purpose === 'frame' || purpose === 'draft') return [...all, ...turnSections(request)];

  add(
    words.alternatives,
    order(request).map((one) => alternativeLine(one, request)),
    0.3,
  );
  if (purpose === 'review') return all.map(anonymous(request));

  if (purpose === 'discuss') {
    const untold = unvoiced(state).filter((fact) => fact.seat === seat.id);
    add(
      words.untold,
      untold.map((one) => `- ${oneLine(one.text, 300)}`),
      0.1,
    );
  }
  const standing = positionsNow(state)[seat.id];
  if (standing) {
    const { alternative, confidence, because } = standing;
    add(
      words.own,
      [`${oneLine(alternative, 80)}, ${words.confidence} ${round(confidence)}: ${oneLine(because, 400)}`],
      0.1,
    );
  }
  add(words.ballot, ballotLines(state), 0.1);
  add(words.decision, decisionLines(state), 0.2);
  add(
    words.tasks,
    (state.artifacts.action_items?.items ?? []).map((one) => oneLine(one.title, 160)),
    0.1,
  );
  const open = state.objections.filter((one) => !one.resolved);
  add(
    words.objections,
    open.map(
      (one) =>
        `${one.id} · ${one.alternative} · ${words.severity} ${one.severity} · ${words.turn} ${one.turn}: ${oneLine(one.text, 300)}${one.answeredBy.length > 0 ? ` (${words.answered} ${one.answeredBy.join(', ')})` : ''}`,
    ),
    0.15,
    'last',
  );
  add(
    words.risks,
    state.risks.map(
      (one) =>
        `${one.id} · ${words.turn} ${one.turn}: ${oneLine(one.text, 240)} · ${words.mitigation}: ${oneLine(one.mitigation, 160) || words.none} · ${words.cost}: ${one.cost ? `${one.cost.amount} ${oneLine(one.cost.unit, 40)}` : words.none}`,
    ),
    0.2,
    'last',
  );
  if (purpose === 'record' || purpose === 'tasks') {
    add(
      words.arguments,
      state.alternatives.flatMap((one) =>
        claimsFor(state, one.id).map(
          (claim) => `${words.turn} ${claim.turn} · ${one.id} · ${claim.stance}: “${oneLine(claim.quote, 600)}”`,
        ),
      ),
      0.25,
    );
  }
  if (purpose === 'discuss' || purpose === 'select') {
    add(
      words.unique,
      state.uniqueFacts.map((one) => `${words.turn} ${one.turn}: ${oneLine(one.text, 240)}`),
      0.1,
      'last',
    );
    add(words.positions, positionLines(state), 0.1);
  }
  if (purpose === 'select') add(words.experts, expertLines(state), 0.2);
  add(words.questions, openQuestions(state), 0.08, 'last');
  return [...all, ...turnSections(request)];
}

function header(state: RunState): string {
  const words = labels[state.agenda.language];
  const { decider, reversibility, held_on } = state.agenda;
  return `${words.decider}: ${oneLine(decider, 120)} · ${words.reversibility}: ${words[reversibility]} · ${words.heldOn}: ${held_on}`;
}

function agendaItems(state: RunState): string[] {
  const words = labels[state.agenda.language];
  const current = state.phases.at(-1)?.item ?? null;
  return state.agenda.items.map(
    (item, index) => `${index + 1}. ${oneLine(item.title, 300)}${index === current ? ` (${words.item})` : ''}`,
  );
}

function alternativeLine(one: Alternative, request: SpeechRequest): string {
  const { state, purpose } = request;
  const words = labels[state.agenda.language];
  const cost = one.cost ? ` ${words.cost}: ${one.cost.amount} ${oneLine(one.cost.unit, 40)}.` : '';
  const line = `${one.id} · ${oneLine(one.name, 80)} — ${oneLine(one.summary, 400)}${cost}`;
  if (purpose === 'review') {
    const all = claimsFor(state, one.id);
    const claims = all.filter(({ text }, at) => all.findIndex((other) => other.text === text) === at).slice(0, 6);
    const known = letters(request);
    return [
      line,
      ...claims.map(
        ({ stance, seat, text }) => `   ${stance === 'pro' ? '+' : '−'} ${known.get(seat)}: ${oneLine(text, 200)}`,
      ),
    ].join('\n');
  }
  const leads = leading(state) === one.id ? ` (${words.leads})` : '';
  const { byCriterion, total } = scoresOf(state, one.id);
  if (total === null || purpose === 'pool') return line + leads;
  const means = Object.entries(byCriterion).map(([name, { mean }]) => `${oneLine(name, 60)} ${round(mean)}`);
  return `${line} ${means.join(', ')}; ${words.total} ${round(total)}${leads}`;
}

function ballotLines({ ballot }: RunState): string[] {
  if (!ballot) return [];
  const votes = Object.entries(ballot.majority).map(
    ([id, count]) => `${id}: ${count} (${round(ballot.weighted[id] ?? 0)})`,
  );
  return [...votes, ...(ballot.leader ? [`→ ${ballot.leader}`] : [])];
}

function decisionLines({ artifacts }: RunState): string[] {
  const log = artifacts.decision_log?.log;
  if (!log) return [];
  const lines = [log.statement, ...log.rationale.map((one) => one.text), log.kill_criterion, log.review_date ?? ''];
  return lines.filter(Boolean).map((line) => oneLine(line, 500));
}

function positionLines(state: RunState): string[] {
  return Object.values(positionsNow(state)).map(
    (one) => `${name(state, one.seat)}: ${oneLine(one.alternative, 80)} (${round(one.confidence)})`,
  );
}

function expertLines(state: RunState): string[] {
  const words = labels[state.agenda.language];
  return experts(state.team).map(
    (seat) => `${seat.id} · ${oneLine(seat.name, 60)} · ${words.spoke} ${state.bySeat[seat.id]?.turns ?? 0}`,
  );
}

function openQuestions(state: RunState): string[] {
  return state.turns.flatMap((turn) => turn.answer?.open_questions ?? []).map((line) => oneLine(line, 300));
}

function turnSections({ state, purpose, turn: current }: SpeechRequest): Section[] {
  const words = labels[state.agenda.language];
  const said = state.turns.filter(
    (turn) =>
      turn.status === 'completed' &&
      turn.text !== '' &&
      turn.turn !== current &&
      !(blind.includes(purpose) && turn.purpose === 'draft'),
  );
  const who = (turn: Turn) => (turn.seat ? name(state, turn.seat) : oneLine(turn.by?.name ?? words.person, 60));
  const recent = said.slice(-recentTurns);
  const earlier = said.slice(0, -recentTurns);
  const parts: Section[] = [
    {
      title: words.recent,
      lines: recent.map(
        (turn) => `${words.turn} ${turn.turn} · ${who(turn)} · ${words.purposes[turn.purpose]}:\n${quoted(turn.text)}`,
      ),
      share: 0.75,
      keep: 'last',
    },
    {
      title: words.earlier,
      lines: earlier.map(
        (turn) => `${words.turn} ${turn.turn} · ${who(turn)}: ${oneLine(sentences(turn.text)[0] ?? turn.text, 200)}`,
      ),
      share: 1,
      keep: 'last',
    },
  ];
  return parts.filter((part) => part.lines.length > 0);
}

const name = (state: RunState, seat: string): string =>
  oneLine(state.team.seats.find((one) => one.id === seat)?.name ?? seat, 60);
const round = (value: number): number => Math.round(value * 100) / 100;
