import type { Criterion } from '@/lib/council/agenda.schema';
import type { Objection, RunState } from '@/lib/council/run';
import type { Seat } from '@/lib/council/team.schema';
import { templateOf } from '@/lib/council/templates';
import type { SpeechRequest } from '@/lib/ports/speech';
import { type Signal, type Theme, themeOf } from './evidence';
import { judge, optionOf, type Point, standing, total } from './judge';
import { type Lens, lensesOf } from './lenses';
import type { Clause, Matter, Option, Working } from './matter';
import { Pen } from './pen';
import { phrasesOf } from './phrases';
import type { Phrases } from './phrases.en';
import { readAgenda, spareOptions } from './read-agenda';
import { reasonsEn } from './reasons.en';
import { reasonsRu } from './reasons.ru';
import { specialReasons } from './reasons.special';
import { capital, dice, number, pronoun, quoted } from './words';

/** Starts the list at the statement `by` places further on, so that parallel seats do not all quote the same one. */
function turned(points: readonly Point[], by: number): readonly Point[] {
  const clauses = [...new Set(points.map((point) => point.clause))];
  const shift = clauses.length > 1 ? by % clauses.length : 0;
  const order = [...clauses.slice(shift), ...clauses.slice(0, shift)];
  return points.toSorted((a, b) => order.indexOf(a.clause) - order.indexOf(b.clause));
}

export interface Candidate {
  /** Id in the pool, or the name before there is one. */
  id: string;
  option: Option;
  /** Weighted total of this seat. */
  total: number;
}

/** Everything one turn speaks from. */
export class Stage {
  readonly matter: Matter;
  readonly state: RunState;
  readonly seat: Seat;
  readonly experts: readonly Seat[];
  readonly ordinal: number;
  readonly lens: Lens;
  readonly criteria: readonly (Criterion & { theme: Theme })[];
  readonly pen: Pen;
  readonly phrases: Phrases;
  private readonly parallel: boolean;
  /** By this seat's own totals, best first. */
  readonly ranked: readonly Candidate[];

  constructor(readonly request: SpeechRequest) {
    const { state, seat, purpose } = request;
    this.state = state;
    this.seat = seat;
    this.matter = readAgenda(state.agenda);
    this.phrases = phrasesOf(state.agenda.language, state.agenda.template);
    this.experts = state.team.seats.filter((one) => one.role === 'expert');
    this.ordinal = Math.max(
      0,
      this.experts.findIndex((one) => one.id === seat.id),
    );
    const lenses = lensesOf(state.team, state.agenda.template);
    const lens = lenses.get(seat.id) ?? [...lenses.values()][0];
    if (!lens) throw new Error('A council needs an expert');
    this.lens = lens;
    const own = state.criteria.length > 0 ? state.criteria : criteriaOf(state);
    this.criteria = own.map((criterion, index) => ({ ...criterion, theme: themeOf(criterion.name, index) }));
    this.parallel = purpose === 'draft' || purpose === 'review' || purpose === 'ballot';
    this.pen = new Pen(state, this.ordinal, dice(1e6, state.seed, seat.id, request.turn), this.parallel);
    const options =
      state.alternatives.length > 0
        ? state.alternatives.map((one) => ({ id: one.id, option: optionOf(this.matter, one) }))
        : this.matter.options.map((option) => ({ id: option.name, option }));
    this.ranked = options
      .map((one) => ({ ...one, total: total(this.matter, one.option, own, lens, state.seed) }))
      .toSorted((a, b) => b.total - a.total || a.id.localeCompare(b.id));
  }

  get language() {
    return this.matter.language;
  }

  quote(text: string): string {
    return quoted(this.language, text);
  }

  name(option: Option): string {
    return this.quote(option.name);
  }

  number(value: number): string {
    return number(this.language, Math.round(value * 10) / 10);
  }

  score(option: Option, theme: Theme): number {
    return judge(this.matter, option, theme, this.lens, this.state.seed);
  }

  /** Whether the option is the last one that this turn has named, so that a pronoun means it. */
  private inView(option: Option): boolean {
    const places = this.ranked.map((one) => ({
      name: one.option.name,
      at: this.pen.text.lastIndexOf(this.name(one.option)),
    }));
    const last = places.toSorted((a, b) => b.at - a.at)[0];
    return last !== undefined && last.at >= 0 && last.name === option.name;
  }

