import type { Figure } from './figures';
import type { Clause, Working } from './matter';
import { number, quoted } from './words';
import type { Rule } from './workings';

interface Seen {
  figure: Figure;
  clause: Clause;
}
const all = (clauses: readonly Clause[]): Seen[] =>
  clauses.flatMap((clause) => clause.figures.map((figure) => ({ figure, clause })));
const population = (seen: readonly Seen[]) =>
  seen
    .filter(
      ({ figure, clause }) =>
        !clause.constraint && !figure.percent && !figure.money && figure.ms === null && figure.value >= 10,
    )
    .toSorted((a, b) => b.figure.value - a.figure.value)[0];
const currency = (figure: Figure) =>
  figure.unit.split(' ').find((word) => /usd|eur|gbp|dollar|euro|руб|₽|€|\$|£/iu.test(word));

/** What the step costs for everybody: price × people × days, the grant's gap, and those who pay today. */
export const programme: Rule = ({ agenda: { language: l }, clauses }) => {
  const seen = all(clauses.filter((clause) => !clause.constraint));
  const people = population(seen);
  const price = seen.find(
    ({ figure, clause }) =>
      figure.money &&
      /cost|price|at \d|стоит|билет за|цена/iu.test(clause.text) &&
      !/grant|subsid|covers|offers|субсид|грант|покрыва/iu.test(clause.text),
  );
  const grant = seen.find(
    ({ figure, clause }) => figure.money && /grant|subsid|covers|субсид|грант|покрыва/iu.test(clause.text),
  );
  const days =
    seen.find(
      ({ figure }) =>
        figure.ms !== null && /days?$|дн|день/iu.test(figure.unit) && figure.value > 30 && figure.value <= 366,
    ) ?? seen.find(({ figure }) => /days?$|дней|дня/iu.test(figure.unit) && figure.value > 30 && figure.value <= 366);
  const share = seen.find(
    ({ figure, clause }) =>
      figure.percent && figure.value < 100 && /receive|hold|buy|pay|use|получа|покупа|имеют|платят/iu.test(clause.text),
  );
  const found: Working[] = [];
  if (!people || !price) return found;
  const monthly = price.figure.per === 'month' || /month|месячн/iu.test(price.clause.text);
  const times = days?.figure.value ?? (monthly ? 12 : null);
  if (times === null) return found;
  const unit = currency(price.figure) ?? '';
  const tail = unit ? ` ${unit}` : '';
  const [p, c, t] = [number(l, people.figure.value), number(l, price.figure.value), number(l, times)];
  const total = people.figure.value * price.figure.value * times;
  found.push({
    id: 'programme',
    theme: 'cost',
    from: [people.clause, price.clause],
    bearing: { act: { cost: -1.2 }, partial: { cost: 0.3 }, amend: { cost: 0.4 } },
    costs: {
      act: {
        amount: Math.round(total),
        unit: `${tail.trim()} ${l === 'ru' ? 'в год' : 'a year'}`.trim(),
        basis: `${p} × ${t} × ${c}`,
      },
    },
    say: {
      en: [
        `${p} × ${t} × ${c} is ${number(l, total)}${tail} a year at full take-up, before a single building or post is added.`,
        `The whole programme is worth ${number(l, total)}${tail} a year if everyone takes part, and we should say that figure aloud.`,
        `Full take-up means ${number(l, total)}${tail} a year, while the share of a smaller start is not in the papers and must be asked for.`,
      ],
      ru: [
        `${p} × ${t} × ${c} — это ${number(l, total)}${tail} в год при полном охвате, без единой стройки и ставки.`,
        `Программа целиком стоит ${number(l, total)}${tail} в год, если участвуют все, и эту сумму надо назвать вслух.`,
        `Полный охват — это ${number(l, total)}${tail} в год, а доля малого начала в документах не названа, её надо запросить.`,
      ],
    }[l],
  });
  if (grant && grant.figure.value < price.figure.value) {
    const gap = Math.round((price.figure.value - grant.figure.value) * 100) / 100;
    const sum = gap * people.figure.value * times;
    const [g, s] = [number(l, gap), number(l, sum)];
    found.push({
      id: 'gap',
      theme: 'cost',
      from: [grant.clause, price.clause],
      bearing: { act: { cost: -0.8 }, partial: { cost: 0.5 } },
      say: {
        en: [
          `${c} less ${number(l, grant.figure.value)} leaves ${g} each time, and ${g} × ${p} × ${t} is ${s}${tail} a year of our own money.`,
          `Our own part is ${s}${tail} a year while the grant lasts; the year after it ends, the full ${number(l, total)}${tail} falls to us.`,
          `Nobody has yet said from which line the ${s}${tail} a year would come.`,
        ],
        ru: [
          `${c} минус ${number(l, grant.figure.value)} оставляет ${g} каждый раз, а ${g} × ${p} × ${t} — это ${s}${tail} в год своих денег.`,
          `Наша часть — ${s}${tail} в год, пока идёт субсидия; потом на нас ляжет вся сумма, ${number(l, total)}${tail}.`,
          `Пока никто не назвал строку бюджета, из которой возьмутся ${s}${tail} в год.`,
        ],
      }[l],
    });
  }
  if (share) {
    const rest = 100 - share.figure.value;
    const heads = Math.round((people.figure.value * rest) / 100);
    found.push({
      id: 'others',
      theme: 'value',
      from: [share.clause],
      bearing: {
        act: { value: rest / 90, trust: 0.6 },
        amend: { value: -0.6 },
        nothing: { value: -rest / 90 },
        partial: { value: 0.3 },
      },
      say: {
        en: [
          `100 less ${number(l, share.figure.value)} is ${number(l, rest)} %, ${number(l, heads)} of ${p}, who get nothing from the present rule.`,
          `The present rule passes ${number(l, heads)} people by, and some of them are just above its line.`,
          `Whoever counts only the ${number(l, share.figure.value)} % forgets the ${number(l, heads)} others who would notice the change.`,
        ],
        ru: [
          `100 минус ${number(l, share.figure.value)} — это ${number(l, rest)} %, то есть ${number(l, heads)} из ${p}, кому нынешний порядок ничего не даёт.`,
          `Нынешний порядок обходит стороной ${number(l, heads)} человек, и часть из них стоит у самой черты.`,
          `Кто считает только эти ${number(l, share.figure.value)} %, забывает об остальных: их ${number(l, heads)}.`,
        ],
      }[l],
    });
  }
  return found;
};

