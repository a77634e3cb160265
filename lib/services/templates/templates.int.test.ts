import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '@/db/schema';
import { templates as ofProduct } from '@/lib/council/templates';
import { bodyOf, skeletonFrom } from '@/lib/council/templates/body';
import { type TemplateBody, templateBodySchema } from '@/lib/council/templates/body.schema';
import { parseAgenda } from '../agendas/parse';
import type { Member } from '../context';
import { ServiceError } from '../errors';
import { createMeeting } from '../meetings/create';
import { readTeam } from '../teams/read';
import { agendaOf, createTestServices } from '../testing';
import { archiveTemplate } from './archive';
import { changeTemplate } from './change';
import { copyTemplate } from './copy';
import { listTemplates } from './list';
import { readTemplate } from './read';

let services: Awaited<ReturnType<typeof createTestServices>>;
let who: Member;
beforeAll(async () => {
  services = await createTestServices();
  who = await services.newMember(await services.newOrganisation(), 'moderator', 'Olga Brandt');
});
afterAll(() => services.close());

const refusal = async (work: Promise<unknown>): Promise<ServiceError> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ServiceError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
};

describe.each(ofProduct)('$id, copied', (template) => {
  const body = bodyOf(template);

  it('is a body that can be saved as it is', async () => {
    expect(templateBodySchema.parse(body)).toEqual(body);
    const { id, version } = await copyTemplate(services.ctx, who, { from: template.id });
    const copy = await readTemplate(services.ctx, who, { templateId: id });
    expect(copy.body.criteria).toEqual(body.criteria);
    expect((await changeTemplate(services.ctx, who, { templateId: id, version, body })).version).toBe(version + 1);
  });

  it.each(['en', 'ru'] as const)('begins with the same agenda as the one of the product (%s)', (language) => {
    const whole = parseAgenda(skeletonFrom(body, template.id, language), '2026-11-22');
    expect({ ...whole, criteria: [] }).toEqual(parseAgenda(template.skeleton[language], '2026-11-22'));
    expect(whole.criteria).toEqual(template.criteria[language]);
  });
});

describe('a template of one’s own', () => {
  const mine = () => copyTemplate(services.ctx, who, { from: 'general' });

  it('is made once for a key, belongs to one organisation, and leaves a trace', async () => {
    const asked = { from: 'hiring', idempotencyKey: 'one' };
    const [first, second] = await Promise.all([1, 2].map(() => copyTemplate(services.ctx, who, asked)));
    expect(second).toEqual(first);
    const other = await services.newMember(await services.newOrganisation(), 'owner');
    const templateId = first?.id ?? '';
    expect((await refusal(readTemplate(services.ctx, other, { templateId }))).reason).toBe('template.not_found');
    const change = { templateId, version: 1, archived: true };
    expect((await refusal(changeTemplate(services.ctx, other, change))).reason).toBe('template.not_found');
    expect((await refusal(archiveTemplate(services.ctx, other, { templateId }))).reason).toBe('template.not_found');
    expect((await listTemplates(services.ctx, other)).templates.some((one) => one.own)).toBe(false);
    const rows = await services.db.select().from(auditRows).where(eq(auditRows.subjectId, templateId));
    expect(rows.map((row) => row.action)).toEqual(['template.create']);
  });

  it('that somebody else has changed meanwhile is not overwritten: the newer one comes back', async () => {
    const { id: templateId, body } = await mine();
    const saved = (version: number, en: string) =>
      changeTemplate(services.ctx, who, { templateId, version, body: { ...body, name: { en, ru: 'Наш' } } });
    await saved(1, 'Theirs');
    const stale = await refusal(saved(1, 'Mine'));
    expect(stale).toMatchObject({ code: 'conflict', reason: 'template.stale' });
    expect(stale.extra).toMatchObject({
      current: { version: 2, name: { en: 'Theirs' }, changedBy: { name: 'Olga Brandt' } },
    });
    expect((await saved(2, 'Mine')).name.en).toBe('Mine');
  });

  it('archived twice is archived once, and comes back whole', async () => {
    const { id: templateId, body } = await mine();
    await archiveTemplate(services.ctx, who, { templateId });
    await archiveTemplate(services.ctx, who, { templateId });
    const gone = await readTemplate(services.ctx, who, { templateId });
    expect(gone).toMatchObject({ version: 2, body });
    expect((await listTemplates(services.ctx, who)).templates.map((one) => one.id)).not.toContain(templateId);
    expect((await listTemplates(services.ctx, who, { archived: true })).templates.map((one) => one.id)).toContain(
      templateId,
    );
    const back = await changeTemplate(services.ctx, who, { templateId, version: 2, archived: false });
    expect(back).toMatchObject({ archivedAt: null, body });
  });

  it('gives a meeting its team, criteria and policy; a changed one gives the team a new version', async () => {
    const { id: templateId, body } = await mine();
    const agenda = { ...agendaOf('Do we keep the second office?'), policy: body.policy };
    const first = await createMeeting(services.ctx, who, { agenda, templateId });
    expect(first.agenda.criteria.map((one) => one.name)).toEqual(body.criteria.map((one) => one.name.en));
    const seats = body.team.seats.map((seat) =>
      seat.role === 'scribe' ? { ...seat, name: { en: 'Clerk', ru: 'Писарь' } } : seat,
    );
    const changed = { ...body, team: { ...body.team, seats } };
    await changeTemplate(services.ctx, who, { templateId, version: 1, body: changed });
    const second = await createMeeting(services.ctx, who, { agenda: { ...agenda, template: 'hiring' }, templateId });
    expect(second.template).toBe('general');
    expect(second.team).toMatchObject({ id: first.team?.id, version: 2 });
    const team = await readTeam(services.ctx, who, { teamId: second.team?.id ?? '' });
    expect(team.config.seats.map((one) => one.name)).toContain('Clerk');
    expect(team.versions).toHaveLength(2);
  });
});

