import type { Language } from './agenda.schema';

/** Verbs that are hardly ever nouns. */
const plainVerbs = `
accept achieve adapt add address adjust adopt agree align allocate analyse analyze announce apply appoint approve archive arrange ask
assemble assess assign automate avoid backfill begin book bring buy calculate calibrate cancel capture choose clarify clean close
collect commit communicate compare complete compose compute conduct configure confirm connect consolidate consult convert coordinate
correct create decide decommission decrease define delete deliver deploy deprecate describe detect determine develop disable discuss
distribute divide double-check drop eliminate email enable encrypt enforce engage enrol enroll ensure escalate establish evaluate
examine execute expand explain explore extend extract fetch file finalise finalize find finish follow freeze gather generate get give
grant hand help hold identify implement improve increase inform initiate inspect install instrument integrate introduce inventory
investigate invite isolate keep learn link load maintain make manage meet merge migrate modify negotiate notify obtain offer open
organise organize outline pay perform persuade pick place prepare present prevent prioritise prioritize procure produce propose prove
provide provision publish pull push put quantify raise read recommend reconcile recover recruit redesign reduce refactor refine
reject remind remove rename renew reopen repair replace replicate reproduce rerun resolve restart restore restrict retain retire
retrain return revert revise revisit revoke rewrite roll rotate save secure select send separate settle simplify simulate solve
specify split standardise standardize store submit summarise summarize supply synchronise synchronize take tell terminate throttle
tidy translate triage trim try tune turn uninstall unify update upload use validate verify vet vote write
`;
/** Verbs that are as often nouns: a second part may only begin with one where an object follows. */
const nounVerbs = `
audit alert back backup balance benchmark block brief budget build call cap chair change charge check clone code contact contract control
copy cost cover cut date demo design document draft drill estimate exercise experiment export finance fix focus forecast format fund
guard guide hire import index interview issue label launch lease limit list lock log mail map mark measure mirror model monitor move
name note order pack page patch phase pilot pin plan post practise practice price print process profile program project prototype
purchase query question rank rate record redirect register rehearse release rent report request research reserve restore review rework
route run sample scale schedule scope score script set setup shadow share ship show sign sketch sort source sponsor stage staff start
state step stop study subscribe support survey switch table tag target task test ticket time total trace track trade train transfer
trial upgrade vendor visit walk watch work
`;

const wordsOf = (list: string) => new Set(list.trim().split(/\s+/u));
const sure = wordsOf(plainVerbs);
const either = wordsOf(nounVerbs);

const infinitive = /(?:[аеиоуыя]ть|[сзй]ти|[аеио]чь)(?:ся)?$|[сз]тись$|чься$/u;
const irregular = wordsOf('учесть вычесть предпочесть счесть класть есть стричь прочесть зачесть сесть');
const nouns = wordsOf(
  'сеть память печать кровать нить мать треть пять девять десять речь ночь мелочь дочь плоть рать статьи части сети новости кости гости почти прочь медь площадь нефть путь опять',
);
const imperative = /(?:[айеиуоы]йте|ите|ьте)(?:сь)?$/u;

const bare = (word: string) =>
  word
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}-]+/gu, '');

/** How surely a word is a verb that a task may begin with. */
export function verbness(word: string, language: Language): 'sure' | 'maybe' | 'no' {
  const one = bare(word);
  if (language === 'en') return sure.has(one) ? 'sure' : either.has(one) ? 'maybe' : 'no';
  if (nouns.has(one)) return 'no';
  return infinitive.test(one) || irregular.has(one) || imperative.test(one) ? 'sure' : 'no';
}
