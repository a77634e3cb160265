import { createHash } from 'node:crypto';
import type { Agenda } from '../council/agenda.schema';
import type { MoveEvent, PersonEvent, ResultEvent } from '../council/events';
import type { ModelRef } from '../council/team.schema';
import { templateOf } from '../council/templates';
import type { RunCreated } from './insert-run';

/** Events for the store's tests: the smallest that are whole. */
export const model: ModelRef = { provider: 'playbook', name: 'scripted' };
export const by = { userId: 'user-1', name: 'Ada' };

export const agenda: Agenda = {
  title: 'Queue for exports',
  language: 'en',
  template: 'general',
  question: 'Which queue carries the exports?',
  decider: 'Ada',
  reversibility: 'two-way',
  timebox_minutes: 15,
  facts: ['40 exports an hour'],
  constraints: [],
  items: [],
  criteria: [],
  policy: { min_alternatives: 2, rationale_required: true, risk_cost_required: false },
  incident: null,
  held_on: '2026-11-20',
  time_zone: 'UTC',
};

export const team = templateOf('general').team('en', model);
export const seat = team.seats.find((one) => one.role === 'expert')?.id ?? '';

export const runCreated = (runId: string, meetingId: string): RunCreated => ({
  name: 'run-created',
  runId,
  meetingId,
  agenda,
  team,
  teamVersion: 1,
  criteria: [],
  seed: 7,
  prices: {},
  people: [],
  earlier: [],
  parentRun: null,
  note: null,
  previous: null,
  by,
});

export const phaseEntered = (phase: 'drafts' | 'ballot' = 'drafts'): MoveEvent => ({
  name: 'phase-entered',
  phase,
  boxMs: 60_000,
  item: null,
  reason: { code: 'phase.next' },
});

type Started = Extract<MoveEvent, { name: 'turn-started' }>;

export const turnStarted = (turn: number, attempt = 1, purpose: Started['purpose'] = 'draft'): Started => ({
  name: 'turn-started',
  turn,
  attempt,
  seat,
  purpose,
  model,
  standIn: false,
  reservation: { tokens: 900, microUsd: 30 },
  asks: [],
  deadlineMs: 60_000,
});

export const turnCompleted = (turn: number, text = 'Use the table.', attempt = 1): ResultEvent => ({
  name: 'turn-completed',
  purpose: 'draft',
  turn,
  attempt,
  answer: { text, position: { alternative: 'table', confidence: 0.7, because: 'fewer parts' } },
  textHash: createHash('sha256').update(text).digest('hex'),
  marks: ['scripted'],
  model,
});

export const usageRecorded = (turn: number, attempt = 1): ResultEvent => ({
  name: 'usage-recorded',
  turn,
  attempt,
  seat,
  usage: { inputTokens: 100, outputTokens: 50, microUsd: 12, known: true },
});

export const runFinished: MoveEvent = { name: 'run-finished', outcome: 'decided', reason: { code: 'end.decided' } };

export const comment = (commandId: string, text = 'What about cost?'): PersonEvent => ({
  name: 'comment-added',
  commandId,
  text,
  by,
  private: false,
});

export const say = (commandId: string, text: string): PersonEvent => ({
  name: 'control-requested',
  commandId,
  control: { control: 'say', text },
  by,
});
