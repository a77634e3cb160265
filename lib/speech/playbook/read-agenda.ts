import type { Agenda } from '@/lib/council/agenda.schema';
import type { Cost } from '@/lib/council/answers.schema';
import { bet, isStop, readStop } from './bets';
import { readCandidates, readPost } from './candidates';
import { type Extra, extrasOf, stay, whole } from './extras';
import { groundOf } from './grounds';
import { hires, payBreaches } from './hires';
import type { Clause, Matter, Option } from './matter';
import { type Aim, type Measure, measures, usual } from './measures';
import { offers, programme } from './prices';
import { readBreaches } from './read-breaches';
import { readCapacity, readClauses, readDeadlines } from './read-clauses';
import { type Kind, type Named, readOptions, setSize } from './read-options';
import { type Both, capital, clip, list, number, quoted, stems, unitOf } from './words';
import { betRules, countdown, plainRules } from './workings';

/** An option from a name alone, such as one a person or another model put forward. */
export function optionFrom(name: string, summary: string, kind: Kind, own = stems(name)): Option {
  return { name, summary, kind, text: `${name} ${summary}`, full: false, own, measures: [], cost: null };
}
const extra = (one: Extra, agenda: Agenda): Option => ({
  ...optionFrom(one.name[agenda.language], one.summary[agenda.language], one.kind),
  own: new Set<string>(),
});

/** Answers that could still be added to any agenda. */
export const spareOptions = (agenda: Agenda): Option[] =>
  [...extrasOf(agenda.template).filter((one) => !one.only), ...(agenda.template === 'hiring' ? [] : [whole])].map(
    (one) => extra(one, agenda),
  );

const bad = (clause: Clause) => clause.signals.some((signal) => signal === 'lack' || signal === 'pain');
/** Statements that call for a measure. */
export const callsFor = (measure: Measure, clauses: readonly Clause[]): Clause[] =>
  clauses.filter(
    (clause) => !clause.constraint && measure.when.test(clause.text) && !measure.unless?.test(clause.text),
  );

function setOptions(agenda: Agenda, clauses: readonly Clause[], size: number): Option[] {
  const { language } = agenda;
  const of = (aim: Aim): Measure[] => {
    const called = measures
      .filter((one) => one.aim === aim)
      .map((one) => ({ one, calls: callsFor(one, clauses) }))
      .filter(({ calls }) => calls.length > 0)
      .toSorted((a, b) => b.calls.filter(bad).length - a.calls.filter(bad).length)
      .map(({ one }) => one);
    return [...called, ...usual[aim].filter((one) => !called.some((other) => other.id === one.id))];
  };
  const by = { prevent: of('prevent'), detect: of('detect'), recover: of('recover') };
  const mix = (aims: readonly Aim[]): Measure[] => {
    const next = { prevent: 0, detect: 0, recover: 0 };
    return Array.from({ length: size }, (_, index) => aims[index % aims.length] ?? 'prevent').flatMap(
      (aim) => by[aim][next[aim]++] ?? [],
    );
  };
  const make = (name: Both, own: readonly Measure[], why: Both): Option => {
    const weeks = own.reduce((sum, one) => sum + one.weeks, 0);
    return {
      ...optionFrom(
        name[language],
        clip(
          `${why[language]}: ${list(
            language,
            own.map((one) => one.name[language]),
          )}.`,
          490,
        ),
        'set',
        new Set(),
      ),
      measures: own,
      cost: {
        amount: weeks,
        unit: unitOf(language, weeks, 'personWeek'),
        basis: clip(
          `${language === 'ru' ? 'Оценка по мерам' : 'Estimate by measure'}: ${own.map((one) => number(language, one.weeks)).join(' + ')}`,
          280,
        ),
      },
    };
  };
  return [
    make({ en: 'Recover first', ru: 'Сначала восстановление' }, mix(['recover', 'recover', 'detect']), {
      en: 'Make every loss repairable before anything else',
      ru: 'Прежде всего сделать любую потерю поправимой',
    }),
    make({ en: 'Prevent first', ru: 'Сначала предотвращение' }, mix(['prevent', 'prevent', 'recover']), {
      en: 'Close the path that led to the outage, with one net below',
      ru: 'Закрыть путь, который привёл к сбою, и натянуть под ним одну сетку',
    }),
    make({ en: 'One barrier, alarm, copy', ru: 'Заслон, сигнал и копия' }, mix(['prevent', 'detect', 'recover']), {
      en: 'A change against each of the three failures of the day',
      ru: 'По одному изменению против каждого из трёх отказов того дня',
    }),
  ];
}

