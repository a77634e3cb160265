import type { Criterion } from '@/lib/council/agenda.schema';
import type { RunState } from '@/lib/council/run';
import { effects, prior } from './bearings';
import { candidatePoints } from './candidates';
import { type Signal, type Theme, themeOf } from './evidence';
import type { Lens } from './lenses';
import type { Clause, Matter, Option } from './matter';
import type { Measure } from './measures';
import { measures } from './measures';
import { callsFor, optionFrom } from './read-agenda';
import { kindOf } from './read-options';
import { dice } from './words';

/** A statement's bearing on an option: which theme it moves, how far, and the key of the reason. */
export interface Point {
  clause: Clause;
  key: string;
  stance: 'pro' | 'con';
  theme: Theme;
  /** Signed, points of ten. */
  delta: number;
  measure?: Measure;
}

const themesOf = (bearing: Partial<Record<Theme, number>>) =>
  (Object.entries(bearing) as [Theme, number][]).toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]));

const good: readonly Signal[] = ['ready', 'compat', 'funding'];
const ill: readonly Signal[] = ['lack', 'broken', 'unfunded', 'pain'];

/** Whether a statement speaks of this option in particular. */
function mentions(clause: Clause, option: Option): boolean {
  if (clause.constraint || option.kind === 'nothing') return false;
  const shared = [...option.own].filter((stem) => clause.stems.has(stem));
  const least = option.kind === 'pick' ? 1 : option.kind === 'build' ? Math.min(2, option.own.size) : 2;
  return shared.length >= least;
}

/** Every statement that bears on an option, strongest first. */
export function pointsFor(matter: Matter, option: Option): Point[] {
  if (option.kind === 'hire') return candidatePoints(matter, option);
  const points: Point[] = [];
  const rivals = matter.options.filter(
    (other) => other.name !== option.name && (other.kind === 'pick' || other.kind === 'build'),
  );
  const siblings = matter.options.filter((other) => other.name !== option.name);
  for (const clause of matter.clauses) {
    const named = mentions(clause, option);
    const elsewhere = !named && rivals.some((other) => mentions(clause, other));
    if (named) {
      const sign = clause.signals.some((signal) => ill.includes(signal))
        ? -1
        : clause.signals.some((signal) => good.includes(signal))
          ? 1
          : 0;
      if (sign !== 0) {
        const stance = sign > 0 ? 'pro' : 'con';
        const about = /certif|secur|support|audit|сертиф|безопас|поддерж/iu.test(clause.text) ? 'trust' : 'value';
        for (const theme of [about, 'speed'] as const)
          points.push({ clause, key: `mention.${stance}`, stance, theme, delta: 2.4 * sign });
      }
    }
    if (elsewhere || option.kind === 'set') continue;
    for (const signal of clause.signals) {
      // A statement about one option in particular says little about its siblings.
      if (named && (signal === 'lack' || signal === 'ready')) continue;
      if (!named && signal === 'ready' && option.kind === 'act' && siblings.some((other) => mentions(clause, other)))
        continue;
      for (const [theme, delta] of themesOf(effects[signal][option.kind] ?? {})) {
        const stance = delta > 0 ? 'pro' : 'con';
        points.push({ clause, key: `${signal}.${stance}`, stance, theme, delta });
      }
    }
  }
  if (option.kind === 'set') points.push(...setPoints(matter, option));
  return points.toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
}

function setPoints(matter: Matter, option: Option): Point[] {
  const mine: Point[] = option.measures.flatMap((measure) => {
    const calls = callsFor(measure, matter.clauses);
    return calls.map((clause, index) => ({
      clause,
      key: `${measure.aim}.pro`,
      stance: 'pro' as const,
      theme: measure.aim,
      delta: index === 0 ? 2.8 : 0.5,
      measure,
    }));
  });
  const answered = new Set(mine.map((point) => point.clause));
  const open = measures
    .filter((measure) => !option.measures.includes(measure))
    .flatMap((measure) =>
      callsFor(measure, matter.clauses)
        .filter((clause) => !answered.has(clause))
        .slice(0, 1)
        .map((clause) => ({ measure, clause })),
    );
  return [
    ...mine,
    ...open.slice(0, 4).map(({ measure, clause }) => ({
      clause,
      key: 'gap.con',
      stance: 'con' as const,
      theme: measure.aim,
      delta: -0.3,
      measure,
    })),
  ];
}

