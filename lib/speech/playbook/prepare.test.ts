import { describe, expect, it } from 'vitest';
import { firstReading } from '@/lib/council/first-reading';
import { completed } from '@/lib/council/proposal';
import { type Proposal, proposalSchema } from '@/lib/council/proposal.schema';
import { templateOf, templates } from '@/lib/council/templates';
import { parseAgenda } from '@/lib/services/agendas/parse';
import { prepare } from './prepare';
import { today } from './testing';

const model = { provider: 'playbook', name: 'playbook' } as const;

function proposed(id: (typeof templates)[number]['id'], language: 'en' | 'ru', question?: string, notes = '') {
  const skeleton = parseAgenda(templateOf(id).skeleton[language], today);
  const reading = question === undefined ? {} : firstReading(question, notes);
  const agenda = { ...skeleton, criteria: templateOf(id).criteria[language], ...reading };
  const base: Proposal = {
    ...agenda,
    title: agenda.title.slice(0, 120),
    criteria: agenda.criteria.map((one) => ({ ...one, why: '' })),
    seats: [],
    missing: [],
    alternatives: [],
  };
  const team = templateOf(id).team(language, model);
  const asked = { question: agenda.question, notes: '' };
  const { text, said } = prepare({ asked, base, agenda, team, model, connection: null, deadlineMs: 1 });
  return { text, proposal: completed(base, said, team, agenda.timebox_minutes) };
}

describe.each(templates.flatMap(({ id }) => (['en', 'ru'] as const).map((language) => ({ id, language }))))(
  'the scripted moderator on the skeleton of $id ($language)',
  ({ id, language }) => {
    it('proposes what can be held, in one language', () => {
      const { text, proposal } = proposed(id, language);
      expect(proposalSchema.safeParse(proposal).error?.issues ?? []).toEqual([]);
      expect(text).not.toMatch(/\{\w+\}|undefined/);
      if (language === 'en') expect(text).not.toMatch(/[а-яё]/i);
      expect(proposal.criteria.reduce((sum, one) => sum + one.weight, 0)).toBe(100);
    });
  },
);

it('asks for what was not said, and not for what was', () => {
  const bare = proposed('general', 'en', 'Do we give up the second office, or keep it?').proposal;
  expect(bare.missing.map((one) => one.question).join(' ')).toMatch(/cost.*By when/s);
  const told = proposed(
    'general',
    'en',
    'Do we give up the second office, or keep it?',
    'To give up the second office costs 9,000 EUR.\nTo keep it costs 11,000 EUR a month.\nNotice must be given by 31 March 2027.\nIt concerns 60 people.',
  ).proposal;
  expect(told.missing).toEqual([]);
});

it('names whom the team lacks', () => {
  const { proposal } = proposed('product-bet', 'en', 'Do we store the patients’ personal data abroad, or at home?');
  expect(proposal.seats.filter((one) => one.seat === null).map((one) => one.name)).toContain('Law and privacy');
});
