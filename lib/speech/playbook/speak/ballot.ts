import type { Answer } from '@/lib/council/answers.schema';
import type { Stage } from '../stage';
import { clip } from '../words';
import { confidence } from './draft';

/** A vote by the seat's own position, with the criterion that decided it. */
export function ballot(stage: Stage): Answer {
  const { pen, phrases, favourite, criteria } = stage;
  const { option } = favourite;
  const next = stage.ranked.find((one) => one.id !== favourite.id) ?? favourite;
  const own = criteria.find((one) => stage.lens.themes.includes(one.theme)) ?? criteria[0];
  const mark = own ? stage.score(option, own.theme) : favourite.total;
  const sure = confidence(favourite.total - next.total, stage);
  pen.write(
    pen.must(phrases.vote, {
      o: stage.name(option),
      a: stage.language === 'ru' ? String(sure).replace('.', ',') : String(sure),
    }),
  );
  const leads = stage.leader.id === favourite.id;
  const first = own !== undefined && stage.ranked.every((one) => stage.score(one.option, own.theme) <= mark);
  const values = {
    c: own?.name ?? '',
    b: stage.number(mark),
    t: stage.number(favourite.total),
    p: stage.name(next.option),
  };
  const why = first ? phrases.voteWhy : phrases.voteSum;
  const because = pen.write(
    (leads ? '' : pen.pick(phrases.voteDissent, values)) || pen.pick(why, values) || pen.must(phrases.voteSum, values),
  );
  return {
    text: pen.text,
    vote: { alternative: favourite.id, confidence: sure, because: clip(because || pen.text, 390) },
  };
}
