import type { Language } from './agenda.schema';
import type { CitationProblem, Cited } from './citations';
import type { ClaimKind } from './own-claims';

/** A claim that was left out of the log, and why. */
export interface Lapse {
  kind: ClaimKind;
  /** The alternative it was about, by name. */
  about: string | null;
  text: string;
  cited: Cited;
  why: CitationProblem | 'cost_not_said';
}

interface Words {
  kinds: Record<ClaimKind, string>;
  about: (name: string) => string;
  quoted: (text: string) => string;
  turns: (numbers: number[]) => string;
  facts: (numbers: number[]) => string;
  source: (parts: string) => string;
  /** Each with its source in words, empty where that is not known. */
  why: Record<Lapse['why'], (source: string) => string>;
  dropped: (what: string, text: string, why: string) => string;
  said: (by: string, turn: number, text: string) => string;
}

/** A log is a document: what it says about itself is said in its own language. */
const words: Record<Language, Words> = {
  en: {
    kinds: {
      pro: 'an argument in favour',
      con: 'an argument against',
      cost: 'a cost',
      objection: 'an objection',
      reply: 'an answer to an objection',
      risk: 'a risk',
      risk_cost: 'the cost of a risk',
      mitigation: 'a mitigation',
      unique_fact: 'a fact that one seat held',
      rationale: 'a reason for the decision',
      why_rejected: 'why an alternative was not chosen',
      dissent: 'a dissent',
      cause: 'a cause of the incident',
      task: 'a task',
    },
    about: (name) => ` on “${name}”`,
    quoted: (text) => `“${text}”`,
    turns: (n) => (n.length === 1 ? `turn ${n[0]}` : `turns ${n.join(', ')}`),
    facts: (n) => (n.length === 1 ? `fact ${n[0]}` : `facts ${n.join(', ')}`),
    source: (parts) => parts,
    why: {
      no_source: () => 'It names no turn and no fact.',
      unknown_turn: (source) => `It rests on ${source || 'a turn'}: not all of that was said.`,
      unknown_fact: (source) => `It rests on ${source || 'a fact'}: not all of that exists.`,
      quote_not_found: (source) => `The words it quotes do not occur in ${source || 'what it cites'}.`,
      cost_not_said: (source) => `Neither the figure nor its basis is said in ${source}.`,
    },
    dropped: (what, text, why) => `Left out for want of evidence, ${what}: ${text} ${why}`,
    said: (by, turn, text) => `${by} said in turn ${turn}, and nothing in this log takes it up: “${text}”`,
  },
  ru: {
    kinds: {
      pro: 'довод за',
      con: 'довод против',
      cost: 'стоимость',
      objection: 'возражение',
      reply: 'ответ на возражение',
      risk: 'риск',
      risk_cost: 'цена риска',
      mitigation: 'мера против риска',
      unique_fact: 'факт, известный одному участнику',
      rationale: 'обоснование решения',
      why_rejected: 'почему вариант не выбран',
      dissent: 'особое мнение',
      cause: 'причина инцидента',
      task: 'задача',
    },
    about: (name) => ` (вариант «${name}»)`,
    quoted: (text) => `«${text}»`,
    turns: (n) => (n.length === 1 ? `реплика ${n[0]}` : `реплики ${n.join(', ')}`),
    facts: (n) => (n.length === 1 ? `факт ${n[0]}` : `факты ${n.join(', ')}`),
    source: (parts) => ` (${parts})`,
    why: {
      no_source: () => 'Не названы ни реплика, ни факт.',
      unknown_turn: (source) => `Источник${source} назван неверно: такой реплики не было.`,
      unknown_fact: (source) => `Источник${source} назван неверно: такого факта нет.`,
      quote_not_found: (source) => `В источнике${source} нет процитированных слов.`,
      cost_not_said: (source) => `В источнике${source} не названы ни сумма, ни её основание.`,
    },
    dropped: (what, text, why) => `Не вошло без подтверждения, ${what}: ${text} ${why}`,
    said: (by, turn, text) => `${by}, реплика ${turn}: «${text}» — в протоколе на это ничто не опирается.`,
  },
};

const clip = (text: string, max: number): string => (text.length > max ? `${text.slice(0, max - 1).trimEnd()}…` : text);

const sourceOf = (language: Language, { turns, facts }: Cited): string => {
  const say = words[language];
  const parts = [...(turns.length > 0 ? [say.turns(turns)] : []), ...(facts.length > 0 ? [say.facts(facts)] : [])];
  return parts.length > 0 ? say.source(parts.join(', ')) : '';
};

/** Why a claim does not hold, as a sentence. */
export const whySentence = (language: Language, { cited, why }: Pick<Lapse, 'cited' | 'why'>): string =>
  words[language].why[why](sourceOf(language, cited));

/** A claim that was left out, as an open question of the log. */
export function lapseSentence(language: Language, lapse: Lapse): string {
  const say = words[language];
  const what = say.kinds[lapse.kind] + (lapse.about ? say.about(clip(lapse.about, 80)) : '');
  return say.dropped(what, say.quoted(clip(lapse.text, 240)), whySentence(language, lapse));
}

const isWhy = (code: string): code is Lapse['why'] => Object.hasOwn(words.en.why, code);

/** A task that was left out, as an open question of the log; `why` is a `CitationProblem`. */
export function taskSentence(language: Language, { text, why }: { text: string; why: string }): string {
  const cited = { turns: [], facts: [], quote: '' };
  return lapseSentence(language, { kind: 'task', about: null, text, cited, why: isWhy(why) ? why : 'no_source' });
}

/** What a person said and no claim cites, as an open question of the log. */
export const unheardSentence = (language: Language, by: string, turn: number, text: string): string =>
  words[language].said(by, turn, clip(text.replace(/\s+/gu, ' ').trim(), 400));
