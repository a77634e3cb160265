import { shares } from '@/lib/council/proposal';
import type { Proposal, Said } from '@/lib/council/proposal.schema';
import type { PrepareRequest } from '@/lib/ports/speech';
import { themeOf } from './evidence';
import type { Clause, Matter } from './matter';
import { asks, known, opening, topics, whys } from './prepare.words';
import { readAgenda } from './read-agenda';
import { readOptions } from './read-options';
import { unknowns } from './unknowns';
import { capital, clip, fill, list, quoted, stems } from './words';

const mostAsked = 6;
/** The answer alone: which one is chosen is not said yet. */
const nameIn = ({ name }: { name: string }) =>
  capital(clip(name.replace(/^(?:choose|take|buy|выбрать|взять|купить)\s+/iu, ''), 160));

/** The scripted moderator's agenda: the template's, told apart by what the author's own words hold and lack. */
export function prepare({ agenda, base, team }: PrepareRequest): { text: string; said: Said } {
  const { language } = agenda;
  const matter = readAgenda(agenda);
  const alternatives = readOptions(agenda).map(nameIn);
  const criteria = weigh(matter, base.criteria);
  const missing = missingFacts(matter, alternatives);
  const seats = seatsFor(agenda.question, matter.clauses, team);
  const absent = seats.filter((one) => one.seat === null).map((one) => one.name);
  const items = base.items.map((one, n) =>
    n === 1 && alternatives.length >= 2
      ? { ...one, title: clip(`${opening.compare[language]}: ${list(language, alternatives)}`, 190) }
      : one,
  );
  const words = opening[agenda.reversibility === 'one-way' ? 'oneWay' : 'twoWay'][language];
  const text = [
    fill(opening.question[language], { question: clip(agenda.question, 400) }),
    alternatives.length >= 2
      ? fill(opening.named[language], {
          list: list(
            language,
            alternatives.map((one) => quoted(language, one)),
          ),
        })
      : opening.open[language],
    words,
    fill(opening.criteria[language], {
      list: list(
        language,
        criteria.map((one) => one.name),
      ),
    }),
    ...(absent.length > 0 ? [fill(opening.absent[language], { list: list(language, absent) })] : []),
    ...(missing[0] ? [fill(opening.missing[language], { first: missing[0].question })] : [opening.enough[language]]),
  ].join(' ');
  return { text, said: { criteria, items, missing, seats, alternatives } };
}

/** A criterion on which the author's words have figures or findings weighs a little more, and says by which words. */
function weigh({ language, clauses }: Matter, criteria: Proposal['criteria']): Proposal['criteria'] {
  const used = new Set<Clause>();
  const found = criteria.map((one, place) => {
    const theme = themeOf(one.name, place);
    const clause = clauses.find(
      (each) => !used.has(each) && (known[theme].test(each.text) || (theme === 'cost' && hasMoney(each))),
    );
    if (clause) used.add(clause);
    const why = clause
      ? fill(whys.because[language], { quote: quoted(language, clip(clause.text, 160)) })
      : whys[theme][language];
    return { ...one, why, weight: one.weight * (clause ? 1.2 : 1) };
  });
  const parts = shares(found.map((one) => one.weight));
  return found.map((one, n) => ({ ...one, weight: parts[n] ?? 1 }));
}

const hasMoney = (clause: Clause) => clause.figures.some((figure) => figure.money);

/** What answers can't be told apart without, and nobody has said. */
function missingFacts(matter: Matter, alternatives: readonly string[]): Proposal['missing'] {
  const { language, agenda, clauses } = matter;
  const said = clauses.map((one) => one.text).join('\n');
  const real = matter.options.filter((one) => one.kind !== 'nothing' && alternatives.includes(nameIn(one)));
  const priced = (name: string) =>
    clauses.some((one) => hasMoney(one) && [...stems(name)].some((stem) => stems(one.text).has(stem)));
  const prices = real
    .map(nameIn)
    .filter((name) => agenda.template !== 'hiring' && !priced(name))
    .slice(0, 2)
    .map((name) => ({
      question: fill(asks.price[language], { o: quoted(language, name) }),
      who: asks.who.cost[language],
      when: 'before' as const,
    }));
  const special = ['product-bet', 'hiring'].includes(agenda.template)
    ? unknowns(matter).map((question) => ({ question, who: agenda.decider, when: 'before' as const }))
    : [];
  const usual = [...(asks.of[agenda.template] ?? []), ...asks.always]
    .filter((one) => !one.stated.test(said) && (!one.only || one.only === agenda.reversibility))
    .filter((one) => one.ask !== asks.cost || prices.length === 0)
    .map(({ ask, who, when }) => ({
      question: ask[language],
      who: who === 'decider' ? agenda.decider : asks.who[who][language],
      when,
    }));
  return [...prices, ...special, ...usual].slice(0, mostAsked);
}

/** The team's experts, and those the question needs and the team has not. */
function seatsFor(question: string, clauses: readonly Clause[], team: PrepareRequest['team']): Proposal['seats'] {
  const language = /\p{Script=Cyrillic}/u.test(question) ? 'ru' : 'en';
  const text = [question, ...clauses.map((one) => one.text)].join('\n');
  const experts = team.seats.filter((one) => one.role === 'expert');
  const needed = topics.filter((one) => one.when.test(text));
  const seated = experts.map((seat) => {
    const topic = needed.find((one) => one.covers.test(`${seat.name} ${seat.persona}`));
    const why = topic ? topic.why[language] : clip(seat.persona || seat.name, 280);
    return { seat: seat.id, name: seat.name, why: capital(why) };
  });
  const absent = needed
    .filter((one) => !experts.some((seat) => one.covers.test(`${seat.name} ${seat.persona}`)))
    .slice(0, 3)
    .map((one) => ({ seat: null, name: one.name[language], why: capital(one.why[language]) }));
  return [...seated, ...absent];
}