interface Standing {
  points: readonly Point[];
  sums: Readonly<Partial<Record<Theme, number>>>;
}
const standings = new WeakMap<Option, Standing>();
/** What the agenda as a whole does to an option, by theme. */
export function standing(matter: Matter, option: Option): Standing {
  const known = standings.get(option);
  if (known) return known;
  const points = pointsFor(matter, option);
  const sums: Partial<Record<Theme, number>> = {};
  const add = (bearing: Partial<Record<Theme, number>> | undefined) => {
    for (const [theme, delta] of themesOf(bearing ?? {})) sums[theme] = (sums[theme] ?? 0) + delta;
  };
  for (const point of points) add({ [point.theme]: point.delta });
  for (const working of matter.workings) {
    add(working.bearing[option.kind]);
    add(working.options?.[option.name]);
  }
  for (const measure of option.measures)
    if (callsFor(measure, matter.clauses).length === 0) add({ [measure.aim]: 1.4 });
  for (const measure of measures) {
    const held = measure.unless && matter.clauses.some((clause) => measure.unless?.test(clause.text));
    if (held && option.kind === 'nothing') add({ [measure.aim]: 1.2 });
    if (held && option.measures.some((one) => one.aim === measure.aim)) add({ [measure.aim]: -0.7 });
  }
  if (option.kind === 'set' && option.cost) {
    const room = matter.capacity?.personWeeks ? matter.capacity.personWeeks / option.cost.amount : 1.3;
    add({ speed: room < 1 ? -3 : Math.min(1.5, (room - 1) * 1.2) });
  }
  if (matter.breaches.some((breach) => breach.option === option.name))
    add(option.kind === 'hire' ? { cost: -0.5 } : { speed: -2.2, safety: -1 });
  const found = { points, sums };
  standings.set(option, found);
  return found;
}

const clamp = (value: number) => Math.min(10, Math.max(0, value));

/** A seat's score of an option on a criterion, 0 to 10 in halves: priors, facts, then the seat's own lens. */
export function judge(matter: Matter, option: Option, theme: Theme, lens: Lens, seed: number): number {
  const sum = standing(matter, option).sums[theme] ?? 0;
  const facts = prior(matter.agenda.template, option.kind, theme) + 3.4 * Math.tanh(sum / 3.8);
  const strong = lens.themes.includes(theme) ? 1.2 : 0.92;
  const leap = {
    act: 1,
    build: 1,
    transfer: 1,
    pick: 0.6,
    hire: 0.3,
    set: 0,
    partial: -0.5,
    amend: -0.5,
    delay: -0.5,
    nothing: -0.5,
  };
  const nerve = theme === 'safety' || theme === 'speed' || theme === 'trust' || theme === 'exit' ? 1.5 : 0.7;
  const mine = option.measures.filter((measure) => measure.aim === lens.aim).length;
  const aim = option.measures.length === 0 ? 0 : theme === lens.aim ? (mine > 0 ? 0.6 * mine : -1.6) : 0.5 * mine - 0.4;
  const bold = leap[option.kind];
  const jitter = (dice(5, seed, lens.id, option.name, theme) - 2) * 0.3;
  return Math.round(clamp(5 + (facts - 5) * strong + bold * nerve * lens.boldness + aim + jitter) * 2) / 2;
}

/** Weighted total of an option for a seat; its own themes count half as much again, so that fields differ but the sum still leads. */
export function total(
  matter: Matter,
  option: Option,
  criteria: readonly Criterion[],
  lens: Lens,
  seed: number,
): number {
  let [sum, weights] = [0, 0];
  criteria.forEach((criterion, index) => {
    const theme = themeOf(criterion.name, index);
    const weight = criterion.weight * (lens.themes.includes(theme) ? 1.5 : 1);
    sum += weight * judge(matter, option, theme, lens, seed);
    weights += weight;
  });
  return weights > 0 ? sum / weights : 0;
}

const strangers = new WeakMap<object, Option>();
/** What the playbook makes of a pooled alternative: its own option of that name, or one read from the words. */
export function optionOf(matter: Matter, alternative: RunState['alternatives'][number]): Option {
  const names = [alternative.name, ...alternative.also].map((name) => name.toLowerCase());
  const own = matter.options.find(
    (option) => names.includes(option.name.toLowerCase()) || (alternative.nothing && option.kind === 'nothing'),
  );
  if (own) return own;
  const known =
    strangers.get(alternative) ??
    optionFrom(
      alternative.name,
      alternative.summary,
      kindOf(`${alternative.name} ${alternative.summary}`, matter.agenda.template),
    );
  strangers.set(alternative, known);
  return known;
}
