import type { Language } from './agenda.schema';

/** Verbs that are hardly ever nouns. */
const plainVerbs = `
do talk speak search look think wait stay see clean-up load-test accept achieve adapt add address adjust adopt agree align allocate analyse analyze announce apply appoint approve
archive arrange ask assemble assess assign assure attach attend authorise authorize automate avoid backfill begin book
bring buy calculate calibrate calm cancel capture channel choose circulate cite clarify clean clear close collect
commit communicate compare compile complete compose compute condense conduct configure confirm connect consider
consolidate consult contribute convene convert convince coordinate correct create cross-check debug decide
decommission decrease dedicate defer define delegate delete deliver demonstrate deny deploy deprecate derive describe
detach detect determine develop differentiate disable disclose discontinue discuss dismiss dispatch display dissolve
distribute divide double-check drive drop duplicate earmark educate eliminate email embed empower enable encourage
encrypt end enforce engage enlist enrich enrol enroll ensure enter equip erase escalate establish evaluate examine
exclude execute exempt expand explain explore expose extend extract facilitate familiarise fetch file fill finalise
finalize find finish fold follow formalise formalize forward free freeze fulfil gather generate get give grant
guarantee halt hand harden harmonise help highlight hold host identify illustrate implement improve incorporate
increase inform initiate insert inspect install instruct instrument insure integrate introduce inventory invest
investigate invite isolate iterate join justify keep lay lead learn leave let lift link load lower maintain make
manage mandate match meet mention merge migrate minimise minimize mitigate mobilise modify motivate negotiate nominate
notify observe obtain offer open operate optimise optimize organise organize outline overhaul own pair participate
pause pay perform permit persuade pick pinpoint place point poll prepare present preserve prevent prioritise
prioritize proceed procure produce prohibit promote propose protect prove provide provision prune publish pull push
put quantify quarantine raise reach read realise reallocate reassess reassign rebuild recalculate recall recommend
reconcile recover recruit redesign reduce refactor refine reject relax relocate remedy remind remove rename renew
reopen repair repay repeat replace replicate reply reproduce require rerun resist resolve respond restart restrict
resume retain retest retire retrain return reuse reverse revert revise revisit revive revoke rewrite roll rotate
safeguard save seal secure seek select sell send separate serve settle shape shift shorten shrink shut simplify
simulate skip solicit solve specify speed split stabilise stabilize standardise standardize store streamline
strengthen strip structure submit substitute summarise summarize supersede supervise supply suspend swap synchronise
synchronize take teach tell terminate throttle tidy tie tighten touch transform transition translate triage trigger
trim try tune turn unblock undertake undo unify uninstall unlock update uphold upload use validate vary verify vet
volunteer vote waive warn widen wire withdraw withhold wrap write
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
