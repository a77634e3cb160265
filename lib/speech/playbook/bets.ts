import { addDays, daysBetween, type Figure, readDates } from './figures';
import type { Clause, StopRule, Working } from './matter';
import { count, day, number, plural } from './words';
import type { Rule } from './workings';

interface Seen {
  figure: Figure;
  clause: Clause;
}
const test = /\b(?:test|pilot|trial|experiment|prototype)|провер|пилот|прототип|эксперимент|проб/iu;
const month = 30.44;

const lead =
  /^(?:we )?(?:stop|end it|kill it|give up|drop it)\s+(?:if|when)\s+|^(?:остановиться|остановимся|прекратить|прекращаем|закрыть|закрываем)[^,]{0,20},\s*(?:если|когда)\s+/iu;
/** Whether a statement says when to stop. */
export const isStop = (clause: Clause): boolean => lead.test(clause.text);

/** The statement that says when to stop, and the day by which it is read. */
export function readStop(clauses: readonly Clause[], held: string): StopRule | null {
  const clause = clauses.find(isStop);
  if (!clause) return null;
  return { clause, text: clause.text.replace(lead, ''), date: readDates(clause.text, held)[0] ?? null };
}

/** What the agenda's figures say about a bet. */
function stakes(clauses: readonly Clause[]) {
  const all: Seen[] = clauses
    .filter((one) => !one.constraint)
    .flatMap((clause) => clause.figures.map((figure) => ({ figure, clause })));
  const money = (words: RegExp, not?: RegExp) =>
    all.find(({ figure, clause }) => figure.money && words.test(clause.text) && !not?.test(clause.text));
  const share = (words: RegExp) => all.find(({ figure, clause }) => figure.percent && words.test(clause.text));
  const price = all.find(
    ({ figure, clause }) =>
      figure.money &&
      (figure.per === 'year' || figure.per === 'month') &&
      /\bpay|price|плати|тариф|цена/iu.test(clause.text),
  );
  const asked = share(/asked|ask for|want|would|survey|просил|просят|опрос|хотят/iu);
  return {
    price,
    asked,
    people: all.find(
      ({ figure, clause }) =>
        clause.fact === asked?.clause.fact &&
        !figure.percent &&
        !figure.money &&
        figure.ms === null &&
        figure.value >= 10,
    ),
    learn: money(test),
    stake: money(/build|cost|launch|develop|invest|стоит|разработ|запуск|вложен/iu, test),
    chance: share(/chance|probab|odds|likel|шанс|вероятност/iu),
    gain: money(/worth|brings?|return|revenue|earn|принес|выруч|доход|прибыл/iu, /chance|шанс/iu),
    cash: money(/bank|cash|account|reserve|счёт|счете|касс|остат/iu),
    burn: all.find(
      ({ figure, clause }) => figure.money && figure.per === 'month' && /spend|burn|трат|расход/iu.test(clause.text),
    ),
  };
}
const unitOf = (seen: Seen) => seen.figure.unit.split(' ')[0] ?? '';
const customers = (language: 'en' | 'ru', value: number) =>
  `${number(language, value)} ${plural(language, value, language === 'ru' ? ['клиент', 'клиента', 'клиентов'] : ['customer', 'customers', 'customers'])}`;

