import { describe, expect, it } from 'vitest';
import { criterionSchema, languageSchema, policySchema } from '../agenda.schema';
import { teamSchema } from '../team.schema';
import { templateOf, templates } from './index';

describe.each(templates)('template $id', (template) => {
  it.each(languageSchema.options)('offers a team that can be saved as it is (%s)', (language) => {
    const team = template.team(language, { provider: 'playbook', name: 'playbook' });
    expect(teamSchema.parse(team)).toEqual(team);
    expect(team.seats.filter((seat) => seat.role === 'expert')).toHaveLength(3);
    expect(new Set(team.seats.map((seat) => seat.name)).size).toBe(team.seats.length);
  });

  it.each(languageSchema.options)('weighs its criteria to 100 (%s)', (language) => {
    const criteria = template.criteria[language];
    for (const criterion of criteria) criterionSchema.parse(criterion);
    expect(criteria.reduce((sum, one) => sum + one.weight, 0)).toBe(100);
  });

  it('weighs the same in both languages: else a copy, which has one weight for both, would weigh otherwise', () => {
    const weights = (language: 'en' | 'ru') => template.criteria[language].map((one) => one.weight);
    expect(weights('ru')).toEqual(weights('en'));
  });

  it('has a policy that a run accepts, and is found by its id', () => {
    policySchema.parse(template.policy);
    expect(templateOf(template.id)).toBe(template);
  });

  it('starts the user on an agenda in their own language', () => {
    expect(template.skeleton.en).toContain('# Question');
    expect(template.skeleton.ru).toContain('# Вопрос');
    expect(template.skeleton.ru.replace(/---[\s\S]*?---/, '')).not.toMatch(/[a-z]{3,}/i);
  });
});
