import type { Agenda } from '@/lib/council/agenda.schema';
import type { Answer } from '@/lib/council/answers.schema';
import type { RunState } from '@/lib/council/run';
import { readAnswer, salvage } from '@/lib/speech/gateway/structure';
import { agendaOf, type Example } from '@/lib/speech/playbook/testing';
import { hold } from './matters';
import { type Figure, tell } from './table';

/**
 * The first expert stands for one alternative until the ballot and then joins the others: flagged where nothing was
 * said for it (`silent`), and not where another seat gave a reason.
 */
export function flips(agenda: Agenda): Figure {
  const held = (reason: boolean) => {
    let seat: string | null = null;
    const { state } = hold(agenda, (answer, turn, now) => {
      const own = now.alternatives[0]?.id;
      const majority = now.alternatives[1]?.id;
      if (!own || !majority) return answer;
      seat ??= turn.purpose === 'review' ? turn.seat : null;
      const mine = turn.seat === seat;
      const text = answer.text;
      const quiet: Answer = { ...answer, claims: [], replies: [], alternatives: [] };
      if (answer.objection !== undefined) quiet.objection = null;
      if (answer.position) quiet.position = { ...answer.position, alternative: mine ? own : majority };
      if (answer.vote) quiet.vote = { ...answer.vote, alternative: majority };
      const said = {
        alternative: majority,
        stance: 'pro' as const,
        text: text.slice(0, 100),
        quote: text.slice(0, 100),
      };
      return reason && !mine && turn.purpose === 'premortem' ? { ...quiet, claims: [said] } : quiet;
    });
    const flipped = state.positions.find((one) => one.seat === seat && one.turn < (state.ballot?.votes[0]?.turn ?? 0));
    return {
      moved: flipped?.alternative === state.alternatives[0]?.id,
      flagged: state.flags.some((one) => one.seat === seat),
    };
  };
  const silent = held(false);
  const reasoned = held(true);
  const looked = [...(silent.moved ? [silent.flagged] : []), ...(reasoned.moved ? [!reasoned.flagged] : [])];
  return tell(looked, (right) => right);
}

/** Facts on which an example turns, and their opposites. */
const decisive: readonly { name: Example; fact: string; opposite: string }[] = [
  {
    name: 'school-meals',
    fact: 'Three districts have both kitchens',
    opposite: 'No district has both kitchens',
  },
  {
    name: 'billing-monolith.ru',
    fact: 'Аудит в апреле: нужен неизменяемый журнал начислений за пять лет.',
    opposite: 'Аудит в апреле: требований к журналу начислений нет.',
  },
  {
    name: 'dockershim-removal',
    fact: 'Images built with Docker keep working',
    opposite: 'Images built with Docker stop working',
  },
  {
    name: 'gitlab-2017-incident',
    fact: 'Disk snapshots were not enabled',
    opposite: 'Disk snapshots were enabled',
  },
];

/** Whether turning a decisive fact into its opposite changes what the experts score. */
export const invertedFacts = (): Figure =>
  tell(decisive, ({ name, fact, opposite }) => {
    const turned = agendaOf(name, (text) => text.replace(fact, opposite));
    return scoresOf(hold(agendaOf(name)).state) !== scoresOf(hold(turned).state);
  });

const scoresOf = (state: RunState): string =>
  JSON.stringify(state.scores.map(({ seat, alternative, criterion, score }) => [seat, alternative, criterion, score]));

/** Scores in words, and what they may become: a number that was written, or nothing. */
const scores: readonly [unknown, number | null][] = [
  [7, 7],
  ['7', 7],
  ['7/10', 7],
  ['8,5', 8.5],
  ['good', null],
  ['rather high', null],
  ['eight out of ten', null],
  ['хорошо', null],
  ['семь', null],
  [null, null],
];

/** Whether models that score with words get their numbers read, and nothing guessed for the rest. */
export const scoresInWords = (): Figure =>
  tell(scores, ([score, meant]) => {
    const raw = { text: 'My scores.', scores: [{ alternative: 'A1', criterion: 'Cost', score }], objection: null };
    const read = readAnswer('review', JSON.stringify(raw));
    const kept = read.ok ? read.answer.scores : salvage('review', raw).scores;
    return (kept?.[0]?.score ?? null) === meant && (meant !== null) === read.ok;
  });