/** Market, expected value, price of learning, break-even and runway, each where its figures are stated. */
export const bet: Rule = ({ agenda: { language: l, held_on }, clauses }) => {
  const { price, asked, people, learn, stake, chance, gain, cash, burn } = stakes(clauses);
  const found: Working[] = [];
  const n = (value: number) => number(l, Math.round(value));
  const say = (en: readonly string[], ru: readonly string[]) => (l === 'ru' ? ru : en);
  const yearly = price ? price.figure.value * (price.figure.per === 'month' ? 12 : 1) : 0;
  const priced = (seen: Seen) => ({
    amount: Math.round(seen.figure.value),
    unit: unitOf(seen),
    basis: seen.clause.text,
  });
  const costs = { ...(stake ? { act: priced(stake) } : {}), ...(learn ? { partial: priced(learn) } : {}) };
  if (price && asked && people) {
    const heads = Math.round((people.figure.value * asked.figure.value) / 100);
    const [c, p, y, u] = [n(people.figure.value), number(l, asked.figure.value), n(yearly), unitOf(price)];
    const pays = !stake || heads * yearly >= stake.figure.value;
    found.push({
      id: 'market',
      theme: 'value',
      from: [asked.clause, price.clause],
      bearing: { act: { value: pays ? 0.9 : -0.8 }, partial: { value: 0.4 }, nothing: { value: pays ? -0.8 : 0 } },
      say: say(
        [
          `${p} % of ${c} is ${customers(l, heads)}; at ${y} ${u} a year they would bring ${n(heads * yearly)} ${u} if every one of them paid, and asking is not paying.`,
          `The demand we can see is ${customers(l, heads)} and ${n(heads * yearly)} ${u} a year: a ceiling for the first year, not a forecast.`,
          `If half of those who asked pay, ${n((heads * yearly) / 2)} ${u} a year remain.`,
        ],
        [
          `${p} % от ${c} — это ${customers(l, heads)}; по ${y} ${u} в год они принесли бы ${n(heads * yearly)} ${u}, если заплатят все, а просьба ещё не оплата.`,
          `Видимый спрос — ${customers(l, heads)} и ${n(heads * yearly)} ${u} в год: это потолок первого года, а не прогноз.`,
          `Если заплатит половина просивших, останется ${n((heads * yearly) / 2)} ${u} в год.`,
        ],
      ),
    });
  }
  if (stake && price && yearly > 0) {
    const heads = Math.ceil(stake.figure.value / yearly);
    const part = people ? Math.round((heads / people.figure.value) * 1000) / 10 : null;
    const [s, y] = [n(stake.figure.value), n(yearly)];
    const far = part !== null && asked !== undefined && part > asked.figure.value;
    found.push({
      id: 'breakeven',
      theme: 'cost',
      from: [stake.clause, price.clause],
      bearing: { act: { value: far ? -0.7 : 0.5, cost: -0.4 } },
      costs,
      say: say(
        [
          `${s} divided by ${y} is ${customers(l, heads)} paying for a whole year before the work is earned back${part === null ? '' : `, ${number(l, part)} % of all ${n(people?.figure.value ?? 0)}`}.`,
          `The build is paid back by ${customers(l, heads)} in a year${far && asked ? `, more than the ${number(l, asked.figure.value)} % who asked for it` : ''}.`,
        ],
        [
          `${s} разделить на ${y} — это ${customers(l, heads)} с оплатой за целый год, прежде чем работа окупится${part === null ? '' : `, то есть ${number(l, part)} % от ${n(people?.figure.value ?? 0)}`}.`,
          `Чтобы вернуть вложенное за год, нужно ${customers(l, heads)}${far && asked ? `, больше, чем те ${number(l, asked.figure.value)} %, что просили` : ''}.`,
        ],
      ),
    });
  }
  if (chance && gain && stake) {
    const p = chance.figure.value / 100;
    const [g, s, u] = [gain.figure.value, stake.figure.value, unitOf(gain)];
    const now = p * g - s;
    const tested = learn ? p * (g - s) - learn.figure.value : null;
    const better = tested !== null && tested > now;
    const tail = u ? ` ${u}` : '';
    const percent = number(l, chance.figure.value);
    const worth = (value: number) =>
      Math.round(value) === 0
        ? l === 'ru'
          ? 'ноль'
          : 'nothing at all'
        : `${value < 0 ? '−' : ''}${n(Math.abs(value))}${tail}`;
    found.push({
      id: 'expected',
      theme: 'value',
      costs,
      from: [chance.clause, gain.clause, stake.clause],
      bearing: {
        act: { value: now > 0 ? Math.min(3, 0.8 + now / s) : -1.8 },
        nothing: { value: now > 0 ? -1 : 0.6 },
        delay: { value: now > 0 ? -0.8 : 0.4 },
      },
      say: say(
        [
          `${percent} % of ${n(g)} is ${n(p * g)}; less the ${n(s)} to be spent, going ahead at once is worth ${worth(now)}.`,
          `The expected value of building now is ${worth(now)}, and every point that the ${percent} % is wrong moves it by ${n(g / 100)}${tail}.`,
          now > 0
            ? `In ${number(l, 100 - chance.figure.value)} cases out of a hundred the bet loses its ${n(s)}${tail}, and that has to be said as well.`
            : `At ${percent} % the money comes back only on average, and we place this bet once.`,
        ],
        [
          `${percent} % от ${n(g)} — это ${n(p * g)}; за вычетом расходов (${n(s)}) начать сразу стоит ${worth(now)}.`,
          `Ожидаемая ценность немедленной разработки — ${worth(now)}, и каждый процент ошибки в этих ${percent} % сдвигает её на ${n(g / 100)}${tail}.`,
          now > 0
            ? `В ${number(l, 100 - chance.figure.value)} случаях из ста ставка теряет свои ${n(s)}${tail}, и об этом тоже надо сказать.`
            : `При ${percent} % деньги возвращаются только в среднем, а ставка у нас одна.`,
        ],
      ),
    });
    if (learn && tested !== null) {
      const [t, part] = [n(learn.figure.value), number(l, Math.round((learn.figure.value / s) * 100))];
      found.push({
        id: 'learning',
        theme: 'cost',
        from: [learn.clause, stake.clause],
        bearing: better
          ? { partial: { value: 1.6, cost: 1.2 }, act: { value: -0.6, cost: -0.6 } }
          : { partial: { value: -0.6 }, act: { value: 0.8 } },
        say: say(
          [
            `A test takes ${t}, ${part} % of the ${n(s)}; building only after a yes is worth ${percent} % of ${n(g - s)} less ${t}, which makes ${worth(tested)}.`,
            `Knowing before paying changes the value from ${worth(now)} to ${worth(tested)}${better ? `, and asks ${t}${tail} for it` : ', so the test does not earn its price'}.`,
            `The most we can lose by asking first is ${t}${tail}, against ${n(s)}${tail} by building first.`,
          ],
          [
            `Проверка стоит ${t}, это ${part} % от ${n(s)}; если строить только после «да», выходит ${percent} % от ${n(g - s)} минус ${t}, то есть ${worth(tested)}.`,
            `Знание до оплаты меняет ценность: было ${worth(now)}, станет ${worth(tested)}${better ? `, и просит за это ${t}${tail}` : ', так что проверка себя не окупает'}.`,
            `Спросив сначала, мы рискуем потерять ${t}${tail}, а построив сначала — ${n(s)}${tail}.`,
          ],
        ),
      });
    }
  }
  if (cash && burn && burn.figure.value > 0) {
    const months = cash.figure.value / burn.figure.value;
    const until = day(l, addDays(held_on, Math.floor(months * month)));
    const after = stake ? (cash.figure.value - stake.figure.value) / burn.figure.value : null;
    const [m, c, b, u] = [
      count(l, Math.floor(months), 'month'),
      n(cash.figure.value),
      n(burn.figure.value),
      unitOf(cash),
    ];
    const short = after !== null && after < 9;
    const left = after === null ? '' : count(l, Math.max(0, Math.floor(after)), 'month');
    found.push({
      id: 'runway',
      theme: 'safety',
      from: [cash.clause, burn.clause],
      bearing: {
        act: { safety: after === null ? -0.4 : after < 4 ? -3.6 : short ? -1.8 : -0.4 },
        partial: { safety: 0.5 },
        nothing: { safety: months < 9 ? -1.2 : 0.5 },
        delay: { safety: months < 9 ? -1.2 : 0.3 },
      },
      say: say(
        [
          `${c} ${u} at ${b} a month last ${m}, until ${until}${after === null ? '' : `; with the build paid, ${left} remain`}.`,
          `The account is empty on ${until} if nothing is earned, and nothing we start may be later than that.`,
          ...(stake
            ? [
                `Paying ${n(stake.figure.value)} ${u} at once takes ${count(l, Math.round(stake.figure.value / burn.figure.value), 'month')} off the runway.`,
              ]
            : []),
        ],
        [
          `${c} ${u} при расходе ${b} в месяц хватит на ${m}, до ${until}${after === null ? '' : `; после оплаты разработки останется ${left}`}.`,
          `Если ничего не заработать, счёт опустеет ${until}, и ответ нужен раньше этого дня.`,
          ...(stake
            ? [
                `Вложив ${n(stake.figure.value)} ${u} сразу, мы укорачиваем этот запас: минус ${count(l, Math.round(stake.figure.value / burn.figure.value), 'month')}.`,
              ]
            : []),
        ],
      ),
    });
  }
  const stop = readStop(clauses, held_on);
  if (stop?.date) {
    const left = Math.floor(daysBetween(held_on, stop.date) / 7);
    const d = day(l, stop.date);
    const weeks = count(l, left, 'week');
    found.push({
      id: 'stop',
      theme: 'speed',
      from: [stop.clause],
      bearing: { partial: { speed: 0.8 }, act: { speed: -0.6 }, delay: { speed: -0.8 } },
      say: say(
        [
          `${weeks} remain until ${d}, when the stop rule is read, so only what can fail by then teaches us anything.`,
          `A rule with a day, ${d}, ends the argument for us: on that day one number decides.`,
        ],
        [
          `До ${d}, когда сработает условие остановки, ${weeks}; научит нас лишь то, что успеет к этому дню не получиться.`,
          `У условия остановки есть день, ${d}: тогда спорить будет не о чем, решит одно число.`,
        ],
      ),
    });
  }
  return found;
};

/** Figures that a bet needs and the agenda does not state. */
export function missingStakes(clauses: readonly Clause[]): ('chance' | 'gain' | 'stake' | 'learn' | 'runway')[] {
  const { chance, gain, stake, learn, cash, burn } = stakes(clauses);
  return [
    ...(chance ? [] : (['chance'] as const)),
    ...(gain ? [] : (['gain'] as const)),
    ...(stake ? [] : (['stake'] as const)),
    ...(learn ? [] : (['learn'] as const)),
    ...(cash && burn ? [] : (['runway'] as const)),
  ];
}
