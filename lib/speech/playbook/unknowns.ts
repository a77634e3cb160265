import { missingStakes } from './bets';
import { unstated } from './candidates';
import type { Matter } from './matter';
import { type Both, fill, quoted } from './words';

const ofBets: Readonly<Record<ReturnType<typeof missingStakes>[number] | 'stop', Both>> = {
  chance: {
    en: 'How likely is it to work, in per cent, and who says so?',
    ru: 'Какова вероятность успеха в процентах и кто её оценил?',
  },
  gain: {
    en: 'What is it worth if it works, and over how many years?',
    ru: 'Сколько принесёт успех и за сколько лет?',
  },
  stake: { en: 'What does going ahead cost in full?', ru: 'Сколько стоит всё целиком?' },
  learn: { en: 'What would the cheapest real test cost?', ru: 'Во что обойдётся самая дешёвая настоящая проверка?' },
  runway: { en: 'For how many months does the money last?', ru: 'На сколько месяцев хватит денег?' },
  stop: {
    en: 'At which number, read on which day, do we stop?',
    ru: 'При каком числе и в какой день останавливаемся?',
  },
};
const ofCandidates: Readonly<Record<ReturnType<typeof unstated>[number]['what'], Both>> = {
  sample: {
    en: 'How did {o} do in the work sample? It is stated for others only.',
    ru: 'Как справился с заданием {o}? Это сказано только о других.',
  },
  salary: {
    en: 'What pay does {o} ask for? It is stated for others only.',
    ru: 'Какой оклад просит {o}? Это сказано только о других.',
  },
  start: {
    en: 'When could {o} start? It is stated for others only.',
    ru: 'Когда может выйти {o}? Это сказано только о других.',
  },
};

/** What a bet or a hire needs to be known and the agenda does not state. */
export function unknowns(matter: Matter): string[] {
  const { language, agenda } = matter;
  if (agenda.template === 'product-bet') {
    const stop = matter.stop ? [] : (['stop'] as const);
    return [...stop, ...missingStakes(matter.clauses)].slice(0, 3).map((one) => ofBets[one][language]);
  }
  return unstated(matter)
    .slice(0, 3)
    .map(({ name, what }) => fill(ofCandidates[what][language], { o: quoted(language, name) }));
}
