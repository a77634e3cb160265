import { addMonths, daysBetween, readMonth } from './figures';
import type { Breach } from './matter';
import { count, day, number, quoted } from './words';
import type { Material } from './workings';

/** Limits that an option would break: building times against a start, a freeze against the period asked about. */
export function readBreaches({ agenda, clauses, options, deadlines }: Material): Breach[] {
  const { language: l, held_on: held, question } = agenda;
  const breaches: Breach[] = [];
  const start = readMonth(question, held);
  const works = clauses.find(
    (one) => one.signals.includes('building') && one.figures.some((figure) => figure.ms !== null),
  );
  const time = works?.figures.find((figure) => figure.ms !== null);
  if (start && works && time?.ms) {
    const lacks = clauses.find(
      (one) => !one.constraint && one.signals.includes('lack') && [...one.stems].some((stem) => works.stems.has(stem)),
    );
    const latest = deadlines.map((one) => one.date).find((date) => date < start);
    const months = Math.round(time.ms / (30.44 * 864e5));
    const ready = addMonths(latest ?? held, months);
    const option = options.find((one) => one.kind === 'act' && one.full) ?? options.find((one) => one.kind === 'act');
    if (option && ready > start && lacks) {
      const [from, to, wanted, n] = [day(l, latest ?? held), day(l, ready), day(l, start), count(l, months, 'month')];
      breaches.push({
        option: option.name,
        clause: works,
        because: {
          en: `Counted from ${from}, ${n} end on ${to}, after ${wanted}, so ${quoted(l, option.name)} promises what can not be built.`,
          ru: `Если считать от ${from}, ${n} закончатся ${to}, позже ${wanted}: ${quoted(l, option.name)} обещает то, чего нельзя построить.`,
        }[l],
        remedy: {
          en: `Those who can not be ready by ${wanted} are supplied from outside until their own works end.`,
          ru: `Тех, кто не успевает к ${wanted}, до конца работ обслуживают извне.`,
        }[l],
      });
    }
  }
  const freeze = clauses.find((one) => one.constraint && one.signals.includes('freeze'));
  const until = deadlines.find((one) => one.clause === freeze);
  const soon = /quarter|this month|now|квартал|этом месяце|сейчас/iu.test(question);
  const act = options.find((one) => one.kind === 'act');
  if (freeze && until && act && (soon || daysBetween(held, until.date) > 60)) {
    const d = day(l, until.date);
    const n = number(l, Math.ceil(daysBetween(held, until.date) / 7));
    breaches.push({
      option: act.name,
      clause: freeze,
      because: {
        en: `Until ${d} are ${n} weeks, and ${quoted(l, act.name)} would have to touch the frozen part before then.`,
        ru: `До ${d} ещё ${n} недель, а ${quoted(l, act.name)} задевает замороженную часть раньше.`,
      }[l],
      remedy: {
        en: `The frozen part stays where it is until ${d}, behind an interface that does not change its results.`,
        ru: `Замороженная часть остаётся на месте до ${d} и прикрыта интерфейсом, который не меняет её результатов.`,
      }[l],
    });
  }
  return breaches;
}
