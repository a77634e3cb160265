import type { Draft, TeamChoice, TemplateChoice } from '@/components/new/draft';
import type { Language } from '@/lib/council/agenda.schema';
import { criteriaFrom, teamFrom } from '@/lib/council/templates/body';
import { parseAgenda } from '@/lib/services/agendas/parse';
import type { Context, Member } from '@/lib/services/context';
import { offersTo, usualModel } from '@/lib/services/models/rows';
import { offered, offeredTeams } from '@/lib/services/teams/offered';
import { listTemplates } from '@/lib/services/templates/list';
import { readTemplate } from '@/lib/services/templates/read';
import type { TemplateDetail } from '@/lib/services/templates/schemas';

/** All that an agenda can be made by: templates with their teams in both languages, and the organisation's teams. */
export async function readChoices(
  ctx: Context,
  who: Member,
): Promise<{ templates: TemplateChoice[]; teams: TeamChoice[]; details: TemplateDetail[] }> {
  const { templates } = await listTemplates(ctx, who);
  const details = await Promise.all(templates.map((one) => readTemplate(ctx, who, { templateId: one.id })));
  const today = new Date(ctx.clock.now());
  const offers = await offersTo(ctx, ctx.db, who.orgId);
  const model = await usualModel(ctx, ctx.db, who.orgId);
  const text = ({ body }: TemplateDetail, language: Language) => ({
    name: body.name[language],
    purpose: body.purpose[language],
    criteria: criteriaFrom(body, language),
    items: parseAgenda(body.skeleton[language], today).items,
    team: offered(offers, who, '', teamFrom(body, language, model)),
  });
  return {
    details,
    teams: await offeredTeams(ctx, who),
    templates: details.map((one) => ({
      id: one.id,
      kind: one.kind,
      own: one.own,
      policy: one.body.policy,
      text: { en: text(one, 'en'), ru: text(one, 'ru') },
    })),
  };
}

/** A draft in which nothing was typed yet. */
export const emptyDraft = (ctx: Context, who: Member, language: Language): Draft => ({
  v: 1,
  id: '',
  openedAt: new Date(ctx.clock.now()).toISOString(),
  stage: 'ask',
  by: 'question',
  asked: { question: '', notes: '', templateId: '', teamId: '', file: '' },
  said: null,
  templateId: 'general',
  teamId: '',
  language,
  title: '',
  question: '',
  facts: '',
  constraints: '',
  items: [],
  criteria: [],
  missing: [],
  seats: [],
  alternatives: [],
  decider: who.name,
  consulted: '',
  reversibility: 'two-way',
  timebox: '15',
  minAlternatives: '3',
  rationale: true,
  riskCost: true,
  incident: null,
  zone: 'UTC',
});
