import type { Criterion, Language, Policy, TemplateId } from '../agenda.schema';
import type { ModelRef, Seat, Team } from '../team.schema';

type Both<T> = Readonly<Record<Language, T>>;

/** A ready way to hold a council about one kind of matter. */
export interface Template {
  id: TemplateId;
  name: Both<string>;
  purpose: Both<string>;
  /** Weights sum to 100. */
  criteria: Both<Criterion[]>;
  policy: Policy;
  /** An agenda in Markdown with front matter, to be overwritten. */
  skeleton: Both<string>;
  team(language: Language, model: ModelRef): Team;
}

export interface Persona {
  name: string;
  persona: string;
}

export const strictPolicy: Policy = { min_alternatives: 3, rationale_required: true, risk_cost_required: true };

const common: Both<{ moderator: Persona; scribe: Persona; integrator: Persona }> = {
  en: {
    moderator: {
      name: 'Moderator',
      persona:
        'Keeps the council on its question and inside its time. Asks for causes, figures and signs; has no favourite.',
    },
    scribe: {
      name: 'Scribe',
      persona:
        'Writes the decision so that an outsider can check it. Cites who said what and leaves out what nobody said.',
    },
    integrator: {
      name: 'Integrator',
      persona: 'Turns what was said into tasks with a date and a test of completion. Never guesses an owner.',
    },
  },
  ru: {
    moderator: {
      name: 'Ведущий',
      persona:
        'Держит совет в рамках вопроса и времени. Спрашивает о причинах, цифрах и признаках; любимого варианта не имеет.',
    },
    scribe: {
      name: 'Секретарь',
      persona:
        'Записывает решение так, чтобы его мог проверить посторонний. Указывает, кто что сказал, и не дописывает от себя.',
    },
    integrator: {
      name: 'Постановщик задач',
      persona: 'Превращает сказанное в задачи со сроком и проверкой. Ответственного не угадывает.',
    },
  },
};

/** Builds a template's team: one moderator, the experts in order, a scribe and an integrator, on one model. */
export const teamOf =
  (names: Both<string>, experts: Both<readonly Persona[]>) =>
  (language: Language, model: ModelRef): Team => {
    const seat = (id: string, role: Seat['role'], who: Persona): Seat => ({ id, role, ...who, model, tools: [] });
    const shared = common[language];
    return {
      name: names[language],
      protocol: 'council',
      selector: { method: 'round_robin' },
      rounds: 2,
      seats: [
        seat('moderator', 'moderator', shared.moderator),
        ...experts[language].map((who, index) => seat(`expert-${'abcdefghijkl'[index]}`, 'expert', who)),
        seat('scribe', 'scribe', shared.scribe),
        seat('integrator', 'integrator', shared.integrator),
      ],
      limits: { turns: 60, active_minutes: 15, tokens: 600_000, money: 5_000_000 },
      policy: null,
    };
  };

interface SkeletonParts {
  title: string;
  decider: string;
  reversibility: 'one-way' | 'two-way';
  question: string;
  facts: readonly string[];
  items: readonly [string, string, string];
  constraints: readonly string[];
  /** Further front matter, whole lines. */
  extra?: string;
}

const headings: Both<readonly [string, string, string, string]> = {
  en: ['Question', 'Facts we agree on', 'Agenda', 'Constraints'],
  ru: ['Вопрос', 'Что мы знаем', 'Повестка', 'Ограничения'],
};

/** Writes an agenda in Markdown from its parts; the items take 4, 7 and 4 minutes. */
export function skeletonOf(id: TemplateId, language: Language, parts: SkeletonParts): string {
  const [question, facts, agenda, constraints] = headings[language];
  const unit = language === 'ru' ? 'мин' : 'min';
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
  const items = parts.items.map((item, index) => `${index + 1}. ${item} (${[4, 7, 4][index]} ${unit})`).join('\n');
  return `---
title: ${JSON.stringify(parts.title)}
language: ${language}
template: ${id}
decider: ${parts.decider}
reversibility: ${parts.reversibility}
timebox_minutes: 15
${parts.extra ?? ''}policy:
  min_alternatives: ${strictPolicy.min_alternatives}
  rationale_required: ${strictPolicy.rationale_required}
  risk_cost_required: ${strictPolicy.risk_cost_required}
---

# ${question}

${parts.question}

# ${facts}

${list(parts.facts)}

# ${agenda}

${items}

# ${constraints}

${list(parts.constraints)}
`;
}