/** What each offer costs a year, against the budget where there is one. */
export const offers: Rule = ({ agenda: { language: l }, clauses, options }) => {
  const budget = all(clauses).find(
    ({ figure, clause }) => figure.money && /budget|бюджет|not more than|не (?:больше|более)/iu.test(clause.text),
  );
  const seats = all(clauses).find(
    ({ figure, clause }) =>
      !clause.constraint &&
      !figure.money &&
      !figure.percent &&
      figure.ms === null &&
      figure.value >= 2 &&
      /agents?|users?|people|staff|employees|nurses|сотрудник|пользовател|человек|мест/iu.test(figure.unit),
  );
  const prices = options.flatMap((option) => {
    if (option.kind === 'nothing') return [];
    for (const clause of clauses.filter((one) => !one.constraint)) {
      const at = [...option.own].map((stem) => clause.text.toLowerCase().indexOf(stem)).find((place) => place >= 0);
      const figure = at === undefined ? undefined : clause.figures.find((one) => one.money && one.at > at);
      if (figure) return [{ option, clause, figure }];
    }
    return [];
  });
  if (prices.length < 1) return [];
  const text = prices.map((one) => one.clause.text).join(' ');
  const monthly = /a month|per month|в месяц|monthly/iu.test(text);
  const seated = seats && /seat|user|head|place|место|пользовател|сотрудника/iu.test(text);
  const rows = prices.map(({ option, clause, figure }) => ({
    option,
    clause,
    figure,
    year: figure.value * (monthly ? 12 : 1) * (seated ? seats.figure.value : 1),
  }));
  const [first] = rows;
  const unit = first ? (currency(first.figure) ?? '') : '';
  const cheapest = rows.toSorted((a, b) => a.year - b.year)[0];
  const sum = (row: (typeof rows)[number]) =>
    [...(seated ? [number(l, seats.figure.value)] : []), ...(monthly ? ['12'] : []), number(l, row.figure.value)].join(
      ' × ',
    );
  return rows.map((row) => {
    const over = budget ? row.year - budget.figure.value : 0;
    const dear = over > 0;
    const [y, b, o, name] = [
      number(l, row.year),
      number(l, budget?.figure.value ?? 0),
      number(l, Math.abs(over)),
      quoted(l, row.option.name),
    ];
    const delta = budget ? (dear ? -3 : 1.6) : row === cheapest ? 1.4 : -0.8;
    return {
      id: `offer-${row.option.name}`,
      theme: 'cost' as const,
      from: [row.clause, ...(budget ? [budget.clause] : [])],
      bearing: {},
      options: { [row.option.name]: { cost: delta } },
      costs: {
        [row.option.name]: {
          amount: Math.round(row.year),
          unit: `${unit} ${l === 'ru' ? 'в год' : 'a year'}`.trim(),
          basis: sum(row),
        },
      },
      say: {
        en: [
          `${name} comes to ${sum(row)}, ${y} ${unit} a year${budget ? `, ${o} ${dear ? 'over' : 'under'} the budget of ${b}` : ''}.`,
          `For ${name} the yearly bill is ${y} ${unit}${budget ? (dear ? `, and nobody has found the missing ${o}` : `, which leaves ${o} for the move itself`) : ''}.`,
        ],
        ru: [
          `Вариант ${name} — это ${sum(row)}, то есть ${y} ${unit} в год${budget ? `, ${dear ? 'больше' : 'меньше'} бюджета (${b}) на ${o}` : ''}.`,
          `Годовой счёт по варианту ${name} — ${y} ${unit}${budget ? (dear ? `, и недостающих ${o} никто не нашёл` : `, остаётся ${o} на сам переход`) : ''}.`,
        ],
      }[l],
    };
  });
};
