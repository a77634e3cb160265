import type { Answer, Purpose } from '@/lib/council/answers.schema';
import type { LoggedEvent, RunEvent } from '@/lib/council/events';
import { fold } from '@/lib/council/evolve';
import type { RunState } from '@/lib/council/run';
import { templateOf } from '@/lib/council/templates';

const by = { userId: 'u1', name: 'Olga Brandt' };
const model = { provider: 'playbook', name: 'playbook' } as const;
const team = templateOf('architecture-decision').team('en', model);
const experts = team.seats.filter((seat) => seat.role === 'expert').map((seat) => seat.id);
const [a = '', b = '', c = ''] = experts;
const none = { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true };
const criteria = [
  { name: 'Breakage', weight: 0.35 },
  { name: 'Upkeep', weight: 0.25 },
  { name: 'Unblocks', weight: 0.25 },
  { name: 'Trust', weight: 0.15 },
];
const names = ['Remove in 1.24', 'Move out of tree', 'Keep one year'];

/** A log as far as a premortem in which one seat is speaking; times are ms since the start. */
export function premortemLog(start: number): LoggedEvent[] {
  const log: LoggedEvent[] = [];
  let at = start;
  let turn = 0;
  const add = (event: RunEvent, ms = 400) => {
    at += ms;
    log.push({ ...event, seq: log.length + 1, at, epoch: 1 });
  };
  const phase = (name: 'frame' | 'drafts' | 'pool' | 'review' | 'discussion' | 'premortem', minutes: number) =>
    add({
      name: 'phase-entered',
      phase: name,
      boxMs: minutes * 60_000,
      item: 0,
      reason: { code: log.length < 5 ? 'phase.started' : 'phase.done' },
    });
  const open = (seat: string, purpose: Purpose) => {
    turn += 1;
    add({
      name: 'turn-started',
      turn,
      attempt: 1,
      seat,
      purpose,
      model,
      standIn: false,
      reservation: { tokens: 0, microUsd: 0 },
      asks: [],
      deadlineMs: 60_000,
    });
    return turn;
  };
  const speak = (seat: string, purpose: Purpose, answer: Answer) => {
    const n = open(seat, purpose);
    add(
      { name: 'turn-completed', turn: n, attempt: 1, purpose, answer, textHash: '', marks: ['scripted'], model },
      12_000,
    );
  };
  const option = (name: string) => ({ name, summary: name, pros: [], cons: [], cost: null });

  add({
    name: 'run-created',
    runId: 'r1',
    meetingId: 'm1',
    team,
    teamVersion: 1,
    criteria,
    seed: 1,
    prices: {},
    people: [],
    earlier: [],
    parentRun: null,
    note: null,
    previous: null,
    by,
    agenda: {
      title: 'Remove the built-in Docker shim',
      language: 'en',
      template: 'architecture-decision',
      question:
        'Do we remove the Docker-specific runtime adapter from the node agent in version 1.24, keep it one year longer, or hand it to another project?',
      decider: 'Steering group',
      reversibility: 'one-way',
      timebox_minutes: 15,
      facts: [],
      constraints: [],
      items: [],
      criteria,
      policy: { min_alternatives: 3, rationale_required: true, risk_cost_required: true },
      incident: null,
      held_on: '2026-01-17',
      time_zone: 'UTC',
    },
  });
  add({ name: 'run-started' });
  phase('frame', 1);
  speak('moderator', 'frame', { text: 'The question stands. Four criteria carry it, breakage most of all.', criteria });
  phase('drafts', 1.6);
  for (const [n, seat] of experts.entries()) {
    speak(seat, 'draft', {
      text: `A first position of its own, written without seeing the others. ${names[n]} is what I would choose today.`,
      alternatives: [option(names[n] ?? ''), option('Do nothing')],
      position: { alternative: names[n] ?? '', confidence: 0.6, because: '' },
    });
  }
  phase('pool', 0.6);
  speak('moderator', 'pool', { text: 'Four answers are on the table, “Do nothing” among them.', joins: [] });
  add({
    name: 'alternatives-pooled',
    late: false,
    alternatives: [...names, 'Do nothing'].map((name, n) => ({
      id: `A${n + 1}`,
      name,
      summary: name,
      turns: [n + 2],
      also: [],
      joined: [],
      nothing: n === 3,
    })),
  });
  phase('review', 1.4);
  const scores: Record<string, number[]> = {
    A1: [5, 9, 9, 7],
    A2: [7, 6.7, 8, 6.7],
    A3: [6.3, 3.3, 3, 3.7],
    A4: [9, 2, 1.3, 1.7],
  };
  for (const [n, seat] of experts.entries()) {
    speak(seat, 'review', {
      text: 'Scored by criterion. The strongest objection I can make is stated below.',
      scores: Object.entries(scores).flatMap(([alternative, values]) =>
        criteria.map((one, k) => ({
          alternative,
          criterion: one.name,
          score: Math.min(10, (values[k] ?? 0) + (n === 2 && k === 0 ? -5 : n * 0.2)),
        })),
      ),
      objection:
        n === 2
          ? {
              alternative: 'A1',
              severity: 'block',
              text: 'An agent that mounts the socket fails silently.',
              quote: 'Scored by criterion.',
            }
          : null,
    });
  }
  phase('discussion', 4);
  speak(a, 'discuss', {
    text: 'The adapter sits inside the node agent’s own tree, so every release tests two paths to the same container. Newer cgroup support and user namespaces wait behind it, because only the interface can offer them. One more year is three more releases without either.',
  });
  speak(c, 'discuss', {
    text: 'I block removal as it is written. An agent that mounts the socket does not fail loudly: it keeps running and reports nothing. A site upgrades on Friday, and on Monday its alerts have been silent for three days.',
    risks: [
      {
        text: 'Security agents go silent after the upgrade',
        quote: 'x',
        likelihood: 3,
        impact: 5,
        early_signal: '',
        mitigation: '',
        cost: null,
        owner: null,
      },
    ],
  });
  add({
    name: 'control-requested',
    commandId: 'c1',
    control: { control: 'say', text: 'How many of these could a site find by itself, before it upgrades?', seat: b },
    by,
  });
  turn += 1;
  add({ name: 'control-applied', request: log.length, control: 'say', by, turn });
  speak(b, 'discuss', {
    text: 'All of them. One query lists every pod with a host path to the socket; one node list shows which runtime each node reports. I scored another year because I thought nobody could see it coming. With a check in 1.23 they can, so I move to removal.',
    position: { alternative: 'A1', confidence: 0.8, because: '' },
    replies: [{ objection: 'O1', text: 'One query lists them.', quote: 'All of them.', resolves: true }],
  });
  const cut = open(c, 'discuss');
  add(
    { name: 'turn-discarded', turn: cut, attempt: 1, reason: { code: 'turn.cut' }, charged: none, again: false },
    6000,
  );
  phase('premortem', 2);
  add({ name: 'control-requested', commandId: 'c2', control: { control: 'request_risk' }, by });
  add({ name: 'control-applied', request: log.length, control: 'request_risk', by, turn: null });
  speak(a, 'premortem', {
    text: 'The builders. Teams that build images through the socket learn it from their first failed job. The sign is that question in the first beta. We publish three replacements, with worked examples, before it.',
    risks: [
      {
        text: 'Builders in pods fail on their first job',
        quote: 'x',
        likelihood: 4,
        impact: 3,
        early_signal: '',
        mitigation: 'Three replacements',
        cost: { amount: 3, unit: 'weeks', basis: '' },
        owner: null,
      },
    ],
  });
  open(b, 'premortem');
  return log;
}

export const premortem = (start: number): RunState => fold(premortemLog(start));
