import type { Agenda } from '@/lib/council/agenda.schema';
import { daysBetween, type Figure, readMonthYears } from './figures';
import type { Capacity, Clause, Working } from './matter';
import type { Named } from './read-options';
import { count, day, number, span } from './words';

interface Material {
  agenda: Agenda;
  clauses: readonly Clause[];
  options: readonly Named[];
  capacity: Capacity | null;
  deadlines: readonly { date: string; clause: Clause }[];
}
type Rule = (material: Material) => Working[];

const some = <T>(value: T | undefined | null | false): T[] => (value ? [value] : []);
const facts = (clauses: readonly Clause[]) => clauses.filter((clause) => !clause.constraint);
const per100 = (part: number, whole: number) => Math.round((part / whole) * 100);

/** "11 rollbacks, of them 6" and "168 schools … 61 schools have no kitchen". */
const shares: Rule = ({ agenda: { language: l }, clauses }) => {
  const seen: Working[] = [];
  const add = (part: Figure, whole: Figure, from: Clause[]) => {
    const p = per100(part.value, whole.value);
    if (p < 3 || p > 97) return;
    const [a, b, c] = [number(l, part.value), number(l, whole.value), number(l, p)];
    const signals = from.flatMap((clause) => clause.signals);
    const hard = signals.includes('lack') || signals.includes('coupling');
    const heavy = p >= 50;
    seen.push({
      id: `share-${part.value}-${whole.value}`,
      theme: hard ? 'safety' : 'value',
      from,
      bearing: hard
        ? { act: { safety: -p / 70, speed: -p / 90 }, partial: { safety: 0.4 } }
        : {
            nothing: { value: -p / 60 },
            delay: { value: -p / 90 },
            act: { value: p / 80 },
            partial: { value: p / 110 },
          },
      say: {
        en: [
          `${a} of ${b} is ${c} %, ${heavy ? 'more than half, so this is the rule and not the exception' : 'too much to be settled case by case'}.`,
          `Divide ${a} by ${b} and ${c} % remain${heavy ? ', which is most of the trouble in one place' : ' as a hard core that no plan may skip'}.`,
          `A share of ${c} %, ${a} out of ${b}, is what any answer has to move.`,
        ],
        ru: [
          `${a} из ${b} — это ${c} %, ${heavy ? 'больше половины: уже правило, а не исключение' : 'слишком много, чтобы разбирать по одному случаю'}.`,
          `Делим ${a} на ${b} и получаем ${c} %${heavy ? ': основная часть беды сидит в одном месте' : ' — ядро, которое план не может обойти'}.`,
          `Доля в ${c} %, то есть ${a} из ${b}, и есть то, что решение обязано сдвинуть.`,
        ],
      }[l],
    });
  };
  for (const clause of facts(clauses)) {
    const of = clause.text.search(/из них|of (?:them|which)|are used|занято/iu);
    const [first, second] = clause.figures.filter((figure) => !figure.percent && !figure.money && figure.ms === null);
    if (of > 0 && first && second && second.value < first.value) add(second, first, [clause]);
  }
  const whole = facts(clauses).flatMap((clause) => clause.figures.map((figure) => ({ figure, clause })));
  for (const small of whole) {
    if (small.figure.percent || small.figure.money || small.figure.head.length < 4) continue;
    const big = whole.find(
      (one) =>
        one.figure.head === small.figure.head &&
        one.figure.value > small.figure.value &&
        one.figure.ms === null &&
        !one.figure.money &&
        one.figure.per === null,
    );
    const bad = small.clause.signals.some((signal) => signal === 'lack' || signal === 'ready' || signal === 'pain');
    if (big && bad && small.figure.per === null)
      add(small.figure, big.figure, small.clause === big.clause ? [small.clause] : [small.clause, big.clause]);
  }
  return seen.filter((one, index) => seen.findIndex((other) => other.id === one.id) === index).slice(0, 3);
};

