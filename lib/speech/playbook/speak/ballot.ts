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
    pen.pick(phrases.vote, {
      o: stage.name(option),
      a: stage.language === 'ru' ? String(sure).replace('.', ',') : String(sure),
    }),
  );
  const leads = stage.leader.id === favourite.id;
  const because = pen.write(
    pen.pick(leads ? phrases.voteWhy : phrases.voteDissent, {
      c: own?.name ?? '',
      b: stage.number(leads && !own ? favourite.total : mark),
      p: stage.name(next.option),
    }) || pen.pick(phrases.voteWhy, { c: own?.name ?? '', b: stage.number(mark), p: stage.name(next.option) }),
  );
  return {
    text: pen.text,
    vote: { alternative: favourite.id, confidence: sure, because: clip(because || pen.text, 390) },
  };
}
