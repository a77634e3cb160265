import type { Candidate, Post } from './candidates';
import { daysBetween } from './figures';
import type { Breach, Working } from './matter';
import { count, day, list, number, quoted } from './words';
import type { Material } from './workings';

/** What can be computed about candidates and the post: marks on one task, pay against the band, start against need. */
export function hires(
  { agenda: { language: l, held_on } }: Material,
  candidates: readonly Candidate[],
  { band, need, empty }: Post,
): Working[] {
  const found: Working[] = [];
  const n = (value: number) => number(l, Math.round(value));
  const q = (name: string) => quoted(l, name);
  const say = (en: readonly string[], ru: readonly string[]) => (l === 'ru' ? ru : en);
  const marked = candidates
    .flatMap(({ name, sample }) => (sample ? [{ name, ...sample, rate: sample.score / sample.of }] : []))
    .toSorted((a, b) => b.rate - a.rate);
  const [top, second] = marked;
  const low = marked.at(-1);
  if (top && second && low && top !== low) {
    const row = list(
      l,
      marked.map((one) => `${q(one.name)} ${number(l, one.score)}`),
    );
    const [gap, wide] = [number(l, top.score - second.score), number(l, top.score - low.score)];
    found.push({
      id: 'sample',
      theme: 'value',
      from: marked.map((one) => one.clause),
      bearing: {},
      options: { [top.name]: { value: 0.3 }, [low.name]: { value: -0.3 } },
      say: say(
        [
          `On the same task, out of ${number(l, top.of)}: ${row}. Between first and second lie ${gap} points${marked.length > 2 ? `, between first and last ${wide}` : ''}.`,
          `${q(top.name)} leads the work sample by ${gap} points, which is ${number(l, Math.round(((top.score - second.score) / top.of) * 100))} % of the scale.`,
        ],
        [
          `За одно и то же задание, из ${number(l, top.of)}: ${row}. Между первым и вторым разница ${gap}${marked.length > 2 ? `, между первым и последним — ${wide}` : ''}.`,
          `${q(top.name)} впереди в задании на ${gap}, это ${number(l, Math.round(((top.score - second.score) / top.of) * 100))} % шкалы.`,
        ],
      ),
    });
  }
  for (const { name, salary, start } of candidates) {
    if (salary && band) {
      const { value } = salary.figure;
      const over = value - band.high;
      const unit = salary.figure.unit.split(' ')[0] ?? '';
      const each =
        salary.figure.per === 'month' ? (l === 'ru' ? 'в месяц' : 'a month') : l === 'ru' ? 'в год' : 'a year';
      const [v, h, o, from] = [n(value), n(band.high), n(Math.abs(over)), n(band.low)];
      found.push({
        id: `pay-${name}`,
        theme: 'cost',
        from: [salary.clause, band.clause],
        bearing: {},
        options: { [name]: { cost: over > 0 ? -0.6 : 0.3 } },
        costs: { [name]: { amount: Math.round(value), unit: `${unit} ${each}`.trim(), basis: salary.clause.text } },
        say: say(
          over > 0
            ? [
                `${q(name)} asks for ${v}, and the band ends at ${h}: ${o} ${unit} too much, ${number(l, Math.round((over / band.high) * 100))} % above it.`,
                `An offer to ${q(name)} inside the band would be at least ${o} ${unit} below the wish.`,
              ]
            : [
                `${q(name)} asks for ${v}, inside the band of ${from} to ${h}, with ${o} ${unit} to spare below its top.`,
                `The wish of ${q(name)}, ${v} ${unit}, needs nobody’s exception.`,
              ],
          over > 0
            ? [
                `${q(name)} просит ${v}, а вилка кончается на ${h}: лишних ${o} ${unit}, на ${number(l, Math.round((over / band.high) * 100))} % выше.`,
                `Предложение в пределах вилки окажется ниже запроса (${q(name)}) не меньше чем на ${o} ${unit}.`,
              ]
            : [
                `${q(name)} просит ${v}: это внутри вилки от ${from} до ${h}, до верхней границы ещё ${o} ${unit}.`,
                `Запрос в ${v} ${unit} (${q(name)}) не требует исключений.`,
              ],
        ),
      });
    }
    if (start && need) {
      const late = daysBetween(need.date, start.date);
      const [s, d, gap] = [day(l, start.date), day(l, need.date), count(l, Math.abs(late), 'day')];
      const cost = empty && late > 0 ? Math.round(((late / 30.44) * empty.figure.value) / 100) * 100 : 0;
      const unit = empty?.figure.unit.split(' ')[0] ?? '';
      found.push({
        id: `start-${name}`,
        theme: 'speed',
        from: [start.clause, need.clause],
        bearing: {},
        options: { [name]: { speed: late > 0 ? -0.6 : 0.3 } },
        say: say(
          late > 0
            ? [
                `${q(name)} could start on ${s}, ${gap} after ${d}${cost > 0 ? `, and those days cost about ${n(cost)} ${unit}` : ''}.`,
                `Waiting for ${q(name)} leaves the post empty for ${gap} beyond the day that was set.`,
              ]
            : late === 0
              ? [
                  `${q(name)} could start on ${s}, the very day that was set.`,
                  `With ${q(name)} the post is filled on the last possible day, with nothing to spare.`,
                ]
              : [
                  `${q(name)} could start on ${s}, ${gap} before ${d}, which leaves room for a handover.`,
                  `With ${q(name)} the post is filled ${gap} ahead of the day that was set.`,
                ],
          late > 0
            ? [
                `${q(name)} выйдет не раньше ${s}, а место нужно занять до ${d}: опоздание ${gap}${cost > 0 ? `, и эти дни стоят около ${n(cost)} ${unit}` : ''}.`,
                `Если ждать (${q(name)}), место простоит пустым сверх срока: ${gap}.`,
              ]
            : late === 0
              ? [
                  `${q(name)} может выйти ${s}, ровно в назначенный день.`,
                  `С этим выходом (${q(name)}) место будет занято в последний возможный день, без запаса.`,
                ]
              : [
                  `${q(name)} может выйти ${s}, запас до ${d} — ${gap}: хватит и на передачу дел.`,
                  `С этим выходом (${q(name)}) место будет занято раньше срока, запас ${gap}.`,
                ],
        ),
      });
    }
  }
  if (empty && need) {
    const days = daysBetween(held_on, need.date);
    const [e, d, unit] = [n(empty.figure.value), day(l, need.date), empty.figure.unit.split(' ')[0] ?? ''];
    const sum = n(((days + 61) / 30.44) * empty.figure.value);
    found.push({
      id: 'empty',
      theme: 'cost',
      from: [empty.clause, need.clause],
      bearing: { delay: { cost: -1 }, nothing: { cost: -1.4, value: -0.6 } },
      say: say(
        [
          `At ${e} ${unit} a month, two months beyond ${d} bring the bill for the empty post to about ${sum} ${unit}.`,
          `Searching on is not free: each further month is ${e} ${unit} with nothing to show for it.`,
        ],
        [
          `При ${e} ${unit} в месяц два месяца сверх ${d} доведут счёт за пустое место примерно до ${sum} ${unit}.`,
          `Поиск не бесплатен: каждый лишний месяц — это ${e} ${unit}, после которых ничего не остаётся.`,
        ],
      ),
    });
  }
  return found;
}

