import type { Agenda } from '@/lib/council/agenda.schema';
import type { Theme } from './evidence';
import { addDays, daysBetween, type Figure, readDates } from './figures';
import type { Point } from './judge';
import type { Clause, Matter, Option } from './matter';
import type { Named } from './read-options';
import { nameForms } from './words';

/** What the agenda states about one candidate. */
export interface Candidate {
  name: string;
  clauses: readonly Clause[];
  sample: { score: number; of: number; clause: Clause } | null;
  salary: { figure: Figure; clause: Clause } | null;
  /** First possible day, ISO 8601. */
  start: { date: string; clause: Clause } | null;
}
/** What the post allows. */
export interface Post {
  band: { low: number; high: number; clause: Clause } | null;
  need: { date: string; clause: Clause } | null;
  /** What a month without anybody costs. */
  empty: { figure: Figure; clause: Clause } | null;
}

/** Whether a text names somebody. */
const speaksOf = (text: string, name: string): boolean =>
  name.split(/\s+/).some((word) => new RegExp(nameForms(word), 'iu').test(text));

/** Reads each candidate's statements; a statement without a name belongs to whoever its fact named last. */
export function readCandidates(agenda: Agenda, clauses: readonly Clause[], options: readonly Named[]): Candidate[] {
  const hires = options.filter((one) => one.kind === 'hire');
  const about = new Map<Clause, string | undefined>();
  let [fact, last]: [number, string | undefined] = [0, undefined];
  for (const clause of clauses) {
    if (clause.fact !== fact) [fact, last] = [clause.fact, undefined];
    const named = hires.filter((one) => speaksOf(clause.text, one.name));
    if (named.length > 0) last = named.length === 1 ? named[0]?.name : undefined;
    if (!clause.constraint) about.set(clause, last);
  }
  return hires.map(({ name }) => {
    const mine = clauses.filter((clause) => about.get(clause) === name);
    const find = <T>(read: (clause: Clause) => T | null) => mine.map(read).find((one) => one !== null) ?? null;
    return {
      name,
      clauses: mine,
      sample: find((clause) => {
        const found = clause.text.match(/(\d+(?:[.,]\d+)?)\s*(?:points?|балл\p{L}*)?\s*(?:out of|of|из)\s*(\d+)/iu);
        if (!found || !/scor|point|sample|test|task|балл|задани|тест|набрал/iu.test(clause.text)) return null;
        const [score, of] = [Number(found[1]?.replace(',', '.')), Number(found[2])];
        return of > 0 && score <= of ? { score, of, clause } : null;
      }),
      salary: find((clause) => {
        const figure = clause.figures.find((one) => one.money);
        return figure && /ask|want|expect|salary|pay|проси|хочет|ожида|оклад|зарплат/iu.test(clause.text)
          ? { figure, clause }
          : null;
      }),
      start: find((clause) => {
        if (!/start|join|notice|available|вый(?:ти|д)|выход|приступ|начать|отработ/iu.test(clause.text)) return null;
        const time = clause.figures.find((one) => one.ms !== null);
        const date =
          readDates(clause.text, agenda.held_on)[0] ??
          (time?.ms ? addDays(agenda.held_on, Math.round(time.ms / 864e5)) : undefined);
        return date ? { date, clause } : null;
      }),
    };
  });
}

/** Reads the band, the day on which the post is needed, and what an empty post costs. */
export function readPost(clauses: readonly Clause[], deadlines: Matter['deadlines']): Post {
  const band = clauses.find(
    (one) => /\bband\b|pay range|salary range|вилк|диапазон/iu.test(one.text) && one.figures.length > 1,
  );
  const [low, high] = band?.figures.filter((one) => !one.percent && one.value > 100) ?? [];
  const empty = clauses.find((one) => one.signals.includes('vacancy') && one.figures.some((figure) => figure.money));
  const cost = empty?.figures.find((one) => one.money);
  const need = deadlines.find((one) => /fill|post|start|need|place|занять|место|выход|нуж/iu.test(one.clause.text));
  return {
    band: band && low && high ? { low: low.value, high: high.value, clause: band } : null,
    need: need ?? null,
    empty: empty && cost ? { figure: cost, clause: empty } : null,
  };
}

const against =
  /\b(?:has|have|had|did|does) (?:not|never)\b|\bno experience\b|\blacks?\b|\bwithout experience\b|опыта[^.;]{0,30}нет|нет опыта|не (?:работал|в[её]л|знает|умеет|руководил)/iu;
const shown =
  /\b(?:led|leads|built|ran|runs|delivered|moved|reduced|halved|launched|taught|trained|designed|wrote|managed|migrated|won)\b|руковод|руковел|пров[её]л|построил|запустил|сократил|перенос|дежурств|наладил|разработал|обучил|выпустил/iu;
const reference = /referenc|referee|рекоменд|отзыв/iu;
const shaky =
  /(?:could not|can ?not|did not|declin|contradict|warn|missing|doubt|no referenc|не вышел|не ответил|отказ|сомнен|предупре|(?<!\p{L})нет(?!\p{L})|не связал|на связь не)/iu;

/** What bears on a candidate: work on the same task, what was shown, references, pay against the band, start against need. */
export function candidatePoints(matter: Matter, option: Option): Point[] {
  const self = matter.candidates.find((one) => one.name === option.name);
  if (!self) return [];
  const { band, need } = matter.post;
  const points: Point[] = [];
  const add = (clause: Clause, key: string, theme: Theme, delta: number) => {
    const stance = delta > 0 ? 'pro' : 'con';
    if (delta !== 0) points.push({ clause, key: `${key}.${stance}`, stance, theme, delta });
  };
  const rates = matter.candidates.flatMap(({ sample }) => (sample ? [sample.score / sample.of] : []));
  if (self.sample && rates.length > 1) {
    const rest = self.sample.score / self.sample.of - rates.reduce((sum, one) => sum + one, 0) / rates.length;
    const bound = Math.max(-2.8, Math.min(2.8, rest * 22));
    add(self.sample.clause, 'sample', 'value', Math.abs(bound) < 0.4 ? 0 : bound);
  }
  if (self.salary && band) {
    const { value } = self.salary.figure;
    const room = (band.high - value) / Math.max(1, band.high - band.low);
    add(self.salary.clause, 'salary', 'cost', value > band.high ? -2.6 : 0.6 + Math.min(1, room) * 1.2);
  }
  if (self.start && need) {
    const late = daysBetween(need.date, self.start.date);
    add(self.start.clause, late > -7 && late <= 0 ? 'ontime' : 'start', 'speed', late > 0 ? -2.4 : 1.5);
  }
  for (const clause of self.clauses) {
    if ([self.sample, self.salary, self.start].some((one) => one?.clause === clause)) continue;
    if (reference.test(clause.text)) add(clause, 'reference', 'trust', shaky.test(clause.text) ? -2.2 : 1.8);
    else if (against.test(clause.text)) add(clause, 'proof', 'value', -2);
    else if (shown.test(clause.text)) add(clause, 'proof', 'value', 1.6);
  }
  return points.toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
}

/** What is stated about some candidates and missing for others. */
export function unstated(matter: Matter): { name: string; what: 'sample' | 'salary' | 'start' }[] {
  return (['sample', 'salary', 'start'] as const).flatMap((what) =>
    matter.candidates.some((one) => one[what])
      ? matter.candidates.filter((one) => !one[what]).map(({ name }) => ({ name, what }))
      : [],
  );
}
