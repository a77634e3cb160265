import type { Language } from './agenda.schema';
import type { EarlierDecision } from './people';
import { plain, stems } from './similarity';
import { rootOf } from './titles';

export type { EarlierDecision };

export interface Contradiction {
  decision: string;
  title: string;
  statement: string;
  /** `opposite` directions, one `negated`, or another `figure` for the same; and the words both share. */
  why: { code: 'opposite' | 'negated' | 'figure'; shared: string[] };
}

/** Directions that exclude each other, as starts of words; one row a pair. */
const pairs: readonly (readonly [string, string])[] = [
  [
    'keep|kept|retain|stay|remain|continue|preserve|остав|остае|остал|остать|останет|сохран|продолж',
    'remove|drop|delete|retire|decommission|abandon|move|migrat|leave|replac|discontinu|phase out|get rid|убрать|убер|удал|отказ|перен|перей|перех|перев|вынес|вынос|вывест|выводи|замен|снять|снима',
  ],
  [
    'adopt|introduc|use|start using|roll out|rollout|внедр|примен|использ|ввест|вводи',
    'drop|abandon|reject|avoid|stop using|ban|отказ|отмен|избега',
  ],
  ['enabl|turn on|switch on|activat|включ|активир', 'disabl|turn off|switch off|deactivat|отключ|выключ'],
  ['allow|permit|разреш|допус', 'forbid|ban|prohibit|block|запре|блокир'],
  [
    'increas|rais|expand|extend|grow|увелич|повы|расшир|подня',
    'decreas|reduc|lower|cut|shrink|shorten|limit|уменьш|сниз|сокра|сужа|огранич',
  ],
  ['open|откры', 'clos|закры'],
  [
    'start|begin|launch|resum|hire|начат|начн|запус|возобнов|нанять|нанима',
    'stop|halt|pause|freez|suspend|cancel|прекра|останов|заморо|отмен|приостан',
  ],
  ['buy|purchas|outsourc|купи|закуп|покуп', 'build|develop ourselves|построи|разработ'],
  [
    'merg|consolidat|centrali|combin|объедин|централиз|слить',
    'split|separat|decentrali|divid|раздел|выдел|децентрализ',
  ],
  ['accept|approv|прин|одобр', 'reject|refus|declin|отклон|отверг'],
  ['requir|mandat|обяза|требова', 'waiv|optional|необязат'],
];
const start = (forms: string) => new RegExp(`(?<![\\p{L}])(?:${forms})`, 'gu');
const directions = pairs.map(([one, other]) => [start(one), start(other)] as const);
const anyDirection = start(pairs.flat().join('|'));

const not =
  /(?<!\p{L})(?:not|never|no longer|don t|won t|cannot|не|никогда|больше не)(?:\s(?:be|to|any|longer))*\s(\p{L}+)/u;
const figure = /([$€£₽]?)\s?(\d+(?:[.,]\d+)?)\s?(%|\p{L}+)?/gu;
const calendar =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|am|pm|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|год|th|st|nd|rd)/u;

/** How much of the smaller clause must be shared for both to be about one matter; and how many words at least. */
const sameMatter = 0.5;
const leastShared = 2;

/**
 * Earlier decisions that a text seems to go against, clause by clause, by rules that can be told: the same matter by
 * shared words, and opposite directions, one of them negated, or another figure for the same. It flags; people judge.
 */
export function contradictions(text: string, earlier: readonly EarlierDecision[]): Contradiction[] {
  const mine = clausesOf([text]);
  return earlier.flatMap(({ id, title, statement }) => {
    const theirs = clausesOf([title, statement]);
    const clashes = mine.flatMap((one) => theirs.flatMap((other) => clash(one, other) ?? []));
    const [why] = clashes.sort((a, b) => b.shared.length - a.shared.length);
    return why ? [{ decision: id, title, statement, why }] : [];
  });
}

interface Clause {
  text: string;
  /** Stems of what it is about, and the words they come from. */
  matter: ReadonlyMap<string, string>;
  /** Where the whole text says that something goes or stays. */
  goal: ReadonlyMap<string, string>;
  figures: { unit: string; value: number }[];
}

/** Looking at something changes nothing. */
const looks =
  /^(?:we )?(?:review|describ|document|measur|check|verif|compar|study|audit|report|discuss|analy|рассмотр|описа|измер|провер|изуч|сравн|обсуд|обуч)/u;
const moves = /(?<!\p{L})(?:mov|migrat|перен|перей|перех|перев)/u;
const light = /(?<!\p{L})(?:don|won|t|no|longer|our|own|наш\p{L}*|больше|using|out|off)(?!\p{L})/gu;
const heading = new RegExp(`${anyDirection.source}\\p{L}*`, 'gu');
const goalOf = /(?<!\p{L})(?:to|onto|into|on|in|at|на|в|во|к)\s(.+)$/u;

