import type { Criterion, Language, TemplateId } from '../agenda.schema';
import type { ModelRef, Team } from '../team.schema';
import type { TemplateBody } from './body.schema';
import type { Template } from './template';

const unset: ModelRef = { provider: 'playbook', name: 'playbook' };

/** Front matter that the template itself says, so that an agenda's text can't say otherwise. */
export const ownKeys = ['template', 'policy', 'criteria'] as const;

/** A template that comes with the product, as a body: to be shown, and to be copied. */
export function bodyOf(template: Template): TemplateBody {
  const [en, ru] = [template.team('en', unset), template.team('ru', unset)];
  return {
    name: template.name,
    purpose: template.purpose,
    criteria: template.criteria.en.map(({ name, weight }, n) => ({
      name: { en: name, ru: template.criteria.ru[n]?.name ?? name },
      weight,
    })),
    policy: template.policy,
    skeleton: { en: withoutOwnKeys(template.skeleton.en), ru: withoutOwnKeys(template.skeleton.ru) },
    team: {
      name: { en: en.name, ru: ru.name },
      protocol: en.protocol,
      selector: en.selector,
      rounds: en.rounds,
      seats: en.seats.map(({ id, role, name, persona, tools }, n) => ({
        id,
        role,
        name: { en: name, ru: ru.seats[n]?.name ?? name },
        persona: { en: persona, ru: ru.seats[n]?.persona ?? persona },
        model: null,
        tools,
      })),
      limits: en.limits,
    },
  };
}

const withoutOwnKeys = (text: string) =>
  text.replace(new RegExp(`^(?:${ownKeys.join('|')}):.*\\n(?:[ \\t]+.*\\n)*`, 'gm'), '').trim();

/** The team of a body in one language; `model` speaks for seats that name none. */
export function teamFrom({ team }: TemplateBody, language: Language, model: ModelRef): Team {
  return {
    name: team.name[language],
    protocol: team.protocol,
    selector: team.selector,
    rounds: team.rounds,
    seats: team.seats.map((seat) => ({
      id: seat.id,
      role: seat.role,
      name: seat.name[language],
      persona: seat.persona[language],
      model: seat.model ?? model,
      tools: seat.tools,
    })),
    limits: team.limits,
    policy: null,
  };
}

export const criteriaFrom = ({ criteria }: TemplateBody, language: Language): Criterion[] =>
  criteria.map(({ name, weight }) => ({ name: name[language], weight }));

/** The skeleton as a whole agenda file: with the template's kind, policy and criteria in its front matter. */
export function skeletonFrom(body: TemplateBody, kind: TemplateId, language: Language): string {
  const { min_alternatives, rationale_required, risk_cost_required } = body.policy;
  const own = [
    `template: ${kind}`,
    'policy:',
    `  min_alternatives: ${min_alternatives}`,
    `  rationale_required: ${rationale_required}`,
    `  risk_cost_required: ${risk_cost_required}`,
    'criteria:',
    ...criteriaFrom(body, language).map(({ name, weight }) => `  ${JSON.stringify(name)}: ${weight}`),
  ].join('\n');
  const text = body.skeleton[language];
  const [, front, rest] = /^---\r?\n([\s\S]*?\r?\n)?---[ \t]*\r?\n([\s\S]*)$/.exec(text) ?? [];
  return rest === undefined ? `---\n${own}\n---\n\n${text}` : `---\n${front ?? ''}${own}\n---\n${rest}`;
}