function costOf(option: Named, matter: Pick<Matter, 'capacity' | 'workings' | 'agenda'>): Cost | null {
  const { language } = matter.agenda;
  for (const working of matter.workings) {
    const cost = working.costs?.[option.name] ?? working.costs?.[option.kind];
    if (cost) return cost;
  }
  const { capacity } = matter;
  if (!capacity) return null;
  const share = {
    act: 1,
    partial: 0.6,
    amend: 0.4,
    build: 1.5,
    transfer: 0.5,
    delay: null,
    pick: null,
    hire: null,
    set: null,
    nothing: null,
  }[option.kind];
  if (share === null) return null;
  const weeks = capacity.weeks || 8;
  const amount = Math.max(1, Math.round(capacity.people * weeks * share));
  const source = quoted(language, clip(capacity.clause.text, 120));
  return {
    amount,
    unit: unitOf(language, amount, 'personWeek'),
    basis:
      language === 'ru'
        ? `Оценка: ${number(language, share * 100)} % от ${number(language, capacity.people)} × ${number(language, weeks)} недель; предел — ${source}`
        : `Estimate: ${number(language, share * 100)} % of ${number(language, capacity.people)} people × ${number(language, weeks)} weeks; the limit is ${source}`,
  };
}

/** The option as a statement: the question's words without what makes them a question. */
function summaryOf({ language }: Agenda, { kind, name, text }: Named): string {
  if (kind === 'hire') {
    return { en: `Offer the post to ${name}.`, ru: `Предложить место кандидату: ${quoted(language, name)}.` }[language];
  }
  return clip(`${capital(text.replace(/(?<!\p{L})ли (?:(?:мы|нам) )?/iu, ''))}.`, 480);
}

function read(agenda: Agenda): Matter {
  const { language } = agenda;
  const all = readClauses(agenda);
  const grounds = agenda.template === 'hiring' ? all.map((clause) => groundOf(clause.text)) : [];
  const wager = agenda.template === 'product-bet';
  // The stop rule is no deadline of the work.
  const clauses = all
    .filter((_, index) => !grounds[index])
    .map((one) => (wager && isStop(one) ? { ...one, signals: [] } : one));
  const stop = wager ? readStop(clauses, agenda.held_on) : null;
  const capacity = readCapacity(clauses);
  const deadlines = readDeadlines(
    clauses.filter((one) => one !== stop?.clause),
    agenda.held_on,
  );
  const size =
    agenda.template === 'incident-review' || setSize(agenda.question) ? (setSize(agenda.question) ?? 3) : null;
  const named = readOptions(agenda);
  const options: Option[] =
    size && named.length < 2
      ? setOptions(agenda, clauses, size)
      : named.map((one) => ({ ...one, summary: summaryOf(agenda, one), measures: [], cost: null }));
  const real = () => options.filter((one) => one.kind !== 'nothing');
  if (real().length === 0 && agenda.template !== 'hiring') options.unshift(extra(whole, agenda));
  const mandated = clauses.some((clause) => clause.signals.includes('mandate'));
  for (const one of extrasOf(agenda.template)) {
    if (real().length >= Math.max(2, agenda.policy.min_alternatives)) break;
    if (one.only === 'mandate' ? mandated : !options.some((option) => option.kind === one.kind))
      options.push(extra(one, agenda));
  }
  if (!options.some((one) => one.kind === 'nothing')) options.push(extra(stay(agenda.template), agenda));
  const material = { agenda, clauses, options, capacity, deadlines };
  const candidates = agenda.template === 'hiring' ? readCandidates(agenda, clauses, options) : [];
  const post = readPost(clauses, deadlines);
  const workings =
    agenda.template === 'product-bet'
      ? [...bet(material), ...betRules.flatMap((rule) => rule(material))]
      : agenda.template === 'hiring'
        ? [...hires(material, candidates, post), ...countdown(material)]
        : [
            ...(options.some((one) => one.kind === 'pick') ? offers(material) : programme(material)),
            ...plainRules.flatMap((rule) => rule(material)),
          ];
  const breaches = [...readBreaches(material), ...payBreaches(material, candidates, post)];
  const known = { agenda, capacity, workings };
  return {
    agenda,
    language,
    clauses,
    capacity,
    deadlines,
    workings,
    breaches,
    stop,
    candidates,
    post,
    refused: all.flatMap(({ fact }, index) => {
      const ground = grounds[index];
      return ground ? [{ fact, ground }] : [];
    }),
    options: options.map((one) => ({ ...one, cost: one.cost ?? (one.kind === 'nothing' ? null : costOf(one, known)) })),
  };
}

const readings = new WeakMap<Agenda, Matter>();
/** Understands an agenda once: its options, statements, figures, limits and what can be computed from them. */
export function readAgenda(agenda: Agenda): Matter {
  const known = readings.get(agenda) ?? read(agenda);
  readings.set(agenda, known);
  return known;
}
