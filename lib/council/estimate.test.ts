import { expect, it } from 'vitest';
import { modelKey } from './budget';
import { estimate } from './estimate';
import { rehearse } from './rehearsal';
import { templateOf } from './templates';

const model = { provider: 'openai', name: 'any' } as const;
const team = templateOf('general').team('en', model);
const prices = { [modelKey(model)]: { input: 1_000_000, output: 8_000_000 } };
const boxes = (minutes: number) => ({
  timebox_minutes: minutes,
  items: [4, 7, 4].map((one, n) => ({ title: `${n}`, minutes: (one * minutes) / 15 })),
});
const policy = { min_alternatives: 2, rationale_required: true, risk_cost_required: false };

it('a council at its quickest stays within what the page told it would take', () => {
  const told = estimate(team, boxes(15), prices);
  const held = rehearse({ team, policy, boxes: boxes(15), prices }, 'quick');
  expect(held.outcome).toBe('decided');
  expect(held.used.attempts).toBeGreaterThanOrEqual(told.turns.least - 2);
  expect(held.used.attempts).toBeLessThanOrEqual(told.turns.most);
  expect(held.used.microUsd).toBeLessThanOrEqual(told.microUsd.most);
  expect(held.used.microUsd).toBeGreaterThan(told.microUsd.least * 0.7);
});

it('more time costs more, up to the rounds that the team has', () => {
  const most = (minutes: number) => estimate(team, boxes(minutes), prices).microUsd.most;
  expect(most(1)).toBeLessThan(most(15));
  expect(most(60)).toBe(most(120));
});

it('scripted seats cost nothing', () => {
  const scripted = templateOf('general').team('en', { provider: 'playbook', name: 'playbook' });
  expect(estimate(scripted, boxes(15), {}).microUsd).toEqual({ least: 0, most: 0 });
});