/** "1.8 s against a target of 600 ms". */
const target: Rule = ({ agenda: { language: l }, clauses }) =>
  facts(clauses).flatMap((clause) => {
    const at = clause.text.search(/target|цел[иьею]/iu);
    const times = clause.figures.filter((figure) => figure.ms !== null);
    const [is, goal] = [times[0], times.at(-1)];
    if (at < 0 || !is?.ms || !goal?.ms || is === goal || is.ms <= goal.ms) return [];
    const [times3, over] = [number(l, Math.round((is.ms / goal.ms) * 10) / 10), number(l, Math.round(is.ms - goal.ms))];
    return [
      {
        id: 'target',
        theme: 'value' as const,
        from: [clause],
        bearing: {
          act: { value: 0.8 },
          partial: { value: 0.5 },
          amend: { value: 0.7 },
          nothing: { value: -1.2, safety: -0.4 },
        },
        say: {
          en: [
            `Measured against its own target, that is ${times3} times too slow, ${over} ms over.`,
            `To reach the target, ${over} ms have to go, and no tuning of habits finds them.`,
            `An answer ${times3} times slower than promised is a fault that users meet every day.`,
          ],
          ru: [
            `По сравнению с собственной целью это медленнее в ${times3} раза, лишних ${over} мс.`,
            `Чтобы попасть в цель, надо убрать ${over} мс, и одной дисциплиной их не найти.`,
            `Ответ в ${times3} раза медленнее обещанного пользователи замечают каждый день.`,
          ],
        }[l],
      },
    ];
  });

/** "300 GB were removed …; 4.5 GB were left". */
const destroyed: Rule = ({ agenda: { language: l }, clauses }) => {
  const gone = clauses.find(
    (one) =>
      /removed|deleted|lost|erased|удален|стёрт|потерян/iu.test(one.text) &&
      one.figures.some((figure) => figure.head.length > 0 && figure.ms === null),
  );
  const left = clauses.find((one) => /left|remained|осталось|уцелел/iu.test(one.text) && one.figures.length > 0);
  const a = gone?.figures[0];
  const b = left?.figures.at(-1);
  if (!gone || !left || !a || !b || a.unit.slice(0, 2) !== b.unit.slice(0, 2) || a === b) return [];
  const unit = a.unit.split(' ')[0] ?? '';
  const [all, p] = [number(l, a.value + b.value), number(l, Math.round((a.value / (a.value + b.value)) * 1000) / 10)];
  return [
    {
      id: 'destroyed',
      theme: 'recover' as const,
      from: gone === left ? [gone] : [gone, left],
      bearing: { nothing: { recover: -0.5, prevent: -0.5 } },
      say: {
        en: [
          `${number(l, a.value)} of ${all} ${unit} is ${p} %: nobody stopped it, it simply ran out of things to delete.`,
          `With ${p} % gone, the only question left was what copy we had.`,
          `Of ${all} ${unit} the command took ${p} % before a person could react.`,
        ],
        ru: [
          `${number(l, a.value)} из ${all} ${unit} — это ${p} %: остановить было уже почти нечего.`,
          `Когда потеряно ${p} %, остаётся один вопрос: какая копия у нас есть.`,
          `Из ${all} ${unit} команда забрала ${p} % раньше, чем человек успел вмешаться.`,
        ],
      }[l],
    },
  ];
};

/** People times weeks. */
const effort: Rule = ({ agenda: { language: l }, capacity: c }) =>
  some(
    c && c.personWeeks > 0
      ? {
          id: 'effort',
          theme: 'speed' as const,
          from: [c.clause],
          bearing: { act: { speed: -0.5 }, partial: { speed: 0.4 }, build: { speed: -0.8 } },
          say: (c.weeks >= 8
            ? {
                en: [
                  `That makes ${number(l, c.people)} × ${number(l, c.weeks)}, ${count(l, c.personWeeks, 'personWeek')} in all, for the work and for everything that goes wrong in it.`,
                  `Whatever we choose has to fit into ${count(l, c.personWeeks, 'personWeek')}, testing and the way back included.`,
                  `With ${count(l, c.personWeeks, 'personWeek')} to spend, a quarter belongs to the return path before anything is promised.`,
                ],
                ru: [
                  `Это ${number(l, c.people)} × ${number(l, c.weeks)}, всего ${count(l, c.personWeeks, 'personWeek')} — и на работу, и на всё, что в ней пойдёт не так.`,
                  `Любой вариант должен уложиться в этот запас, ${count(l, c.personWeeks, 'personWeek')}, вместе с проверкой и возвратом.`,
                  `Из бюджета (${count(l, c.personWeeks, 'personWeek')}) четверть нужна на обратный путь ещё до первых обещаний.`,
                ],
              }
            : {
                en: [
                  `That is ${number(l, c.people)} × ${number(l, c.weeks)}, or ${count(l, c.personWeeks, 'personWeek')}, and a drill already takes one of them.`,
                  `Everything on the list must share ${count(l, c.personWeeks, 'personWeek')}, so the order matters more than the length.`,
                  `At ${count(l, c.personWeeks, 'personWeek')}, each measure we add pushes another one out.`,
                ],
                ru: [
                  `Это ${number(l, c.people)} × ${number(l, c.weeks)}, то есть ${count(l, c.personWeeks, 'personWeek')}, и одна уйдёт на учения.`,
                  `Весь список делит ${count(l, c.personWeeks, 'personWeek')}, поэтому порядок важнее длины.`,
                  `При запасе в ${count(l, c.personWeeks, 'personWeek')} каждая новая мера вытесняет другую.`,
                ],
              })[l],
        }
      : null,
  );

