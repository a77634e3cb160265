import type { Seat, Team } from '@/lib/council/team.schema';
import type { Signal, Theme } from './evidence';
import type { Aim } from './measures';

/** What a seat looks at first, and how bold it is: −1 cautious to 1 bold. */
export interface Lens {
  id: string;
  themes: readonly Theme[];
  signals: readonly Signal[];
  aim: Aim;
  boldness: number;
}

const lenses: readonly (Lens & { words: RegExp })[] = [
  {
    id: 'recovery',
    aim: 'recover',
    themes: ['recover', 'safety'],
    signals: ['lack', 'pain'],
    boldness: -0.4,
    words: /recover|backup|restore|восстанов|резервн/iu,
  },
  {
    id: 'detection',
    aim: 'detect',
    themes: ['detect', 'speed'],
    signals: ['pain', 'adoption'],
    boldness: 0.2,
    words: /monitor|detect|observab|мониторинг|обнаруж|наблюд/iu,
  },
  {
    id: 'prevention',
    aim: 'prevent',
    themes: ['prevent', 'upkeep'],
    signals: ['pain', 'coupling'],
    boldness: 0.6,
    words: /prevent|change safety|barrier|предотвращ|безопасность изменений/iu,
  },
  {
    id: 'finance',
    aim: 'detect',
    themes: ['cost', 'speed'],
    signals: ['funding', 'unfunded', 'deadline', 'capacity', 'doubt', 'vacancy'],
    boldness: 0,
    words: /financ|runway|budget|procure|cost|commerc|закуп|финанс|бюджет|затрат|стоимост/iu,
  },
  {
    id: 'duties',
    aim: 'prevent',
    themes: ['trust', 'exit', 'safety'],
    signals: ['mandate', 'unmandated', 'broken', 'announced', 'freeze'],
    boldness: -0.5,
    words: /secur|complian|legal|\bfair|audit|privacy|право|безопасност|требован|юрид|аудит|честност/iu,
  },
  {
    id: 'operations',
    aim: 'recover',
    themes: ['safety', 'speed'],
    signals: ['broken', 'adoption', 'pain', 'capacity'],
    boldness: -1,
    words: /operation|at night|sre|reliab|risk|on-call|эксплуатац|дежур|надёжн|надежн|риск/iu,
  },
  {
    id: 'delivery',
    aim: 'recover',
    themes: ['speed', 'safety'],
    signals: ['building', 'lack', 'ready', 'freeze'],
    boldness: -0.8,
    words: /deliver|on the ground|implement|project|внедрен|исполнен|реализ/iu,
  },
  {
    id: 'people',
    aim: 'detect',
    themes: ['value', 'trust'],
    signals: ['ready', 'pain', 'adoption', 'compat', 'demand', 'churn'],
    boldness: 0.7,
    words: /famil|user|customer|resident|patient|people who|outcome|equit|пользоват|клиент|жител|семь|пациент/iu,
  },
  {
    id: 'structure',
    aim: 'prevent',
    themes: ['upkeep', 'value'],
    signals: ['blocked', 'unblocked', 'coupling', 'compat', 'rival'],
    boldness: 0.9,
    words: /architect|structure|engineer|develop|platform|product|архитект|разработ|платформ|продукт/iu,
  },
];
const byTemplate = {
  'architecture-decision': ['structure', 'operations', 'duties', 'people', 'finance', 'delivery'],
  'incident-review': ['prevention', 'detection', 'recovery', 'operations', 'duties', 'structure'],
  'vendor-choice': ['people', 'finance', 'duties', 'operations', 'delivery', 'structure'],
  'product-bet': ['people', 'finance', 'structure', 'operations', 'delivery', 'duties'],
  hiring: ['people', 'finance', 'duties', 'operations', 'structure', 'delivery'],
  'policy-choice': ['people', 'finance', 'delivery', 'duties', 'operations', 'structure'],
  general: ['people', 'finance', 'operations', 'delivery', 'duties', 'structure'],
} as const;

/** The lens of an expert: by the words of its name and persona, else by its place; no two share one while others are free. */
export function lensesOf(team: Team, template: keyof typeof byTemplate): ReadonlyMap<string, Lens> {
  const taken = new Set<string>();
  const found = new Map<string, Lens>();
  const experts = team.seats.filter((seat) => seat.role === 'expert');
  const take = (seat: Seat, lens: Lens | undefined) => {
    if (!lens) return;
    taken.add(lens.id);
    found.set(seat.id, lens);
  };
  for (const seat of experts) {
    const free = lenses.filter((lens) => !taken.has(lens.id));
    take(seat, free.find((lens) => lens.words.test(seat.name)) ?? free.find((lens) => lens.words.test(seat.persona)));
  }
  experts.forEach((seat, index) => {
    if (found.has(seat.id)) return;
    const order = byTemplate[template].flatMap((id) => lenses.filter((lens) => lens.id === id));
    take(seat, order.find((lens) => !taken.has(lens.id)) ?? lenses[index % lenses.length]);
  });
  return found;
}
