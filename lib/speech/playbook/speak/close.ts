import type { Answer } from '@/lib/council/answers.schema';
import type { Stage } from '../stage';
import { capital, clip, day, deciderOf } from '../words';
import { carried, reviewDate, tally } from './record';

/** The whole council in two or three sentences. */
export function close(stage: Stage): Answer {
  const { pen, phrases, state, language } = stage;
  const { winner, majority } = carried(stage);
  const { n, a } = tally(stage);
  const [chose = '', open = '', early = ''] = phrases.summary;
  const voted = state.team.protocol === 'panel' || (state.ballot?.votes.length ?? 0) > 0;
  pen.write(
    (majority ? chose : voted ? open : early)
      .replace('{o}', stage.name(winner.option))
      .replace('{n}', n)
      .replace('{a}', a),
  );
  const rows = state.turns.findLast((turn) => turn.purpose === 'record' && turn.status === 'completed')?.answer
    ?.rationale;
  const facts = rows?.findLast((row) => row.facts.length > 0) ?? rows?.[0];
  if (facts && majority)
    pen.write((phrases.summaryReason[0] ?? '').replace('{q}', `${stage.quote(capital(clip(facts.quote, 220)))}.`));
  const items = state.artifacts.action_items?.items ?? [];
  const first = items.flatMap((one) => (one.due ? [one.due] : [])).toSorted()[0];
  if (first && majority)
    pen.write(pen.pick(phrases.summaryNext, { date: day(language, first), review: day(language, reviewDate(stage)) }));
  const decider = deciderOf(language, state.agenda.decider);
  pen.write(
    pen.pick(phrases.summaryOpen, {
      decider: decider,
    }),
  );
  return { text: pen.text, summary: clip(pen.text, 1190) };
}