/** "Three releases a year": what a year of waiting means. */
const releases: Rule = ({ agenda: { language: l }, clauses, options, capacity }) => {
  const clause = clauses.find((one) =>
    one.figures.some((figure) => figure.per === 'year' && /releas|version|выпуск|релиз|верси/iu.test(figure.unit)),
  );
  const each = clause?.figures.find((figure) => figure.per === 'year');
  const waits = options.find((option) => option.kind === 'delay');
  if (!clause || !each || !waits) return [];
  const support = clauses.flatMap((one) =>
    one.figures.filter((figure) => figure.ms !== null && /support|поддерж/iu.test(one.text)),
  )[0];
  const months = support?.ms ? Math.round(support.ms / (30.44 * 864e5)) : null;
  const n = count(l, each.value, 'release');
  return [
    {
      id: 'releases',
      theme: 'upkeep' as const,
      from: [clause, ...some(capacity?.clause)],
      bearing: { delay: { upkeep: -1, value: -0.4 }, act: { upkeep: 0.5 } },
      say: {
        en: [
          `One more year is ${n} kept on two paths${months ? `, and the last of them is supported ${number(l, months)} months beyond its date` : ''}.`,
          months
            ? `Carried to its end, that is 12 months of waiting plus ${number(l, months)} of support, ${number(l, 12 + months)} months with both paths in our hands.`
            : `Each of those ${n} is tested twice, once for every path.`,
          `Waiting multiplies the test work by two for ${n}${capacity ? `, and ${number(l, capacity.people)} people carry it` : ''}.`,
        ],
        ru: [
          `Ещё год — это ${n} на двух путях${months ? `, а последний поддерживают ещё ${count(l, months, 'month')}` : ''}.`,
          months
            ? `Считаем до конца: 12 месяцев ожидания и ${number(l, months)} поддержки, итого ${number(l, 12 + months)} месяцев с двумя путями на руках.`
            : `Каждый из них (${n}) придётся проверять дважды.`,
          `Ожидание удваивает проверки на ${n}${capacity ? `, а людей на это ${number(l, capacity.people)}` : ''}.`,
        ],
      }[l],
    },
  ];
};

/** The time between an announcement and a later date that the facts name. */
const notice: Rule = ({ agenda: { language: l }, clauses }) => {
  const clause = clauses.find((one) => one.signals.includes('announced'));
  const same = clauses.filter((one) => one.fact === clause?.fact);
  const dates = same.flatMap((one) => readMonthYears(one.text));
  const [first, last] = [dates[0], dates.at(-1)];
  if (!clause || !first || !last || last.months <= first.months) return [];
  const n = count(l, last.months - first.months, 'month');
  return [
    {
      id: 'notice',
      theme: 'trust' as const,
      from: same,
      bearing: { act: { trust: 0.5, safety: -0.3 }, delay: { trust: -0.4 } },
      say: {
        en: [
          `From ${first.text} to ${last.text} are about ${n}: the notice was long, but it did not reach the people who must act.`,
          `About ${n} of warning changed little, so a further year of the same warning will not either.`,
          `If ${n} were not enough to move them, the message was wrong and not the deadline.`,
        ],
        ru: [
          `С ${first.text} по ${last.text} прошло около ${n}: срок был долгим, но до тех, кому действовать, весть не дошла.`,
          `Предупреждение длиной в ${n} мало что изменило, и ещё год такого же ничего не изменит.`,
          `Если такого срока (${n}) не хватило, неверным было сообщение, а не дата.`,
        ],
      }[l],
    },
  ];
};