/** Candidates whose wish lies above the band, where a constraint says what that needs. */
export function payBreaches(
  { agenda: { language: l }, clauses }: Material,
  candidates: readonly Candidate[],
  { band }: Post,
): Breach[] {
  const rule = clauses.find((one) => one.constraint && /\bband\b|вилк/iu.test(one.text));
  if (!band || !rule) return [];
  return candidates.flatMap(({ name, salary }) => {
    if (!salary || salary.figure.value <= band.high) return [];
    const [v, h] = [number(l, salary.figure.value), number(l, band.high)];
    const q = quoted(l, name);
    return [
      {
        option: name,
        clause: rule,
        because: {
          en: `${q} asks for ${v} and the band ends at ${h}, so this offer is not ours to make.`,
          ru: `${q} просит ${v}, а вилка кончается на ${h}: такое предложение не в нашей власти.`,
        }[l],
        remedy: {
          en: `The offer to ${q} stays at ${h} unless the exception is approved before it goes out.`,
          ru: `Предложение (${q}) остаётся на ${h}, если исключение не утвердят до отправки.`,
        }[l],
        task: {
          title: { en: 'Settle the pay before the offer goes out', ru: 'Согласовать оклад до отправки предложения' }[l],
          done: {
            en: `Before the offer goes out the file holds an approval, or a pay of at most ${h}`,
            ru: `До отправки предложения в деле есть утверждение или оклад не выше ${h}`,
          }[l],
        },
      },
    ];
  });
}