describe('a body that no council could be held by is refused when it is saved', () => {
  const base = bodyOf(ofProduct[0] ?? bodyMissing());
  const { team } = base;
  const asReal = team.seats.map((seat) => ({ ...seat, model: { provider: 'openai' as const, name: 'gpt-5-mini' } }));
  const wrong: [string, TemplateBody, string, string][] = [
    [
      'too few turns',
      { ...base, team: { ...team, limits: { ...team.limits, turns: 12 } } },
      'body.team.limits.turns',
      'policy.turns',
    ],
    [
      'no time',
      { ...base, team: { ...team, limits: { ...team.limits, active_minutes: 0.1 } } },
      'body.team.limits.active_minutes',
      'policy.active_minutes',
    ],
    [
      'an agenda without time',
      withSkeleton('en', (text) => text.replace('timebox_minutes: 15', 'timebox_minutes: 0.1')),
      'body.skeleton.en',
      'policy.timebox_minutes',
    ],
    [
      'an agenda without a question',
      withSkeleton('ru', (text) => text.replace('# Вопрос', '# Повестка')),
      'body.skeleton.ru',
      'agenda.question_missing',
    ],
    [
      'a policy in the agenda',
      withSkeleton('en', (text) => text.replace('---\n', '---\npolicy:\n  min_alternatives: 1\n')),
      'body.skeleton.en',
      'template.own_key',
    ],
    [
      'an agenda in the other language',
      withSkeleton('ru', () => base.skeleton.en),
      'body.skeleton.ru',
      'template.language',
    ],
    [
      'a criterion twice',
      { ...base, criteria: [...base.criteria, ...base.criteria.slice(0, 1)] },
      'body.criteria.4',
      'agenda.criterion_twice',
    ],
    [
      'a model that is not set up',
      { ...base, team: { ...team, seats: asReal } },
      'body.team.seats.0.model',
      'team.model_unknown',
    ],
  ];
  function withSkeleton(language: 'en' | 'ru', change: (text: string) => string): TemplateBody {
    return { ...base, skeleton: { ...base.skeleton, [language]: change(base.skeleton[language]) } };
  }

  it.each(wrong)('%s', async (_, body, path, code) => {
    const refused = await refusal(copyTemplate(services.ctx, who, { from: 'general', body }));
    expect(refused.code).toBe('invalid');
    expect(refused.issues.map((one) => [one.path, one.code])).toContainEqual([path, code]);
  });

  it('a team without experts, said by the schema', () => {
    const seats = team.seats.map((seat) => (seat.role === 'expert' ? { ...seat, role: 'scribe' as const } : seat));
    const paths = templateBodySchema
      .safeParse({ ...base, team: { ...team, seats } })
      .error?.issues.map((one) => one.path.join('.'));
    expect(paths).toContain('team.seats');
  });
});

function bodyMissing(): never {
  throw new Error('There are templates');
}