/** A price a month or a year against the budget. */
const yearly: Rule = ({ agenda: { language: l }, clauses, options }) => {
  const rent = facts(clauses).find(
    (one) =>
      one.figures.some((figure) => figure.money && figure.per === 'month') &&
      !options.some((option) => option.kind === 'pick'),
  );
  const figure = rent?.figures.find((one) => one.money && one.per === 'month');
  if (!rent || !figure || figure.value < 1000) return [];
  const money = figure.unit.split(' ')[0] ?? '';
  const [year, month] = [number(l, figure.value * 12), number(l, figure.value)];
  return [
    {
      id: 'yearly',
      theme: 'cost' as const,
      from: [rent],
      bearing: { nothing: { cost: -1.5 }, delay: { cost: -1 }, act: { cost: 1.6 }, partial: { cost: 0.2 } },
      say: {
        en: [
          `Twelve times ${month} is ${year} ${money} a year, and it is spent again next year whether or not we use what it buys.`,
          `Every quarter of hesitation costs ${number(l, figure.value * 3)} ${money}.`,
          `The sum to compare everything with is ${year} ${money} a year, already being paid.`,
        ],
        ru: [
          `Двенадцать раз по ${month} — это ${year} ${money} в год, и они уйдут снова, пользуемся мы этим или нет.`,
          `Каждый квартал раздумий стоит ${number(l, figure.value * 3)} ${money}.`,
          `Сравнивать всё надо с суммой ${year} ${money} в год, которую мы уже платим.`,
        ],
      }[l],
    },
  ];
};

/** Days to each deadline. */
export const countdown: Rule = ({ agenda: { language: l, held_on }, deadlines }) =>
  deadlines.slice(0, 2).map(({ date, clause }, index) => {
    const left = daysBetween(held_on, date);
    const [d, n] = [day(l, date), count(l, left, 'day')];
    const weeks = number(l, Math.floor(left / 7));
    return {
      id: `countdown-${index}`,
      theme: 'speed' as const,
      from: [clause],
      bearing: clause.signals.includes('freeze') ? {} : { delay: { speed: -0.4 } },
      say: {
        en: [
          `From today to ${d} are ${n}, or ${weeks} weeks, and the date does not move for us.`,
          `Counting back from ${d}, ${weeks} weeks remain for everything that has to be true by then.`,
        ],
        ru: [
          `От сегодняшнего дня до ${d} — ${n}, или ${weeks} недель, и дату ради нас не сдвинут.`,
          `Если считать назад от ${d}, на всё, что должно быть готово, остаётся ${weeks} недель.`,
        ],
      }[l],
    };
  });

const incident: Rule = ({ agenda: { language: l, incident: i } }) => {
  if (!i) return [];
  const minutes = (to: string) => (Date.parse(to) - Date.parse(i.started_at)) / 60e3;
  const [detect, mitigate] = [minutes(i.detected_at), minutes(i.mitigated_at)];
  const [d, m] = [span(l, detect), span(l, mitigate - detect)];
  const slower = mitigate - detect > detect;
  const ratio = number(l, Math.round(((mitigate - detect) / Math.max(detect, 1)) * 10) / 10);
  return [
    {
      id: 'incident',
      theme: slower ? ('recover' as const) : ('detect' as const),
      from: [],
      bearing: slower ? { nothing: { recover: -0.6 } } : { nothing: { detect: -0.6 } },
      say: {
        en: [
          `Noticing took ${d}, and getting from there to mitigation took ${m}${slower ? `, ${ratio} times as long: the greater loss lay in recovery` : ': the greater loss lay in not knowing'}.`,
          slower
            ? `Had the alarm been instant, customers would still have waited ${m}.`
            : `Had the repair been instant, customers would still have waited ${d}.`,
          `Shorten the ${slower ? m : d} first; the other part of the outage was the smaller one.`,
        ],
        ru: [
          `На обнаружение ушло ${d}, от него до смягчения — ${m}${slower ? `, в ${ratio} раза дольше: главные потери пришлись на восстановление` : ': главные потери дало незнание'}.`,
          slower
            ? `Даже при мгновенном сигнале клиенты ждали бы ещё ${m}.`
            : `Даже при мгновенной починке клиенты ждали бы ${d}.`,
          `Сначала надо сокращать ${slower ? m : d}: остальная часть простоя была меньше.`,
        ],
      }[l],
    },
  ];
};

/** Everything that can be computed without prices. */
export const plainRules: readonly Rule[] = [
  incident,
  shares,
  target,
  destroyed,
  releases,
  notice,
  yearly,
  effort,
  countdown,
];

/** What also holds for a bet. */
export const betRules: readonly Rule[] = [effort, countdown];

export type { Material, Rule };
