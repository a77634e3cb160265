import type { Draft, TeamChoice, TemplateChoice } from '@/components/new/draft';
import type { Language } from '@/lib/council/agenda.schema';
import { criteriaFrom, teamFrom } from '@/lib/council/templates/body';
import { parseAgenda } from '@/lib/services/agendas/parse';
import type { Context, Member } from '@/lib/services/context';
import { integrationsOf } from '@/lib/services/integrations/rows';
import { connectionsOf, type Offers, offersFrom, usualOf } from '@/lib/services/models/rows';
import { offered, offeredTeams } from '@/lib/services/teams/offered';
import { type OfferedTemplate, offeredTemplates } from '@/lib/services/templates/list';

/** All that an agenda can be made by: templates with their teams in both languages, and the organisation's teams. */
export async function readChoices(
  ctx: Context,
  who: Member,
): Promise<{ templates: TemplateChoice[]; teams: TeamChoice[]; details: OfferedTemplate[]; offers: Offers }> {
  const [details, connections] = await Promise.all([offeredTemplates(ctx, who), connectionsOf(ctx.db, who.orgId)]);
  const today = new Date(ctx.clock.now());
  const offers = offersFrom(ctx, connections);
  const model = usualOf(connections, ctx.env);
  const text = ({ body }: OfferedTemplate, language: Language) => ({
    name: body.name[language],
    purpose: body.purpose[language],
    criteria: criteriaFrom(body, language),
    items: parseAgenda(body.skeleton[language], today).items,
    team: offered(offers, who, '', teamFrom(body, language, model)),
  });
  return {
    details,
    offers,
    teams: await offeredTeams(ctx, who, offers),
    templates: details.map((one) => ({
      id: one.id,
      kind: one.kind,
      own: one.own,
      policy: one.body.policy,
      text: { en: text(one, 'en'), ru: text(one, 'ru') },
    })),
  };
}

/** Where an accepted decision can go by itself. */
export async function readPlaces(ctx: Pick<Context, 'db'>, who: Member): Promise<{ id: string; label: string }[]> {
  return (await integrationsOf(ctx.db, who.orgId)).map(({ id, label }) => ({ id, label }));
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
