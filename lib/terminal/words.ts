import { createTranslator } from 'next-intl';
import type { Language } from '@/lib/council/agenda.schema';
import type { Finding, Reason } from '@/lib/council/events';
import type { RunState } from '@/lib/council/run';
import type { Seat } from '@/lib/council/team.schema';
import councilEn from '@/lib/words/en/council.json';
import en from '@/lib/words/en/terminal.json';
import councilRu from '@/lib/words/ru/council.json';
import ru from '@/lib/words/ru/terminal.json';

type Args = Record<string, string | number>;
/** Wide on purpose: codes come from data. */
type Messages = NonNullable<Parameters<typeof createTranslator>[0]['messages']>;
const messages: Record<Language, Messages> = {
  en: { ...en, council: councilEn },
  ru: { ...ru, council: councilRu },
};

export interface Words {
  language: Language;
  /** A sentence of the terminal's own, or with `council.` one that the pages share. */
  t(key: string, args?: Args): string;
  money(microUsd: number): string;
}

/** The terminal's words in one language. */
export function wordsIn(language: Language): Words {
  const translate = createTranslator({
    locale: language,
    messages: messages[language],
    onError: () => undefined,
    getMessageFallback: ({ key }) => key,
  });
  const dollars = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' });
  return {
    language,
    t: (key, args = {}) => translate(key, args),
    money: (microUsd) => dollars.format(microUsd / 1_000_000),
  };
}

/** The language of the machine, for what is said before an agenda is read. */
export const systemLanguage = (): Language =>
  Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ru') ? 'ru' : 'en';

/** "Expert B" and the seat's name. */
export function seatRole(words: Words, state: Pick<RunState, 'team'>, seat: Seat): string {
  if (seat.role !== 'expert') return words.t(`council.roles.${seat.role}`);
  const place = state.team.seats.filter((one) => one.role === 'expert').indexOf(seat);
  return words.t('council.roles.expert', { letter: words.t('council.letters.experts')[place] ?? '' });
}

/** Ids in a reason's arguments become the names that people know. */
function named(state: Pick<RunState, 'team' | 'alternatives'>, args: Args = {}): Args {
  const name = (id: string) =>
    state.team.seats.find((one) => one.id === id)?.name ?? state.alternatives.find((one) => one.id === id)?.name;
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, name(String(value)) ?? value]));
}

/** The sentence of a reason; a neutral one where the code is not known. */
export function reasonIn(words: Words, state: RunState, { code, args }: Reason): string {
  const key = `council.reasons.${code}`;
  const sentence = words.t(key, named(state, args));
  return sentence === key ? words.t('council.reasons.other') : sentence;
}

/** What a finding of the gate misses, as a noun. */
export function missingIn(words: Words, state: RunState, { code, subject, args }: Omit<Finding, 'seat'>): string {
  const key = `council.missing.${code}`;
  const sentence = words.t(key, named(state, { subject: subject ?? '', ...args }));
  return sentence === key ? words.t('council.missing.other') : sentence;
}