  /** A reason's variants, filled for an option. */
  reason(key: string, option: Option, measure?: Point['measure']): string {
    const usual = this.language === 'ru' ? reasonsRu : reasonsEn;
    const variants = specialReasons[key]?.[this.language] ?? usual[key] ?? [];
    const o = this.name(option);
    // A person is named again; only a plan is "it".
    const shaped =
      this.inView(option) && option.kind !== 'hire'
        ? variants.map((variant) => pronoun(this.language, variant))
        : variants;
    return this.pen.pick(shaped, { o, m: measure?.name[this.language] ?? '' });
  }

  /** A statement of the agenda as a quotation that stands as its own sentence. */
  cite(clause: Clause): string {
    return `${this.quote(capital(clause.text))}.`.replace(/([”»])\.$/u, '.$1').replace(/\.([”»])$/u, '$1.');
  }

  /** The best unspent statement for or against an option, with what follows from it; null when there is none. */
  point(
    option: Option,
    stance: 'pro' | 'con',
    themes: readonly Theme[] = this.lens.themes,
    strict = false,
  ): { clause: Clause; text: string; point: Point } | null {
    const rate = (point: Point) =>
      Math.abs(point.delta) *
        (themes.includes(point.theme) ? 1.6 : 1) *
        (this.lens.signals.some((signal: Signal) => point.key.startsWith(`${signal}.`)) ? 1.5 : 1) *
        (point.measure?.aim === this.lens.aim ? 1.5 : 1) -
      1.1 * this.pen.heard(this.quote(capital(point.clause.text)));
    const points = standing(this.matter, option)
      .points.filter((point) => point.stance === stance && (!strict || themes.includes(point.theme)))
      .toSorted((a, b) => rate(b) - rate(a));
    const order = this.parallel ? turned(points, this.ordinal % Math.min(this.experts.length, 3)) : points;
    for (const point of order) {
      if (this.pen.heard(this.quote(capital(point.clause.text))) >= 3) continue;
      const follows = this.reason(point.key, option, point.measure);
      if (follows) return { clause: point.clause, point, text: `${this.cite(point.clause)} ${follows}` };
    }
    return null;
  }

  /** What a certain statement says for or against an option; null where it does not bear on it. */
  pointFrom(option: Option, clause: Clause): { stance: 'pro' | 'con'; text: string } | null {
    for (const point of standing(this.matter, option).points) {
      if (point.clause !== clause) continue;
      const follows = this.reason(point.key, option, point.measure);
      if (follows) return { stance: point.stance, text: `${this.cite(clause)} ${follows}` };
    }
    return null;
  }

  /** What can be said for or against an option without a fact. */
  plain(option: Option, stance: 'pro' | 'con'): string {
    const key = `${option.kind}.${stance}`;
    return this.reason(`${this.state.agenda.template}.${key}`, option) || this.reason(key, option);
  }

  /** How far a computation speaks for an option rather than for its rivals. */
  private bearing(working: Working, option: Option): number {
    if (
      option.kind === 'set' &&
      (working.theme === 'prevent' || working.theme === 'detect' || working.theme === 'recover')
    ) {
      const counts = new Map<string, number>();
      for (const { aim } of option.measures) counts.set(aim, (counts.get(aim) ?? 0) + 1);
      return (counts.get(working.theme) ?? 0) >= Math.max(...counts.values()) ? 1 : -1;
    }
    // Of people, a figure speaks for the one it is about, and for the others where it speaks against that one.
    if (option.kind === 'hire' && working.options) {
      const sum = (name: string) => Object.values(working.options?.[name] ?? {}).reduce((all, delta) => all + delta, 0);
      const rival = Math.min(0, ...Object.keys(working.options).map(sum));
      return option.name in working.options ? sum(option.name) : -rival / 2;
    }
    const of = (one: Option) =>
      [working.bearing[one.kind], working.options?.[one.name]]
        .flatMap((part) => Object.values(part ?? {}))
        .reduce((sum, delta) => sum + delta, 0);
    const rivals = this.matter.options.filter((one) => one.name !== option.name);
    return of(option) - rivals.reduce((sum, one) => sum + of(one), 0) / Math.max(1, rivals.length);
  }

  /** A computation nobody has spoken yet that speaks for (or against) an option, of this seat's own themes first. */
  working(option: Option, stance: 'pro' | 'con'): { working: Working; text: string } | null {
    const fits = (one: Working) =>
      stance === 'pro' ? this.bearing(one, option) > 0.12 : this.bearing(one, option) < -0.12;
    const fitting = this.matter.workings.filter(fits);
    const mine = (one: Working) => (this.lens.themes.includes(one.theme) ? 1 : 0);
    const shift = this.ordinal % Math.max(1, fitting.length);
    const turned = [...fitting.slice(shift), ...fitting.slice(0, shift)].toSorted((a, b) => mine(b) - mine(a));
    for (const working of turned) {
      const text = this.pen.pick(working.say);
      if (text) return { working, text };
    }
    return null;
  }

