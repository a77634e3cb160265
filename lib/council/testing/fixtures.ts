import type { Agenda } from '../agenda.schema';
import type { Team } from '../team.schema';

export const agenda = (over: Partial<Agenda> = {}): Agenda => ({
  title: 'Move the nightly build',
  language: 'en',
  template: 'general',
  question: 'Do we move the nightly build to the shared runners, buy our own, or wait?',
  decider: 'Platform lead',
  reversibility: 'two-way',
  timebox_minutes: 15,
  facts: ['The nightly build takes 190 minutes.', 'Shared runners are free until March.'],
  constraints: ['No more than 500 USD a month.'],
  items: [
    { title: 'What hurts?', minutes: 4 },
    { title: 'Options', minutes: 7 },
    { title: 'Decision', minutes: 4 },
  ],
  criteria: [],
  policy: { min_alternatives: 2, rationale_required: true, risk_cost_required: true },
  incident: null,
  held_on: '2026-11-02',
  time_zone: 'UTC',
  ...over,
});

const scripted = { provider: 'playbook', name: 'playbook' } as const;

export const team = (over: Partial<Team> = {}): Team => ({
  name: 'Test council',
  protocol: 'council',
  selector: { method: 'round_robin' },
  rounds: 2,
  seats: [
    { id: 'mod', role: 'moderator', name: 'Moderator', persona: '', model: scripted, tools: [] },
    { id: 'a', role: 'expert', name: 'Build tools', persona: '', model: scripted, tools: [] },
    { id: 'b', role: 'expert', name: 'Finance', persona: '', model: scripted, tools: [] },
    { id: 'c', role: 'expert', name: 'Reliability', persona: '', model: scripted, tools: [] },
    { id: 'scribe', role: 'scribe', name: 'Scribe', persona: '', model: scripted, tools: [] },
    { id: 'int', role: 'integrator', name: 'Integrator', persona: '', model: scripted, tools: [] },
  ],
  limits: { turns: 60, active_minutes: 15, tokens: 400_000, money: 5_000_000 },
  policy: null,
  ...over,
});