/** Words by their roots, so that case endings, also those of short words, do not matter. */
const roots = (text: string) => new Map([...stems(text).values()].map((word) => [rootOf(word).slice(0, 6), word]));

function clausesOf(texts: readonly string[]): Clause[] {
  const clauses = texts
    .flatMap((text) => text.split(/[.;!?](?=\s|$)|,\s|\s(?:and|but|и|но|а)\s/u))
    .map((said) => ({ said, text: plain(said) }))
    .filter(({ text }) => text);
  const goal = roots(clauses.map(({ text }) => goalOf.exec(text)?.[1] ?? '').join(' '));
  return clauses.map(({ said, text }) => {
    const about = text.replace(heading, ' ').replace(/\d+/gu, ' ').replace(light, ' ');
    return { text, matter: roots(about), goal, figures: figuresOf(said) };
  });
}

function figuresOf(text: string): Clause['figures'] {
  return [...text.toLowerCase().matchAll(figure)].flatMap(([, currency, digits = '', word = '']) => {
    const unit = currency || word.slice(0, 4);
    if (!unit || calendar.test(word) || (/^\d{4}$/u.test(digits) && /^20/u.test(digits))) return [];
    return [{ unit, value: Number(digits.replace(',', '.')) }];
  });
}

function clash(one: Clause, other: Clause): Contradiction['why'] | null {
  if (looks.test(one.text)) return null;
  const shared = [...one.matter].flatMap(([stem, word]) => (other.matter.has(stem) ? [word] : []));
  const least = Math.min(one.matter.size, other.matter.size);
  const most = Math.max(one.matter.size, other.matter.size);
  if (least === 0 || shared.length / least < sameMatter) return null;
  if (shared.length < leastShared && !(least === 1 && most <= 3 && (shared[0]?.length ?? 0) > 3)) return null;
  const opposite = directions.some((pair) => {
    const [mine, theirs] = [side(one.text, pair), side(other.text, pair)];
    return (
      mine !== 0 && mine === -theirs && !(moves.test(`${one.text} ${other.text}`) && sameGoal(one.goal, other.goal))
    );
  });
  if (opposite) {
    return { code: not.test(one.text) === not.test(other.text) ? 'opposite' : 'negated', shared };
  }
  if (shared.length / most >= sameMatter && (denies(one, other) || denies(other, one)))
    return { code: 'negated', shared };
  const moved = one.figures.some(
    (a) =>
      other.figures.some((b) => a.unit === b.unit) &&
      !other.figures.some((b) => a.unit === b.unit && a.value === b.value),
  );
  return moved && shared.length >= leastShared ? { code: 'figure', shared } : null;
}

/** Whether one says "not" of what the other says without it. */
function denies(one: Clause, other: Clause): boolean {
  const denied = rootOf(not.exec(one.text)?.[1] ?? '');
  if (denied.length < 2 || not.test(other.text)) return false;
  return other.text.split(' ').some((word) => {
    const root = rootOf(word);
    return root === denied || (denied.length > 3 && root.startsWith(denied.slice(0, Math.max(4, denied.length - 2))));
  });
}

/** 1 and -1 for the two directions of a pair, 0 for neither or both; a "not" turns it round. */
function side(text: string, [one, other]: readonly [RegExp, RegExp]): number {
  const [a, b] = [[...text.matchAll(one)].length > 0, [...text.matchAll(other)].length > 0];
  return a === b ? 0 : (a ? 1 : -1) * (not.test(text) ? -1 : 1);
}

/** "Move the build to the new runners" and "Keep it on the new runners" go together. */
function sameGoal(mine: Clause['goal'], theirs: Clause['goal']): boolean {
  const shared = [...mine.keys()].filter((root) => theirs.has(root)).length;
  return shared > 0 && shared / Math.min(mine.size, theirs.size) > sameMatter;
}

const sentences: Record<Language, Record<Contradiction['why']['code'], string>> = {
  en: {
    opposite: 'Both speak of {shared}, in opposite directions.',
    negated: 'Both speak of {shared}; one of them says not.',
    figure: 'Both speak of {shared}, with different figures.',
  },
  ru: {
    opposite: 'Речь об одном ({shared}), но направления противоположны.',
    negated: 'Речь об одном ({shared}), но одно из решений это отрицает.',
    figure: 'Речь об одном ({shared}), но числа разные.',
  },
};

/** Why two decisions seem to clash, in a sentence that names the shared words. */
export const sayClash = ({ code, shared }: Contradiction['why'], language: Language): string =>
  sentences[language][code].replace('{shared}', shared.slice(0, 5).join(', '));
