import type { Agenda } from '@/lib/council/agenda.schema';
import { contradictions, sayClash } from '@/lib/council/contradictions';
import type { ActionItem, Claim, DecisionLog, LogAlternative } from '@/lib/council/decision-log.schema';
import { resolveOwner } from '@/lib/council/owners';
import type { EarlierDecision, Person } from '@/lib/council/people';
import type { Minutes, MinutesDecision, MinutesEvidence, MinutesTask } from '@/lib/minutes/minutes.schema';
import { phrases } from './phrases';

/** What a log of minutes is about, and what is known around it. */
export interface About {
  meetingId: string;
  runId: string;
  agenda: Agenda;
  minutes: Minutes;
  speakers: readonly string[];
  people: readonly Person[];
  earlier: readonly EarlierDecision[];
}

const chosenId = 'A1';

const claim = ({ text, turns, quote, origin }: MinutesEvidence): Claim => ({ text, turns, facts: [], quote, origin });

/** One decision of the meeting as a log that a person can accept, change or turn down. */
export function decisionLogOf(about: About, decision: MinutesDecision): DecisionLog {
  const { title, statement, turns, quote, origin, confidence, signs } = decision;
  const evidence = claim({ text: statement, turns, quote, origin });
  const own = decision.alternatives.find((one) => one.chosen);
  const others = decision.alternatives.filter((one) => one !== own);
  const chosen = alternative(chosenId, own?.name ?? statement, own ? [claim(own), evidence] : [evidence]);
  return {
    ...blank(about),
    title,
    question: title,
    statement,
    alternatives: [chosen, ...others.map((one, n) => alternative(`A${n + 2}`, one.name, [claim(one)]))],
    // The same words twice carry no more than once.
    rationale: [evidence, ...decision.rationale.filter((one) => one.quote !== quote).map(claim)],
    dissent: decision.objections.map(({ speaker, ...one }) => ({
      ...claim(one),
      seat: speaker ?? phrases[about.agenda.language].nobody,
      severity: 'concern' as const,
      answered_by: [],
    })),
    confidence,
    contradicts: flagged(about, statement),
    taken: { ...about.minutes.made_by, signs, record: false },
  };
}

/** The record of the meeting as a whole, which a person approves: its summary, and what was left open. */
export function recordLogOf(about: About): DecisionLog {
  const { minutes, agenda } = about;
  const words = phrases[agenda.language];
  const summary = minutes.summary.map(claim);
  const counts = {
    decisions: minutes.decisions.length,
    tasks: minutes.action_items.length,
    open: minutes.open_questions.length,
  };
  return {
    ...blank(about),
    title: words.recordTitle(agenda.title),
    question: agenda.question,
    statement: words.recordStatement(counts),
    alternatives: [alternative(chosenId, words.record, [])],
    rationale: summary,
    open_questions: minutes.open_questions.map((one) => one.text),
    taken: { ...minutes.made_by, signs: [], record: true },
  };
}

/** Tasks as action items. Who is no member is nobody's owner here, and stays as said. */
export function itemsOf(about: About, tasks: readonly MinutesTask[]): ActionItem[] {
  return tasks.map((task) => {
    const named = task.owner ?? task.owner_said;
    const { owner } = resolveOwner(named, about.people);
    return {
      id: `${about.runId}-${task.id}`,
      decision_id: `${about.runId}-decision`,
      title: task.title,
      owner: owner?.name ?? null,
      owner_ref: owner ? { kind: owner.kind, id: owner.id } : null,
      owner_said: owner ? task.owner_said : named,
      due: task.due,
      due_said: task.due_said,
      acceptance: '',
      turns: task.turns,
      facts: [],
      quote: task.quote,
      origin: task.origin,
      priority: 'medium',
      depends_on: [],
      kind: null,
      also: [],
      contradicts: flagged(about, task.title),
      note: null,
      version: 1,
      status: 'proposed',
      external_urls: {},
      idempotency_key: `${about.meetingId}:${about.runId}:${task.id}`,
    };
  });
}

const alternative = (id: string, name: string, pros: Claim[]): LogAlternative => ({
  id,
  name,
  summary: '',
  pros,
  cons: [],
  cost: null,
  joined: [],
  scores: { by_criterion: {}, total: null },
  why_rejected: null,
});

const flagged = ({ earlier, agenda }: About, text: string): DecisionLog['contradicts'] =>
  contradictions(text, earlier).map(({ decision, title, why }) => ({
    decision,
    title,
    why: sayClash(why, agenda.language),
  }));

/** All that people who met without a council did not do: votes, scores, criteria, risks. */
function blank({
  meetingId,
  runId,
  agenda,
  minutes,
  speakers,
}: About): Omit<DecisionLog, 'title' | 'question' | 'statement' | 'alternatives' | 'rationale'> {
  const { provider, model } = minutes.made_by;
  return {
    id: `${runId}-decision`,
    meeting_id: meetingId,
    run_id: runId,
    status: 'proposed',
    incomplete: false,
    scripted: false,
    decider: agenda.decider,
    consulted: [...speakers],
    informed: [],
    reversibility: agenda.reversibility,
    criteria: [],
    chosen: chosenId,
    assumptions: [],
    open_questions: [],
    risks: [],
    dissent: [],
    votes: { first: {}, final: {}, majority: {}, weighted: {} },
    ballots: [],
    positions: [],
    unique_facts: [],
    confidence: null,
    missing: [],
    incident: null,
    contradicts: [],
    settlement: null,
    deferred_until: null,
    supersedes: null,
    superseded_by: null,
    confirmation: null,
    review_date: null,
    kill_criterion: '',
    protocol_version: 'minutes/1',
    models: provider === 'rules' ? [] : [`${provider}:${model}`],
    version: 1,
    content_hash: '',
  };
}
