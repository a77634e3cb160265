import { expect, it } from 'vitest';
import type { Team } from './team.schema';
import { teamChanges } from './team-changes';
import { templateOf } from './templates';

const team = templateOf('general').team('en', { provider: 'playbook', name: 'playbook' });

it('of the same team nothing is told, whatever the order of its keys: else every version looks changed', () => {
  const policy = { min_alternatives: 2, rationale_required: true, risk_cost_required: false };
  const turned = { risk_cost_required: false, rationale_required: true, min_alternatives: 2 };
  expect(teamChanges({ ...team, policy }, { ...team, policy: turned })).toEqual([]);
});

it('a seat that came, went, was renamed or speaks by another model is told by its name', () => {
  const [moderator, first, second, ...rest] = team.seats;
  if (!moderator || !first || !second) throw new Error('The team has seats');
  const after: Team = {
    ...team,
    seats: [
      moderator,
      { ...second, name: 'Money', model: { provider: 'openai', name: 'gpt-5-mini' } },
      { ...first, id: 'expert-z', name: 'Law' },
      ...rest,
    ],
  };
  expect(teamChanges(team, after)).toEqual([
    { code: 'seat_added', role: 'expert', seat: 'Law' },
    { code: 'seat_removed', role: 'expert', seat: first.name },
    { code: 'seat_name', from: second.name, to: 'Money' },
    { code: 'seat_model', seat: 'Money', from: 'playbook:playbook', to: 'openai:gpt-5-mini' },
  ]);
});

it('seats in another order are one change, not many', () => {
  expect(teamChanges(team, { ...team, seats: team.seats.toReversed() })).toEqual([{ code: 'order' }]);
});

it('the course and each limit with what it was', () => {
  const rules = [{ when: {}, pick: { by: 'minority' as const } }];
  const after: Team = {
    ...team,
    protocol: 'panel',
    selector: { method: 'custom', rules },
    limits: { ...team.limits, turns: 90 },
  };
  expect(teamChanges(team, after)).toEqual([
    { code: 'protocol', from: 'council', to: 'panel' },
    { code: 'selector', from: team.selector.method, to: 'custom' },
    { code: 'limit', limit: 'turns', from: team.limits.turns, to: 90 },
  ]);
  const other: Team = { ...after, selector: { method: 'custom', rules: [...rules, ...rules] } };
  expect(teamChanges(after, other)).toEqual([{ code: 'rules' }]);
});