  /** What a quotation argues for an option, where it holds a statement that bears on it. */
  themeOf(option: Option, quotation: string): Theme | undefined {
    return standing(this.matter, option).points.find(
      (point) => point.stance === 'pro' && quotation.includes(capital(point.clause.text)),
    )?.theme;
  }

  /** The strongest statement for or against an option, whoever has quoted it before; facts before limits. */
  evidence(option: Option, stance: 'pro' | 'con'): Clause | undefined {
    const points = standing(this.matter, option).points.filter((point) => point.stance === stance);
    return (points.find((point) => !point.clause.constraint) ?? points[0])?.clause;
  }

  candidate(id: string | undefined): Candidate | undefined {
    return this.ranked.find((one) => one.id === id || one.option.name === id);
  }

  /** The seat's position now: the last one stated, else its own best. */
  get favourite(): Candidate {
    const stated = this.state.positions.findLast((one) => one.seat === this.seat.id);
    const found = this.candidate(stated?.alternative) ?? this.ranked[0];
    if (!found) throw new Error('A council needs an alternative');
    return found;
  }

  /**
   * Where no answer has a majority, the seat that gives up least by joining another's answer moves to it.
   * Null for every other seat.
   */
  get compromise(): { to: Candidate; gap: number } | null {
    const latest = new Map(this.state.positions.map((one) => [one.seat, one.alternative]));
    const held = [...latest.values()];
    if (latest.size < 2 || held.some((id) => held.filter((one) => one === id).length * 2 > this.experts.length))
      return null;
    const lenses = lensesOf(this.state.team, this.state.agenda.template);
    const costs = [...latest].flatMap(([seat, id]) => {
      const lens = lenses.get(seat);
      const own = this.candidate(id);
      if (!lens || !own) return [];
      const worth = (one: Candidate) => total(this.matter, one.option, this.criteria, lens, this.state.seed);
      return this.ranked
        .filter((one) => one.id !== id && held.includes(one.id))
        .map((to) => ({ seat, to, gap: Math.max(0, worth(own) - worth(to)) }));
    });
    // What the whole council thinks of the answer counts beside what the seat gives up.
    const rate = ({ to, gap }: { to: Candidate; gap: number }) => gap - 0.5 * (this.mean(to.id) ?? 0);
    const least = costs.filter((one) => one.gap < 1.5).toSorted((a, b) => rate(a) - rate(b))[0];
    return least?.seat === this.seat.id ? { to: least.to, gap: least.gap } : null;
  }

  /** Mean weighted score of every reviewer by alternative. */
  mean(id: string): number | null {
    const marks = this.state.scores.filter((one) => one.alternative === id);
    if (marks.length === 0) return null;
    const weight = (name: string) => this.criteria.find((one) => one.name === name)?.weight ?? 0;
    const weights = marks.reduce((sum, one) => sum + weight(one.criterion), 0);
    return weights > 0 ? marks.reduce((sum, one) => sum + one.score * weight(one.criterion), 0) / weights : null;
  }

  /** The alternative in front: by ballot, positions, then mean scores. */
  get leader(): Candidate {
    const counts = new Map<string, number>();
    const latest = new Map(this.state.positions.map((one) => [one.seat, one.alternative]));
    for (const id of latest.values()) counts.set(id, (counts.get(id) ?? 0) + 1);
    const rate = (one: Candidate) => (counts.get(one.id) ?? 0) * 100 + (this.mean(one.id) ?? one.total);
    const first =
      this.candidate(this.state.ballot?.leader ?? undefined) ?? this.ranked.toSorted((a, b) => rate(b) - rate(a))[0];
    if (!first) throw new Error('A council needs an alternative');
    return first;
  }

  /** An answer that is not in the pool yet. */
  spare(): Option | undefined {
    const pooled = new Set(this.ranked.map((one) => one.option.name));
    return [...this.matter.options, ...spareOptions(this.state.agenda)].find(
      (one) => one.kind !== 'nothing' && !pooled.has(one.name),
    );
  }

  seatName(id: string | null): string {
    return this.state.team.seats.find((one) => one.id === id)?.name ?? '';
  }

  get openObjections(): readonly Objection[] {
    return this.state.objections.filter((one) => !one.resolved);
  }
}

/** The agenda's criteria, else its template's. */
export const criteriaOf = (state: RunState): Criterion[] =>
  state.agenda.criteria.length >= 2
    ? state.agenda.criteria
    : templateOf(state.agenda.template).criteria[state.agenda.language];
